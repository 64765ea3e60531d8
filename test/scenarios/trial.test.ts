/** The silent trial over the real door: what clients would see goes to the staff, who judge it; and the tone guard. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heldBackAs } from '../../src/app/trial.ts';
import type { Say } from '../../src/engine/effect.ts';
import type { Ask } from '../../src/engine/facts.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { plainSay } from '../../src/engine/say.ts';
import type { Held } from '../../src/engine/store-port.ts';
import { rules } from '../../src/rules/index.ts';
import { trialRule } from '../../src/rules/trial/rule.ts';
import { repliesIn } from '../support/gate.ts';
import { berlin } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01', { permitting: [] });
const slack = () => story.sandbox().slack;
const [elif, ruth, deniz] = ['U0ELIF', 'U0RUTH', 'U0DENIZ'];
const shared = 'C0DEFNE';

const inside = 'C0DEFNEINT';
const heldBack = () =>
  slack()
    .as(elif)
    .sees(inside)
    .messages.filter(({ text }) => text.startsWith('*Silent trial.*'));

async function inCommand(who: string, action: string): Promise<void> {
  await story.commands(who, shared, '/rules trial');
  const { ephemerals } = slack().as(who).sees(shared);
  await slack()
    .as(who)
    .press(shared, ephemerals.at(-1)?.ts ?? '', action);
  await story.sandbox().walk.rest();
}

async function judges(who: string, verdict: 'right' | 'wrong'): Promise<void> {
  await slack()
    .as(who)
    .press(inside, heldBack().at(-1)?.ts ?? '', `trial-${verdict}`);
  await story.after(1);
}

const verdicts = async () => {
  const { rows } = await story
    .sandbox()
    .db.query<{ rule: string; verdict: string | null; by: string | null }>(
      'select rule, verdict, verdict_by as by from held_back order by at, id',
    );
  return rows.map(({ rule, verdict, by }) => `${rule}: ${verdict}${by === null ? '' : ` by ${by}`}`);
};

beforeAll(async () => {
  for (const who of [elif, ruth]) await slack().as(who).openHome('messages');
});

describe('a silent trial', () => {
  test('is begun by a manager, in the agreement, and by nobody else of the staff', async () => {
    await story.begin();
    await story.agree('defne', (text) => text);
    await story.commands(elif, shared, '/rules trial');
    expect(story.answer(elif, shared)).toMatch(/^\*Defne Kahve: yayında\.\*/);
    expect(
      slack()
        .as(elif)
        .sees(shared)
        .ephemerals.at(-1)
        ?.blocks?.some(({ type }) => type === 'actions'),
    ).toBe(false);
    await inCommand(ruth, 'trial-start');
    expect(story.answer(ruth, shared)).toMatch(/^\*Defne Kahve: the silent trial has begun\.\*/);
    const stored = await story.sandbox().house().store.agreements.stored('defne');
    expect(stored?.agreement.trial).toBe(true);
    expect(stored?.appliedBy).toBe('U0RUTH, in Slack');
  });

  test('shows the owner what the client would have read, in the client’s language, and the client nothing', async () => {
    await story.until('Mon 19:40');
    const question = await story.says(deniz, shared, 'Yeni menüyü ne zaman görebiliriz?');
    expect(repliesIn(story.sandbox(), shared)).toEqual([]);
    expect(heldBack().map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^\*Silent trial\.\* Without it, Defne Kahve .*\nMesajınız için teşekkür ederiz\. .*have been right\?$/s,
      ),
    ]);
    await story.chooses(elif, shared, question, 'why');
    expect(story.answer(elif, shared)).toContain(
      'Sessiz deneme: botun müşteriye yazacağı şey yalnızca ekibe gösterildi.',
    );
  });

  test('counts a verdict once however often it is pressed, lets it be changed, and shows how often it was right', async () => {
    await judges(elif, 'right');
    await judges(elif, 'right');
    expect(await verdicts()).toEqual(['out-of-hours: right by U0ELIF']);
    expect(heldBack().at(-1)?.text).toContain('Elif Kaya: right.');
    await story.commands(ruth, shared, '/rules trial');
    expect(story.answer(ruth, shared)).toContain(
      '• Out-of-hours reply: 100% right (1 right, 0 wrong, 0 not yet judged)',
    );
    await judges(elif, 'wrong');
    expect(await verdicts()).toEqual(['out-of-hours: wrong by U0ELIF']);
    await story.commands(ruth, shared, '/rules trial');
    expect(story.answer(ruth, shared)).toMatch(
      /0% right \(0 right, 1 wrong, 0 not yet judged\)\n> .*, wrong: Mesajınız için/,
    );
  });

  test('goes on as if it had been said: once in an evening, and taken back with its question', async () => {
    await story.says(deniz, shared, 'Bir de logoyu gönderir misiniz?');
    expect(heldBack()).toHaveLength(1);
    await story.until('Tue 20:00');
    const asked = await story.says(deniz, shared, 'Fiyat listesi hazır mı?');
    expect(heldBack()).toHaveLength(2);
    await story.deletes(deniz, shared, asked);
    await story.after(1);
    expect(heldBack()).toHaveLength(1);
  });

  test('still answers a client who asks the bot in private', async () => {
    await story.commands(deniz, shared, '/rules hours');
    expect(story.answer(deniz, shared)).not.toBe('');
  });

  test('goes to the owner where there is no internal channel, and to whoever stands in while they are away', async () => {
    const stored = await story.sandbox().house().store.agreements.stored('defne');
    const held: Held = { clientId: 'defne', agreement: stored?.agreement ?? null, agency: null };
    const away = { id: 'A1', userId: elif, since: 0, until: 9, backup: null, setBy: elif };
    const ask = (absences: object[]) =>
      ((name: string) => Promise.resolve(name === 'absences' ? absences : [])) as unknown as Ask;
    expect((await heldBackAs(ask([]), held, post('any'), 0))?.to).toEqual({ kind: 'person', userId: elif });
    expect((await heldBackAs(ask([away]), held, post('any'), 0))?.to).toEqual({ kind: 'person', userId: 'U0MIRA' });
  });

  test('lets no view through that may stand where clients read, but what a person put there', async () => {
    const stored = await story.sandbox().house().store.agreements.stored('defne');
    const held: Held = { clientId: 'defne', agreement: stored?.agreement ?? null, agency: null };
    const { ask } = story.sandbox().house().store;
    const views = rules.flatMap((rule) => rule.views).filter(({ languages = [] }) => languages.length > 0);
    expect(views.length).toBeGreaterThan(0);
    for (const { name } of views) {
      const aside = await heldBackAs(ask, held, post(name), 0);
      const place = aside?.to.kind === 'channel' ? await ask('channel', { channelId: aside.to.channelId }) : null;
      expect(place?.role).toBe('internal');
      expect(aside).toMatchObject({ to: { kind: 'channel' }, audience: 'staff', view: 'held-back', permission: null });
      expect(await heldBackAs(ask, held, { ...post(name), approvedBy: elif }, 0)).toBeNull();
    }
  });

  test('ends when a manager goes live: the next evening the client reads it, and what was held back stays unsaid', async () => {
    await inCommand(ruth, 'trial-end');
    expect(story.answer(ruth, shared)).toMatch(/^\*Defne Kahve is live\.\*/);
    expect(repliesIn(story.sandbox(), shared)).toEqual([]);
    await inCommand(ruth, 'trial-start');
    await inCommand(ruth, 'trial-end');
    expect((await story.sandbox().house().store.agreements.stored('defne'))?.agreement.trial).toBe(false);
  });
});

