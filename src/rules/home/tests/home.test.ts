import { describe, expect, test } from 'vitest';
import type { Event } from '../../../engine/event.ts';
import { homeOpenFor } from '../../../engine/home-tab.ts';
import type { Reader } from '../../../engine/rule.ts';
import { checkView } from '../../../sandbox/slack/validation/views.ts';
import { homeRuleOf } from '../rule.ts';
import { agreementOf, askOf, deadline, emergency, now, question, reader, type Tables } from './office.ts';

const home = homeRuleOf({
  view: {
    name: 'card',
    load: (_ask, { clientId }) => Promise.resolve(clientId),
    render: (clientId, { language }) => {
      const text = `What was agreed with ${clientId}, in ${language}`;
      return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] };
    },
  },
  dataOf: (clientId) => ({ clientId }),
});
const [view] = home.views;
const HOUR = 3_600_000;

type Node = { text?: string | Node; elements?: Node[]; accessory?: Node };

async function drawn(tables: Partial<Tables>, by: Reader) {
  const facts = await view?.load(askOf(tables), {}, by);
  const blocks = view?.render(facts, by, {})?.blocks ?? [];
  expect(checkView({ type: 'home', blocks })).toEqual([]);
  const textsOf = ({ text, elements = [] }: Node): string[] => [
    ...(typeof text === 'string' ? [text] : text === undefined ? [] : textsOf(text)),
    ...elements.flatMap(textsOf),
  ];
  return { blocks, text: (blocks as Node[]).flatMap(textsOf).join('\n') };
}

const decided = async (event: Partial<Event>, tables: Partial<Tables> = {}) => {
  const whole = { actor: 'U0MIRA', side: 'staff', ...event } as Event;
  const about = { event: whole, agreement: null, agency: null, now };
  return home.decide({ ...about, facts: await home.load(askOf(tables), about) });
};

const nova = agreementOf('nova', {}, 'Nova & Bikes');
const soon = question('nova', 1);
const overdue = question('nova', 2);
const paused = question('nova', 3, { pauses: [{ from: now - HOUR, to: null, by: 'U0MIRA' }] });
const free = question('nova', 4, { handedTo: 'U0JONAS' });
const board: Partial<Tables> = {
  agreements: [nova],
  waits: [free, paused, soon, overdue],
  deadlines: [
    deadline(soon, now + HOUR),
    deadline(overdue, now - 2 * HOUR),
    deadline(paused, now - HOUR),
    deadline(free, now + HOUR, { name: 'reminder:U0MIRA' }),
  ],
};

describe('what is decided', () => {
  test('whoever opens their page has it drawn, and is remembered as having been there', async () => {
    const slot = { schema: 1, filter: 'mine', page: 2, seenAt: 1 };
    const [ruling] = await decided({ kind: 'HomeOpened' }, { slot });
    expect(ruling?.effects).toMatchObject([
      { kind: 'set-slot', subject: 'U0MIRA', data: { filter: 'mine', page: 2, seenAt: now } },
      { kind: 'say', key: 'home:U0MIRA', to: { kind: 'home', userId: 'U0MIRA' }, unknownOutcome: 'send-again' },
    ]);
  });

  test.each([
    ['home-filter', 'in:nova', { filter: 'in:nova', page: 0 }],
    ['home-next', '3', { filter: 'mine', page: 3 }],
    ['home-previous', 'x', { filter: 'mine', page: 0 }],
    ['home-next', '-1', { filter: 'mine', page: 0 }],
  ])('%s %s is kept, drawn and acknowledged plainly', async (action, value, data) => {
    const slot = { schema: 1, filter: 'mine', page: 2, seenAt: 1 };
    const [ruling] = await decided({ kind: 'ButtonPressed', action, value } as Partial<Event>, { slot });
    expect(ruling?.effects).toMatchObject([
      { kind: 'set-slot', data },
      { kind: 'say' },
      { kind: 'answer', how: 'plainly' },
    ]);
  });

  test('what another version kept is read as nothing', async () => {
    const [ruling] = await decided({ kind: 'HomeOpened' }, { slot: { schema: 9, filter: 7 } });
    expect(ruling?.effects[0]).toMatchObject({ data: { filter: null, page: 0 } });
  });
});

