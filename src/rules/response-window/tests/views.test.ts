import { describe, expect, test } from 'vitest';
import type { Conversation } from '../../../engine/conversation.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { views } from '../views/index.ts';
import { askOf, type Tables, written } from './questions.ts';
import { agreementOf, asked, at, event, repliedAt, Scene } from './scene.ts';
import { faultsOfForm, faultsOfMessage } from './slack-limits.ts';

const languages = ['en', 'tr'];
const question = asked(at('fri 16:50'));
const [ts = ''] = question.messages;
const short = { [ts]: 'Is it ready?' };
const endless = `${'&lt;b&gt; *bold* <https://example.com/a|link> <@U0MIRA> <!channel> 🚲'.repeat(200)}\n\`\`\`code\`\`\``;
const longName = 'Wolfeschlegelsteinhausenbergerdorff & <Söhne>'.repeat(4);

function reader(language: string, more: Partial<Reader> = {}): Reader {
  return { userId: 'U0MIRA', language, timeZone: 'Europe/Istanbul', side: 'staff', now: at('next mon 09:20'), ...more };
}

/** The tables as they stand once `conversation` was recorded at `now`, after everything that rang before. */
function recorded(
  conversation: Conversation,
  now = at('next mon 09:20'),
  given: Partial<Tables> = {},
): Partial<Tables> {
  const agreement = given.agreement ?? agreementOf();
  const scene = new Scene(agreement).walk(event('MessagePosted'), question.askedAt, [question]).ringUntil(now);
  scene.walk(event('ConversationMarked'), now, [conversation]);
  return {
    conversations: [conversation],
    deadlines: scene.rows,
    messages: [written(conversation)],
    words: short,
    agreement,
    ...given,
  };
}

async function draw(name: string, tables: Partial<Tables>, who: Reader, data: ViewData = {}): Promise<Rendered | null> {
  const view = views.find((one) => one.name === name);
  if (view === undefined) throw new Error(`no view ${name}`);
  const given = { subject: question.id, ...data };
  return view.render(await view.load(askOf(tables), given, who), who, given);
}

async function textOf(...given: Parameters<typeof draw>): Promise<string> {
  return (await draw(...given))?.text ?? '';
}

const people = { U0ANNA: longName, U0MIRA: longName, U0RUTH: longName, U0ELIF: longName };
const longest = (): Partial<Tables> => {
  const agreement = agreementOf({}, { client: { name: 'N'.repeat(80), language: 'en' } });
  const crowded = { ...question, takenBy: 'U0ELIF', chosen: { priority: 'urgent', owner: 'U0RUTH', dueAt: null } };
  const marks = [
    { name: 'handed', at: at('next mon 09:19') },
    { id: 'x', name: 'elsewhere', at: at('next mon 09:10'), offAt: at('next mon 09:15') },
  ];
  return {
    ...recorded(crowded, at('next mon 09:20'), { agreement }),
    words: { [ts]: endless },
    people,
    messages: [written(crowded, marks)],
  };
};

const noticeData: Record<string, ViewData> = {
  warning: { step: 'warning' },
  breach: { step: 'breach', key: 'told', toldFor: at('next mon 09:14') },
  repeat: { step: 'repeat' },
  reminder: {},
  handed: { by: 'U0RUTH' },
  undeliverable: { step: 'warning', meantFor: 'U0JONAS', because: 'user_disabled' },
  overdue: { subjects: [question.id] },
  status: {},
};