function post(view: string): Say {
  const to = { kind: 'channel' as const, channelId: 'ours', threadTs: null };
  return plainSay({ key: view, to, audience: 'client', permission: 'outOfHoursReply', view, data: {} });
}

/** A rule that cheers whenever the staff write to Defne Kahve, and notes what it hears of it. */
const cheer: Rule = {
  name: 'cheer',
  config: null,
  triggers: [{ on: 'MessagePosted' }, { on: 'DeliveryFailed' }],
  load: () => Promise.resolve(null),
  decide: ({ event }) => {
    if (event.kind === 'DeliveryFailed')
      return [{ reason: { name: event.because, data: {} }, subject: null, effects: [] }];
    if (event.kind !== 'MessagePosted' || event.side !== 'staff') return [];
    const to = { kind: 'channel' as const, channelId: event.message.channelId, threadTs: null };
    const said = { key: `cheer:${event.id}`, to, audience: 'client' as const, view: 'cheer', data: {} };
    return [
      {
        reason: { name: 'cheered', data: {} },
        subject: null,
        effects: [plainSay({ ...said, permission: 'outOfHoursReply' })],
      },
    ];
  },
  views: [
    {
      name: 'cheer',
      languages: ['en', 'tr'],
      mood: 'light',
      load: () => Promise.resolve(null),
      render: () => ({ text: 'Kutlarız!', blocks: [] }),
    },
  ],
};

describe('the tone guard', () => {
  let sandbox: TestSandbox;
  const at = berlin('2026-11-20 10:00');
  const reasons = async () => {
    const { rows } = await sandbox.db.query<{ reason: string }>(
      "select reason from rulings where rule = 'cheer' order by reason",
    );
    return rows.map(({ reason }) => reason);
  };
  beforeAll(async () => {
    sandbox = await testSandbox({ startAt: at, bot: { rules: [cheer, ...rules, trialRule([cheer])].filter(once) } });
  });
  afterAll(() => sandbox.drop());

  test('says nothing light where a client waits too long, and its rule hears of it', async () => {
    const thread = await sandbox.slack.as(deniz).post(shared, 'Fatura nerede?');
    await sandbox.walk.to(at + 4 * 3_600_000);
    // In another thread: the question still waits.
    const other = await sandbox.slack.as(deniz).post(shared, 'Teşekkürler!');
    await sandbox.slack.as(elif).post(shared, 'Bir not.', { thread: other.ts });
    await sandbox.walk.rest();
    expect(await reasons()).toEqual(['cheered', 'not_now']);
    expect(repliesIn(sandbox, shared)).toEqual([]);
    await sandbox.slack.as(elif).post(shared, 'Ekte.', { thread: thread.ts });
    await sandbox.walk.rest();
    await sandbox.slack.as(elif).post(shared, 'Bir not daha.', { thread: other.ts });
    await sandbox.walk.to(at + 5 * 3_600_000);
    // The answer itself still came into a wait; what followed it did not.
    expect(await reasons()).toEqual(['cheered', 'cheered', 'cheered', 'not_now', 'not_now']);
    expect(repliesIn(sandbox, shared).map(({ text }) => text)).toContain('Kutlarız!');
  });
});

/** The first of each name. */
function once(rule: Rule, index: number, all: readonly Rule[]): boolean {
  return all.findIndex(({ name }) => name === rule.name) === index;
}
