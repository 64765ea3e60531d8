/** After a weekly call: the owner writes what came of it, the client confirms it, and what was decided is in the log. */
import { beforeAll, describe, expect, test } from 'vitest';
import { forget } from '../../src/app/forget.ts';
import { gateHolds } from '../support/gate.ts';
import { eventLetter, formLetter, pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const DAY = 86_400_000;
const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-11-02', { permitting });
const slack = () => story.sandbox().slack;

const rhythm = `
rhythm:
  meetings:
    - { id: call, title: Weekly call, when: every Monday 10:00 }
`;
const said = (who: string, kind: string) =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith(`recaps:${kind}:`))
    .map(({ text }) => text);
const posted = (kind = 'post') =>
  slack().look(({ messages }) =>
    (messages.C0NOVA ?? []).filter(({ metadata }) => String(metadata?.event_payload.key).startsWith(`recaps:${kind}:`)),
  );
const rows = async (name: string) =>
  (
    await story
      .sandbox()
      .db.query<{ id: string; state: string; revision: number }>(
        `select id, state, (data ->> 'revision')::int as revision from deadlines where rule = 'recaps' and name = $1 order by due_at`,
        [name],
      )
  ).rows;
const latest = async () => (await rows('recap')).at(-1) ?? { id: '', state: '', revision: 0 };
const letter = async (
  by: string,
  form: string,
  subject: string,
  given: Record<string, [type: string, value: string]>,
) => {
  const shape = {
    text: ['plain_text_input', 'value'],
    user: ['users_select', 'selected_user'],
    day: ['datepicker', 'selected_date'],
  };
  const values = Object.fromEntries(
    Object.entries(given).map(([name, [kind, value]]) => {
      const [type = '', key = ''] = shape[kind as 'text'];
      return [name, { type, [key]: value }];
    }),
  );
  await slack().send(formLetter({ by, form, subject, values }));
  await story.sandbox().walk.rest();
};
const press = async (by: string, action: string, value: string, channel = 'C0NOVA') => {
  await slack().send(pressLetter({ by, channel, action, value }));
  await story.sandbox().walk.rest();
};
/** Presses it as it stands in the client's channel. */
const pressed = async (by: string, action: string) => {
  await slack()
    .as(by)
    .press('C0NOVA', posted().at(-1)?.ts ?? '', action);
  await story.sandbox().walk.rest();
};

beforeAll(async () => {
  await story.begin('2026-11-05');
  await story.agree('nova', (text) => `${text}${rhythm}`);
});