describe.each(languages)('in %s', (language) => {
  test.each(Object.keys(noticeData))('%s, at its shortest and its longest', async (name) => {
    const data = noticeData[name] ?? {};
    const shortest = await draw(name, recorded(question), reader(language), data);
    const crowded = await draw(name, longest(), reader(language, { now: at('next mon 09:55') }), data);
    expect(shortest).toMatchSnapshot();
    for (const rendered of [shortest, crowded]) {
      if (rendered === null) throw new Error('nothing was drawn');
      expect(faultsOfMessage(rendered)).toEqual([]);
    }
    expect(crowded?.text).toMatchSnapshot();
  });

  test.each(['change', 'hand-to'])('the form %s, at its shortest and its longest', async (name) => {
    const view = views.find((one) => one.name === name);
    const crew = Array.from({ length: 120 }, (_, index) => `U0PERSON${index} ${longName}`);
    const everybody = agreementOf({}, { people: { owner: 'U0MIRA', backup: 'U0JONAS', staff: crew } });
    for (const tables of [recorded(question), { ...longest(), agreement: everybody }]) {
      const data = { subject: question.id };
      const who = reader(language);
      const form = view?.form?.(await view.load(askOf(tables), data, who), who, data);
      if (form === undefined) throw new Error('no form');
      expect(faultsOfForm(form)).toEqual([]);
      if (tables.agreement !== everybody) expect(form).toMatchSnapshot();
    }
  });
});

describe.each([
  ['en', 'Their words are unavailable: the key that opens them is missing here.'],
  ['tr', 'Sözlerine şu an ulaşılamıyor: açacak anahtar burada yok.'],
])('words under a lost key, in %s', (language, unavailable) => {
  test.each(Object.keys(noticeData))('%s says that they are unavailable', async (name) => {
    const tables = recorded(question, undefined, { words: {}, unavailable: [ts] });
    const drawn = await draw(name, tables, reader(language), noticeData[name]);
    if (drawn === null) throw new Error('nothing was drawn');
    expect(drawn.text).toContain(unavailable);
    expect(JSON.stringify(drawn.blocks)).toContain(unavailable);
    expect(faultsOfMessage(drawn)).toEqual([]);
  });

  test('those that can be read are quoted beside those that cannot', async () => {
    const grouped = asked(question.askedAt, { messages: [ts, '2.000100'] });
    const tables = recorded(grouped, undefined, { unavailable: ['2.000100'] });
    const text = await textOf('warning', tables, reader(language));
    expect(text).toContain('> Is it ready?');
    expect(text).toContain(unavailable);
  });
});

