/** What comes by the rhythm, with a death on its way: it is posted once, and what was pressed is not lost. */
import { describe, expect, test } from 'vitest';
import type { CheckpointName } from '../../src/app/checkpoint.ts';
import { anna, berlin, channel, mira } from '../support/nova.ts';
import { type Outlived, outlivedBot } from '../support/outlived.ts';

/** A day is walked, and a process starts again meanwhile. */
const LONG = { timeout: 240_000 };

type Death = { name: CheckpointName; visit: number } | null;

const keyOf = (metadata: unknown) => /"key":"([^"]+)"/.exec(JSON.stringify(metadata ?? null))?.[1] ?? '';

/** The bot's posts in the client's channel of which the key begins so. */
const posts = ({ slack }: Outlived, key: string) =>
  slack.look(({ messages }) => (messages[channel] ?? []).filter(({ metadata }) => keyOf(metadata).startsWith(key)));

async function press({ slack }: Outlived, who: string, action: string): Promise<void> {
  const { pressables } = slack.as(who).sees('U0RULES');
  const button = pressables.findLast(({ actionId }) => actionId === action);
  if (button === undefined) throw new Error(`${who} has no ${action}.`);
  await slack.as(who).press('U0RULES', button.ts, action, { value: button.value ?? '' });
}

/** What is left of the outbox and the inbox once all has come to rest. */
async function left({ db }: Outlived) {
  const { rows } = await db.query(`
    select (select count(*)::int from inbox where state <> 'done') as inbox,
      (select count(*)::int from outbox where next_try_at is not null and next_try_at <= now() + interval '1000 years') as outbox`);
  return rows[0];
}

async function tell(startAt: string, play: (stage: Outlived) => Promise<unknown>) {
  const stage = await outlivedBot(berlin(startAt), undefined, true);
  try {
    const ending = await play(stage);
    return { deaths: stage.deaths(), left: await left(stage), ending };
  } finally {
    await stage.drop();
  }
}

describe.each<[Death]>([[null], [{ name: 'committed', visit: 1 }], [{ name: 'delivery-said', visit: 1 }]])(
  'killed at %o',
  (death) => {
    const deaths = death === null ? 0 : 1;

    test('a win that somebody posted with a press stands once', LONG, async () => {
      const told = await tell('2026-11-24 11:00', async (stage) => {
        const { ts } = await stage.slack.as('U0JONAS').post(channel, 'First hit for “bicycle bell”!');
        await stage.slack.as(anna).react(channel, ts, 'tada');
        await stage.to(berlin('2026-11-24 11:10'));
        if (death !== null) await stage.bot().dieAt(death.name, death.visit);
        await press(stage, mira, 'win-post');
        await stage.to(berlin('2026-11-24 11:20'));
        return posts(stage, 'wins:post:').length;
      });
      expect(told).toEqual({ deaths, left: { inbox: 0, outbox: 0 }, ending: 1 });
    });

    test('a date to celebrate that somebody posted with a press stands once', LONG, async () => {
      const told = await tell('2026-12-02 09:50', async (stage) => {
        await stage.to(berlin('2026-12-02 10:05'));
        if (death !== null) await stage.bot().dieAt(death.name, death.visit);
        await press(stage, mira, 'celebration-post');
        await stage.to(berlin('2026-12-02 10:20'));
        return posts(stage, 'celebrations:post:').length;
      });
      expect(told).toEqual({ deaths, left: { inbox: 0, outbox: 0 }, ending: 1 });
    });

    test('an approved report goes at its hour, once, and is pinned', LONG, async () => {
      const told = await tell('2026-12-03 09:50', async (stage) => {
        await stage.to(berlin('2026-12-03 10:05'));
        for (const who of [mira, 'U0JONAS']) await press(stage, who, 'status-nothing');
        await stage.to(berlin('2026-12-03 10:20'));
        await press(stage, mira, 'report-approve');
        await stage.to(berlin('2026-12-04 14:58'));
        if (death !== null) await stage.bot().dieAt(death.name, death.visit);
        await stage.to(berlin('2026-12-04 15:20'));
        const went = posts(stage, 'reports:post:').map(({ ts }) => ts);
        const pinned = stage.slack.look(({ pins }) => (pins[channel] ?? []).map(({ ts }) => ts));
        return { went: went.length, pinned: pinned.filter((ts) => went.includes(ts)).length };
      });
      expect(told).toEqual({ deaths, left: { inbox: 0, outbox: 0 }, ending: { went: 1, pinned: 1 } });
    });
  },
);