describe('what came of a meeting', () => {
  test('is asked for a quarter of an hour after its end', async () => {
    await story.until('Mon 10:44');
    expect(said('U0MIRA', 'ask')).toEqual([]);
    await story.until('Mon 10:46');
    expect(said('U0MIRA', 'ask')).toEqual([
      expect.stringMatching(/^\*Weekly call\* with Nova Bikes, Mon 9 Nov 10:00: how did it go\?/),
    ]);
  });

  test('is written in a form that says what is wrong, and is looked at before the client reads it', async () => {
    await story.presses('U0MIRA', 'recap-write');
    expect(await story.sends('U0MIRA', {})).toEqual({ decided: expect.stringContaining('at least one line') });
    const errors = await story.sends('U0MIRA', {
      decided: '- Spring photos first\n2. <!channel> budget & dates stay',
      'what-1': 'Book the photographer',
      'who-1': 'U0JONAS',
      'when-1': '2026-11-12',
      'what-2': 'Send the price list',
      'who-2': 'U0ANNA',
      'when-2': '2026-11-13',
      next: 'Shop front',
    });
    expect(errors).toBeNull();
    expect(posted()).toEqual([]);
    expect(await tablesWith(story.sandbox().db, 'Spring photos')).toEqual(['public.words']);
    expect(await story.sends('U0MIRA', {})).toBeNull();
    await story.after(1);
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.text.split('\n')).toEqual([
      '*What came of Weekly call*, Mon 9 Nov 10:00',
      '*Decided*',
      '• Spring photos first',
      '• &lt;!channel&gt; budget &amp; dates stay',
      '*Who does what*',
      '• Jonas Weber: Book the photographer (until Thu 12 Nov)',
      '• Anna Novak: Send the price list (until Fri 13 Nov)',
      '*For the next time*',
      '• Shop front',
      expect.stringMatching(/^The next one: Mon 16 Nov 10:00\.$/),
      'Written by Mira Aksoy.',
      'Is that right? One press is enough.',
    ]);
    expect(said('U0MIRA', 'ask')[0]).toContain('They have not confirmed it yet.');
  });

  test('neither staff nor somebody whom the agreement does not name can confirm it', async () => {
    await pressed('U0MIRA', 'recap-confirm');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('This is for the client to press');
    const { id, revision } = await latest();
    await press('U0GUEST', 'recap-confirm', `${id}#${revision}`);
    expect((await latest()).state).toBe('pending');
  });

  test('written anew before that, the same message reads otherwise, and an old button counts for nothing', async () => {
    const { id, revision } = await latest();
    await letter('U0JONAS', 'recap', `${id}#${revision}`, {
      decided: ['text', 'Spring photos first\nBudget stays'],
      'what-1': ['text', 'Book the photographer'],
      'who-1': ['user', 'U0JONAS'],
      'when-1': ['day', '2026-11-12'],
    });
    await letter('U0MIRA', 'recap', `${id}#${revision}`, { decided: ['text', 'Mine'] });
    await letter('U0JONAS', 'recap-preview', `${id}#${revision + 1}`, {});
    await story.after(1);
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.text).toContain('• Budget stays');
    expect(posted()[0]?.text).toContain('Written by Jonas Weber.');
    await press('U0ANNA', 'recap-confirm', `${id}#${revision}`);
    expect(story.answer('U0ANNA', 'C0NOVA')).toContain('written anew a moment ago');
  });

  test('something is missing: whoever sent it hears it, and the client reads that it is looked at', async () => {
    await pressed('U0ANNA', 'recap-missing');
    expect(await story.sends('U0ANNA', { missing: 'The <!here> shop in Bremen' })).toBeNull();
    await story.after(1);
    expect(said('U0JONAS', 'missing')[0]).toContain('> The &lt;!here&gt; shop in Bremen');
    expect(posted()[0]?.text).toContain('Anna Novak says that something is missing. Jonas Weber is looking at it.');
  });

  test('one press of the client’s confirms it, pressed twice it is one record, and the log has it', async () => {
    const { id, revision } = await latest();
    await pressed('U0ANNA', 'recap-confirm');
    expect(story.answer('U0ANNA', 'C0NOVA')).toBe('Thank you. It is noted as confirmed.');
    await press('U0BEN', 'recap-confirm', `${id}#${revision}`);
    expect(story.answer('U0BEN', 'C0NOVA')).toBe('Thank you. It is confirmed already.');
    await story.after(1);
    expect(posted()[0]?.text).toContain('Confirmed by Anna Novak');
    await story.commands('U0MIRA', 'C0NOVA', '/rules decisions');
    const decisions = story.answer('U0MIRA', 'C0NOVA');
    expect(decisions).toContain('Spring photos first (confirmed by Anna Novak)');
    expect(decisions.match(/confirmed by/g)).toHaveLength(2);
    expect((await latest()).state).toBe('met');
  });

  test('whoever of the agency does something is reminded when their day begins, and says that it is done', async () => {
    await story.until('Thu 09:30');
    expect(said('U0JONAS', 'action')[0]).toContain('• Book the photographer');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules actions');
    expect(story.answer('U0MIRA', 'C0NOVAINT')).toContain('Book the photographer\nJonas Weber, until Thu 12 Nov');
    await story.presses('U0JONAS', 'recap-done');
    await story.after(1);
    expect(said('U0JONAS', 'action')[0]).toContain('Done, as Jonas Weber said.');
  });
});

/** Written and sent by Mira, as the form that is open gives it back. */
const sends = async (decided: string, more: Record<string, string> = {}) => {
  expect(await story.sends('U0MIRA', { decided, ...more })).toBeNull();
  expect(await story.sends('U0MIRA', {})).toBeNull();
  await story.after(1);
};
const log = async () => {
  await story.commands('U0MIRA', 'C0NOVAINT', '/rules decisions');
  return story.answer('U0MIRA', 'C0NOVAINT');
};

describe('what was confirmed and is written anew', () => {
  test('is posted anew and confirmed anew, and the log tells the old from the new', async () => {
    await story.presses('U0MIRA', 'recap-write');
    const prices = { 'what-2': 'Send the price list', 'who-2': 'U0ANNA', 'when-2': '2026-11-13' };
    await sends('Spring photos second', { ...prices, next: 'Shop front' });
    expect(posted()).toHaveLength(2);
    expect(posted()[0]?.text).toContain('It was written anew since');
    expect(posted()[1]?.text).toMatch(/^\*What came of Weekly call\*, .+: \*written anew\*/);
    await pressed('U0ANNA', 'recap-confirm');
    expect(await log()).toContain('Spring photos second (confirmed by Anna Novak)');
    expect(await log()).toContain('Spring photos first (confirmed by Anna Novak; written anew since)');
  });
});