describe('emergencies', () => {
  test('stand above everything else, with whoever has them; drills do not', async () => {
    const running = [
      emergency('nova'),
      emergency('nova', { id: 'other', state: 'acknowledged', acknowledgedBy: 'U0JONAS', message: null }),
      emergency('nova', { isDrill: true, number: null }),
    ];
    const { text } = await drawn({ ...board, running }, reader('U0MIRA'));
    const lines = text.split('\n');
    expect(lines[0]).toMatch(
      /^:rotating_light: \*Nova &amp; Bikes: emergency 3\*, raised today 09:00\. Nobody has it yet\. · <https:.+\|Open in Slack>$/,
    );
    expect(lines[1]).toBe(':rotating_light: *Nova &amp; Bikes: emergency 3*, raised today 09:00. Jonas Weber has it.');
    expect(text.split('rotating_light')).toHaveLength(3);
    const calm = await drawn({ agreements: [nova], running }, reader('U0MIRA'));
    expect(calm.text).toContain('Nothing else is waiting for an answer here.');
  });
});

describe('what waits', () => {
  test('is nothing that belongs to an emergency: whoever has that has it', async () => {
    const talk = {
      ...{ id: 'incident', clientId: 'nova', number: 1, channelId: soon.channelId, ts: soon.messages[0] ?? '' },
      ...{ thread: soon.messages[0] ?? '', raisedAt: now, resolvedAt: null, how: null },
    };
    const { text } = await drawn({ ...board, talks: [talk] }, reader('U0MIRA'));
    expect(text).not.toContain('due today 11:00');
    expect(text).toContain('overdue since');
  });

  test('comes soonest first; then what stands still, then what has no time', async () => {
    const { text } = await drawn({ ...board, words: 'Where is it?' }, reader('U0MIRA'));
    const dues = text.split('\n').filter((line) => line.startsWith('*Nova'));
    expect(dues.map((line) => line.split(': ').slice(1).join(': '))).toEqual([
      ':warning: *overdue since today 08:00*',
      'due today 11:00',
      'waiting on the client',
      'no time agreed',
    ]);
    expect(text).toContain('with Jonas Weber');
  });

  test('times are the reader’s own', async () => {
    const { text } = await drawn(board, reader('U0MIRA', { timeZone: 'Asia/Seoul', language: 'tr' }));
    expect(text).toContain('son zaman: bugün 18:00');
  });

  test.each([
    ['mine', 3],
    ['overdue', 1],
    ['all', 4],
    ['in:nova', 4],
    ['in:gone', 4],
  ])('%s shows %i', async (filter, count) => {
    const { blocks } = await drawn({ ...board, slot: { schema: 1, filter, page: 9, seenAt: now } }, reader('U0MIRA'));
    expect(blocks.filter(({ type }) => type === 'actions')).toHaveLength(count);
  });

  test('whoever stands in for somebody who is away finds it among their own', async () => {
    const away = [{ id: 'a', userId: 'U0MIRA', since: 0, until: now + HOUR, backup: null, setBy: 'U0MIRA' }];
    const slot = { schema: 1, filter: 'mine', page: 0, seenAt: now };
    const tables = { ...board, waits: [soon], slot };
    expect((await drawn(tables, reader('U0JONAS'))).text).toContain('Nothing is waiting for your answer.');
    const { text } = await drawn({ ...tables, away }, reader('U0JONAS'));
    expect(text).toContain('you stand in for Mira Aksoy, who is away');
  });

  test('what was promised comes after it', async () => {
    const promise = deadline(soon, now + 3 * HOUR, { rule: 'promises', name: 'promise' });
    const { text } = await drawn({ ...board, deadlines: [promise] }, reader('U0MIRA'));
    expect(text).toContain('Promised\n• Nova &amp; Bikes: promised for today 13:00');
  });

  test('words that cannot be read are said to be so', async () => {
    expect((await drawn({ ...board, isUnavailable: true }, reader('U0MIRA'))).text).toContain('words are unavailable');
  });
});