describe('a notice', () => {
  test("shows the client's words, the open time waited, the due time in the reader's zone and a link", async () => {
    const text = await textOf('warning', recorded(question), reader('en', { timeZone: 'America/New_York' }));
    expect(text).toContain('> Is it ready?');
    expect(text).toContain('waited 1 h 30 min of open time');
    expect(text).toContain('due today 02:50');
    expect(text).toContain('https://harbour.slack.com/archives/C0NOVA/p');
  });

  test('says so where the words are not kept any more', async () => {
    expect(await textOf('warning', { ...recorded(question), words: {} }, reader('en'))).toContain(
      'Their words are not kept here',
    );
  });

  test('says everything in its text, which is all that a screen reader reads', async () => {
    const rendered = await draw('breach', longest(), reader('en'), noticeData.breach);
    const said = (rendered?.blocks ?? []).flatMap((block) => {
      if (block.type === 'section') return [block.text?.text ?? ''];
      return block.type === 'context' ? block.elements.map((one) => ('text' in one ? one.text : '')) : [];
    });
    for (const part of said) expect(rendered?.text.replaceAll('*', '')).toContain(part.replaceAll('*', ''));
  });

  test('pings nobody, whatever the client wrote', async () => {
    const text = await textOf(
      'warning',
      { ...recorded(question), words: { [ts]: '<!channel> <@U0RUTH> look' } },
      reader('en'),
    );
    expect(text).not.toMatch(/<!|<@/);
  });

  test('once settled it shows how and has no buttons', async () => {
    const settled = { ...question, ...repliedAt(at('next mon 09:55')) };
    const rendered = await draw(
      'breach',
      recorded(settled, at('next mon 09:55')),
      reader('en', { now: at('next mon 09:56') }),
    );
    expect(rendered?.text).toContain('Mira Aksoy answered today 09:55, 5 min late.');
    expect(rendered?.blocks.some(({ type }) => type === 'actions')).toBe(false);
  });

  test('of a breach that turned out to be none says so', async () => {
    const settled = { ...question, ...repliedAt(at('next mon 09:49')) };
    const text = await textOf(
      'breach',
      recorded(settled, at('next mon 09:55')),
      reader('en', { now: at('next mon 09:56') }),
    );
    expect(text).toContain('in time after all');
  });

  test('offers an undo for a quarter of an hour, and then no more', async () => {
    const settled: Conversation = {
      ...question,
      settled: { at: at('next mon 09:20'), how: 'not-a-request', by: 'U0MIRA' },
    };
    const marks = [{ name: 'not-a-request', at: at('next mon 09:20') }];
    const tables = { ...recorded(settled), messages: [written(settled, marks)] };
    const early = await draw('warning', tables, reader('en', { now: at('next mon 09:35') }));
    const late = await draw('warning', tables, reader('en', { now: at('next mon 09:36') }));
    expect(JSON.stringify(early?.blocks)).toContain('undo-not-a-request');
    expect(JSON.stringify(late?.blocks)).not.toContain('undo-');
  });

  test('shows that a press was taken back', async () => {
    const marks = [{ name: 'taken', at: at('next mon 09:18'), offAt: at('next mon 09:19') }];
    const text = await textOf('warning', { ...recorded(question), messages: [written(question, marks)] }, reader('en'));
    expect(text).toContain('“I’m on it” by Mira Aksoy was taken back today 09:19.');
  });

  test('to the operator holds no words of the client and no buttons', async () => {
    const rendered = await draw(
      'undeliverable',
      recorded(question),
      reader('en', { userId: null }),
      noticeData.undeliverable,
    );
    expect(rendered?.text).toContain('Jonas Weber could not be told');
    expect(rendered?.text).not.toContain('Is it ready?');
    expect(rendered?.blocks.some(({ type }) => type === 'actions')).toBe(false);
  });

  test('that leaves late says how late, and still says the same when it is drawn again', async () => {
    const said = (sentAt: number | null): Partial<Tables> => {
      const data = { ...noticeData.breach, subject: question.id };
      const to = { kind: 'person', userId: 'U0MIRA' } as const;
      return { said: [{ key: 'told', rule: 'response-window', to, view: 'breach', data, state: 'sent', sentAt }] };
    };
    const drawnAt = (now: string, sentAt: number | null) =>
      textOf('breach', { ...recorded(question), ...said(sentAt) }, reader('en', { now: at(now) }), noticeData.breach);
    expect(await drawnAt('next mon 09:20', null)).toContain('This notice comes 6 min late.');
    expect(await drawnAt('next mon 10:20', at('next mon 09:20'))).toContain('This notice comes 6 min late.');
    expect(await drawnAt('next mon 10:20', at('next mon 09:14'))).not.toContain('late.');
  });

  test('whose matter is no more says that nothing waits', async () => {
    expect(await textOf('warning', {}, reader('en'))).toBe('This no longer waits for an answer.');
  });

  test('finds its matter under the name that a message heard late gave it', async () => {
    const older = asked(at('fri 16:48'), { messages: ['1772800080.000100', ts] });
    const scene = new Scene().walk(event('MessagePosted'), question.askedAt, [older]);
    const tables = { conversations: [older], deadlines: scene.rows, words: short };
    expect(await textOf('warning', tables, reader('en'))).toContain('> Is it ready?');
  });
});

describe('a word to the owner', () => {
  test.each(languages)('says that an answer was deleted (%s)', async (language) => {
    const settled = { ...question, ...repliedAt(at('next mon 09:20')) };
    const deleted = await textOf('answer-deleted', recorded(settled), reader(language), { by: 'U0ELIF' });
    expect([deleted]).toMatchSnapshot();
  });
});