test('the next agenda begins with what was written for it, and with what people still do', async () => {
  await story.until('Fri 10:30');
  const agenda = slack()
    .as('U0MIRA')
    .sees('U0RULES')
    .messages.findLast(({ metadata }) => String(metadata?.event_payload.key).startsWith('meetings:agenda:'));
  expect(agenda?.text).toContain('*For this time, from the last one*\n• Shop front\n*Who does what*');
  expect(agenda?.text).toContain('• Anna Novak: Send the price list (until Fri 13 Nov)');
  expect(agenda?.text).not.toContain('photographer');
  expect(agenda?.text).not.toContain('an hour given back');
  await story.presses('U0MIRA', 'meeting-share');
  expect(await story.sends('U0MIRA', {})).toBeNull();
  await story.after(1);
  const shared = slack().look(({ messages }) =>
    (messages.C0NOVA ?? []).findLast(({ text }) => text.includes('Shop front')),
  );
  expect(shared?.text).toMatch(/^\*Weekly call\*, Mon 16 Nov 10:00\nShop front\n/);
});

describe('nobody confirms it', () => {
  test('/rules recap opens the form before anybody is asked; one kind word comes after three business days', async () => {
    await story.until('Mon 10:20');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules recap');
    await sends('Two posts a week');
    await story.until('Thu 10:00');
    expect(posted('reminder')).toEqual([]);
    await story.until('Thu 10:30');
    expect(posted('reminder')).toHaveLength(1);
    expect(posted('reminder')[0]).toMatchObject({
      thread_ts: posted().at(-1)?.ts,
      text: expect.stringMatching(/^A kind question/),
    });
  });

  test('then its owner is told once, and keeps it as it was written', async () => {
    await story.until('Mon 10:30');
    expect(said('U0MIRA', 'waits')).toHaveLength(1);
    await story.presses('U0MIRA', 'recap-keep');
    await story.after(1);
    expect(posted().at(-1)?.text).toContain('Kept as written by Mira Aksoy.');
    expect(await log()).toContain('Two posts a week (kept as written by Mira Aksoy)');
    await pressed('U0BEN', 'recap-confirm');
    expect(posted().at(-1)?.text).toContain('Confirmed by Ben');
  });

  test('while the client waits past a promised time they are not reminded, and its owner decides at once', async () => {
    await story.until('Mon 11:00');
    await story.presses('U0MIRA', 'recap-write');
    await sends('Quieter headlines');
    await story.until('Thu 08:00');
    await story.says('U0ANNA', 'C0NOVA', 'Could you send me the invoice for October?');
    await story.until('Thu 17:00');
    expect(posted('reminder')).toHaveLength(1);
    expect(said('U0MIRA', 'waits')).toHaveLength(2);
    await story.says('U0MIRA', 'C0NOVA', 'The invoice is on its way.');
  });
});

describe('in the same second', () => {
  test('confirmed and written anew, nothing is confirmed that nobody read', async () => {
    await story.until('Mon 10:20');
    await story.commands('U0MIRA', 'C0NOVAINT', '/rules recap');
    await sends('Four posts');
    const { id, revision } = await latest();
    await letter('U0JONAS', 'recap', `${id}#${revision}`, { decided: ['text', 'Five posts'] });
    const form = formLetter({ by: 'U0JONAS', form: 'recap-preview', subject: `${id}#${revision + 1}`, values: {} });
    const confirm = pressLetter({
      by: 'U0ANNA',
      channel: 'C0NOVA',
      action: 'recap-confirm',
      value: `${id}#${revision}`,
    });
    await Promise.all([slack().send(form), slack().send(confirm)]);
    await story.sandbox().walk.rest();
    await story.after(1);
    expect(await log()).not.toContain('Five posts');
    expect(posted().at(-1)?.text).toContain('• Five posts');
    expect(posted().at(-1)?.text).toContain('Is that right?');
    await pressed('U0ANNA', 'recap-confirm');
    expect(await log()).toContain('Five posts (confirmed by Anna Novak)');
  });

  test('somebody who does not work for this client changes nothing', async () => {
    const { id, revision } = await latest();
    await press('U0ELIF', 'recap-write', id);
    await letter('U0ELIF', 'recap', `${id}#${revision}`, { decided: ['text', 'Elif was here'] });
    expect(await tablesWith(story.sandbox().db, 'Elif was here')).toEqual([]);
    await press('U0DENIZ', 'recap-confirm', `${id}#${revision}`, 'C0DEFNE');
    expect((await latest()).revision).toBe(revision);
  });
});