describe('clients at a glance', () => {
  const clients = ['deaf', 'late', 'strained', 'well', 'quiet'].map((id) => agreementOf(id));
  const asked = question('late', 1);
  const tables: Partial<Tables> = {
    managers: ['U0RUTH'],
    agreements: clients,
    waits: [asked, question('well', 2)],
    deadlines: [deadline(asked, now - HOUR)],
    late: [{ clientId: 'strained', count: 2 }],
    deaf: [
      {
        ...{ id: 'x', slackChannelId: 'C0X', clientId: 'deaf', name: 'x', role: 'shared', isArchived: false },
        ...{ isMember: false, isExternallyShared: true, because: 'left', since: now - HOUR },
      },
    ],
  };

  test('the worst comes first, what is not heard before all, and what is quiet shares a line', async () => {
    const { text } = await drawn(tables, reader('U0RUTH'));
    expect(text.split('\n').slice(0, 7)).toEqual([
      ':warning: #x: nothing is heard there since today 09:00, so nothing there is counted.',
      'Clients at a glance',
      '*Client deaf*: :mute: *not heard* · nothing open',
      '*Client late*: :red_circle: *late now* · 1 open · 1 overdue · oldest asked today 09:00',
      '*Client strained*: :large_yellow_circle: 2 late answers in seven days · nothing open',
      '*Client well*: :large_green_circle: well · 1 open · oldest asked today 09:00',
      ':large_green_circle: All well and nothing open: Client quiet',
    ]);
  });

  test('is not for who manages nobody', async () => {
    expect((await drawn(board, reader('U0MIRA'))).text).not.toContain('glance');
  });
});

describe('who sees nothing of that', () => {
  test('a client reads what was agreed', async () => {
    const { text } = await drawn(board, reader('U0ANNA', { side: 'client' }));
    expect(text).toBe(
      'What was agreed with nova, in en\nJust write in the channel you share; a person will answer you.',
    );
  });

  test('who is staff of one client and client of another reads both', async () => {
    const orchard = agreementOf('orchard', { people: { owner: 'U0RUTH', backup: 'U0JONAS', client: ['U0MIRA'] } });
    const { text } = await drawn({ ...board, agreements: [nova, orchard] }, reader('U0MIRA'));
    expect(text).toMatch(/^\*4 questions wait.*What was agreed with orchard, in en$/s);
  });

  test('who is named as staff and yet not known as such reads nothing of the staff’s', async () => {
    expect((await drawn(board, reader('U0MIRA', { side: 'client' }))).text).toMatch(/^\*Hello!\*/);
  });

  test('nor does somebody whose account is closed', async () => {
    const people = { U0MIRA: { isDeleted: true } };
    expect((await drawn({ ...board, people }, reader('U0MIRA'))).text).not.toContain('Nova');
  });

  test('staff who serve nobody are told how that changes', async () => {
    expect((await drawn({}, reader('U0ELIF'))).text).toMatch(/^You are not named in any client’s agreement yet/);
  });

  test('an hour after its owner was there the page holds nothing', async () => {
    const later = reader('U0MIRA', { now: now + homeOpenFor });
    expect((await drawn({ ...board, words: 'CANARY' }, later)).text).toBe(
      'One moment: this page is being drawn for you.',
    );
  });
});

describe.each(['en', 'tr'])('within Slack’s limits in %s', (language) => {
  const long = '&'.repeat(80);
  const clients = Array.from({ length: 600 }, (_, index) => agreementOf(`c${index}`, {}, long));
  const waits = clients.flatMap((_, index) => [question(`c${index}`, index % 90, { takenBy: 'U0ELIF' })]);

  test('a manager of six hundred clients with the longest names, and the longest words', async () => {
    const tables: Partial<Tables> = {
      ...{ managers: ['U0RUTH'], agreements: clients, waits, words: '<!channel> & '.repeat(400) },
      deadlines: waits.flatMap((one, index) => [
        deadline(one, now - HOUR),
        deadline(one, now + index, { rule: 'promises', name: 'promise' }),
      ]),
      people: { U0ELIF: { name: '&'.repeat(300) }, U0ANNA: { name: '*'.repeat(300) } },
      slot: { schema: 1, filter: 'all', page: 1, seenAt: now },
      running: clients.map(({ id }) => emergency(id, { acknowledgedBy: 'U0ELIF', number: 999_999 })),
    };
    const { blocks, text } = await drawn(tables, reader('U0RUTH', { language }));
    expect(JSON.stringify(blocks).length).toBeLessThan(250_000);
    expect(text).not.toContain('<!channel>');
    expect(blocks.filter(({ type }) => type === 'actions')).toHaveLength(21);
  });

  test('nobody, nothing, no name', async () => {
    const { text } = await drawn({ agreements: [nova] }, reader('U0MIRA', { language }));
    expect(text.split('\n')).toHaveLength(2);
  });
});