describe('lists', () => {
  const many = Array.from({ length: 40 }, (_, index) =>
    asked(at('fri 09:00') + index * 60_000, { lane: `${index}.1` }),
  );
  const tables = (): Partial<Tables> => {
    const scene = new Scene().walk(event('MessagePosted'), at('fri 10:00'), many);
    const words = Object.fromEntries(many.map(({ messages }) => [messages[0] ?? '', endless]));
    return { conversations: many, deadlines: scene.rows, words, people };
  };

  test.each(['overdue', 'status'])(
    '%s with forty matters stays within what Slack takes, and says how many it leaves out',
    async (name) => {
      const rendered = await draw(name, tables(), reader('en'), { subjects: many.map(({ id }) => id) });
      if (rendered === null) throw new Error('nothing was drawn');
      expect(faultsOfMessage(rendered)).toEqual([]);
      const [, left] = /(\d+) more are not shown here\.$/.exec(rendered.text) ?? [];
      const shown = rendered.text.split('archives/C0NOVA').length - 1;
      expect(Number(left) + shown).toBe(40);
      expect(shown).toBeGreaterThan(5);
    },
  );

  test('status goes by due time', async () => {
    const urgent = asked(at('fri 16:55'), {
      lane: '1.1',
      chosen: { priority: null, owner: null, dueAt: at('next mon 09:25') },
    });
    const scene = new Scene().walk(event('MessagePosted'), at('fri 17:00'), [question, urgent]);
    const words = { ...short, [urgent.messages[0] ?? '']: 'Hurry, please' };
    const text = await textOf(
      'status',
      { conversations: [question, urgent], deadlines: scene.rows, words },
      reader('en'),
    );
    expect(text.indexOf('Hurry')).toBeLessThan(text.indexOf('Is it ready?'));
    expect(text).toContain('2 questions wait');
  });

  test('status says first what is not heard, also when nothing waits, and at most five of many', async () => {
    const channel = { slackChannelId: 'C0NOVA', role: 'shared' as const, isArchived: false, isMember: false };
    const deaf = Array.from({ length: 7 }, (_, index) => ({
      ...{ ...channel, id: `channel-${index}`, name: `nova-${index}`, clientId: 'nova', isExternallyShared: true },
      ...{ because: 'left' as const, since: at('fri 12:00') },
    }));
    for (const language of languages) {
      const text = await textOf('status', { ...recorded(question), deaf }, reader(language));
      expect(text.split('\n').slice(0, 7)).toMatchSnapshot();
      expect(await textOf('status', { deaf }, reader(language))).toMatch(/^:warning: #nova-0.*\n.*\n.*\n.*\n.*\n.*\n/);
    }
  });

  test('a notice says that its channel cannot be read', async () => {
    const deaf = [
      {
        ...{
          id: question.channelId,
          slackChannelId: 'C0NOVA',
          clientId: 'nova',
          name: 'nova',
          role: 'shared' as const,
        },
        ...{ isArchived: false, isMember: false, isExternallyShared: true, because: 'left' as const, since: 0 },
      },
    ];
    const told = await textOf('warning', { ...recorded(question), deaf }, reader('en'), noticeData.warning);
    expect(told).toContain('The channel cannot be read at the moment');
    expect(await textOf('warning', recorded(question), reader('en'), noticeData.warning)).not.toContain(
      'cannot be read',
    );
  });

  test('status says so when nothing waits, and when the reader serves nobody', async () => {
    expect(await textOf('status', {}, reader('en'))).toBe('Nothing is waiting for an answer.');
    expect(await textOf('status', recorded(question), reader('en', { userId: 'U0ANNA' }))).toContain(
      'not named in any',
    );
  });

  test('what was overdue and is settled says how, without buttons', async () => {
    const settled = { ...question, ...repliedAt(at('next mon 09:55')) };
    const rendered = await draw(
      'overdue',
      recorded(settled, at('next mon 09:55')),
      reader('en', { now: at('next mon 10:00') }),
      noticeData.overdue,
    );
    expect(rendered?.text).toContain('All of these are settled.');
    expect(rendered?.blocks.some(({ type }) => type === 'actions')).toBe(false);
  });
});