describe('what there is not', () => {
  test('nothing came of it: that is said with one press, and taken back with another', async () => {
    await story.until('Tue 11:00');
    await story.until('Mon 11:00');
    const before = posted().length;
    await story.presses('U0MIRA', 'recap-nothing');
    await story.after(1);
    expect(said('U0MIRA', 'ask').at(-1)).toContain('Nothing to write down.');
    await story.presses('U0MIRA', 'recap-after-all');
    await story.after(1);
    expect(said('U0MIRA', 'ask').at(-1)).toContain('Write what was decided');
    expect(posted()).toHaveLength(before);
  });

  test('a meeting that was left out is asked nothing about', async () => {
    await story.until('Fri 11:00');
    await story.presses('U0MIRA', 'meeting-cancel');
    const before = said('U0MIRA', 'ask').length;
    await story.until('Mon 12:00');
    expect(said('U0MIRA', 'ask')).toHaveLength(before);
  });

  test('what cannot be posted is a draft again, and its sender hears so', async () => {
    await story.until('Mon 11:00');
    await story.presses('U0MIRA', 'recap-write');
    const before = posted().length;
    expect(await story.sends('U0MIRA', { decided: 'Zaunkönig' })).toBeNull();
    const refusal = { kind: 'refuse', method: 'chat.postMessage', channel: 'C0NOVA', error: 'is_archived' } as const;
    const mend = slack().faults.add(refusal);
    expect(await story.sends('U0MIRA', {})).toBeNull();
    mend();
    await story.after(1);
    expect(said('U0MIRA', 'not-posted')).toEqual([expect.stringContaining('does not stand in Nova Bikes’s channel')]);
    expect(posted()).toHaveLength(before);
    await story.presses('U0MIRA', 'recap-look');
    expect(await story.sends('U0MIRA', {})).toBeNull();
    await story.after(1);
    expect(posted().at(-1)?.text).toContain('• Zaunkönig');
    const [message] = posted().slice(-1);
    const event = { type: 'message', subtype: 'message_deleted', channel: 'C0NOVA', deleted_ts: message?.ts ?? '' };
    const later = (Number(message?.ts) + 60).toFixed(6);
    await slack().send(eventLetter({ ...event, event_ts: later, previous_message: message }, 'Ev0RECAP'));
    await story.after(1);
    expect(said('U0MIRA', 'not-posted')).toHaveLength(2);
    await story.presses('U0MIRA', 'recap-look');
    expect(await story.sends('U0MIRA', {})).toBeNull();
    await story.after(1);
    expect(posted().at(-1)).toMatchObject({ text: expect.stringContaining('• Zaunkönig') });
    expect(posted().at(-1)?.ts).not.toBe(message?.ts);
  });
});

test('what was written lives among the words only, is exported whole, and goes with the client', async () => {
  const { db } = story.sandbox();
  await pressed('U0ANNA', 'recap-missing');
  expect(await story.sends('U0ANNA', { missing: 'Nachtigall' })).toBeNull();
  await pressed('U0ANNA', 'recap-confirm');
  expect(await tablesWith(db, 'Zaunkönig')).toEqual(['public.words']);
  expect(await tablesWith(db, 'Nachtigall')).toEqual(['public.words']);
  const { store, shell } = story.sandbox().house();
  const kept = await store.kept('nova');
  expect(kept?.decisions.at(-1)).toMatchObject({ kind: 'meeting-confirmed', by: 'U0ANNA', words: 'Zaunkönig' });
  expect(kept?.meetingPapers.at(-1)).toMatchObject({
    kind: 'recap',
    by: 'U0MIRA',
    words: expect.stringContaining('Zaunkönig'),
  });
  await forget(shell, { kind: 'person', userId: 'U0ANNA' });
  await story.after(30);
  expect(posted().at(-1)?.text).toContain('Confirmed by <@U0ANNA>');
  expect(await tablesWith(db, 'Nachtigall')).toEqual([]);
  await store.prune(story.sandbox().time.clock() + 500 * DAY, {
    words: { ofClients: [], elsewhere: DAY, atMost: 180 * DAY },
  });
  expect((await store.kept('nova'))?.decisions).toEqual([]);
  expect(await tablesWith(db, 'Zaunkönig')).toEqual([]);
});

gateHolds(() => story.sandbox(), permitting);
