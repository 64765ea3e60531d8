/** Every minute, and whenever a clock that walks asks: finds what the queue, a crash or a lost wake-up left lying. */
import type { CatchUp } from './catch-up.ts';
import type { Check } from './check.ts';
import type { Deliver } from './deliver.ts';
import type { Groups } from './groups.ts';
import type { Homes } from './homes.ts';
import type { Introductions } from './introduce.ts';
import type { Shell } from './shell.ts';
import type { Urgent } from './urgent.ts';
import type { Walker } from './walk.ts';

const HOUR = 3_600_000;
const AT_ONCE = 500;

export type Sweep = {
  /** Everything of ours that is due now: inbox, failed rulings, deadlines; then alarms for the coming hour; then delivery. */
  due(): Promise<void>;
};

/** `quiet` walks without starting delivery, so that all that is overdue after an outage leaves together. */
export function createSweep(
  shell: Shell,
  parts: {
    quiet: Walker;
    deliver: Deliver;
    catchUp: CatchUp;
    check: Check;
    introductions: Pick<Introductions, 'unknown' | 'members'>;
    homes: Pick<Homes, 'refresh'>;
    groups: Groups;
    urgent: Pick<Urgent, 'due'>;
  },
): Sweep {
  const { quiet, deliver, catchUp, check, introductions, homes, groups, urgent } = parts;

  async function walkDue(): Promise<void> {
    const { store, clock } = shell;
    await repeat(
      () => store.inbox.due(clock(), AT_ONCE),
      (id) => alone(() => quiet.row(id)),
    );
    await repeat(
      () => store.failures.due(clock(), AT_ONCE),
      (failure) => alone(() => quiet.failure(failure)),
    );
    await repeat(
      () => store.deadlines.due(clock(), AT_ONCE),
      ({ id, revision }) => alone(() => quiet.alarm(id, revision)),
    );
  }

  /** One that cannot be walked keeps no other from its turn; it stays due. */
  async function alone(walk: () => Promise<void>): Promise<void> {
    try {
      await walk();
    } catch (error) {
      shell.metrics.errors.inc({ kind: 'sweep' });
      shell.logger.error({ err: error }, 'Something due could not be walked; the next sweep tries again');
    }
  }

  async function setAlarms(): Promise<void> {
    try {
      for (;;) {
        const keys = await shell.store.deadlines.withoutAlarm(shell.clock() + HOUR, AT_ONCE);
        for (const { id, revision, ringAt } of keys) await shell.alarms.set(id, revision, ringAt);
        await shell.store.deadlines.haveAlarm(keys);
        if (keys.length < AT_ONCE) return;
      }
    } catch (error) {
      shell.logger.warn({ err: error }, 'Alarms could not be set; the next sweep sets them');
    }
  }

  return {
    due: async () => {
      await urgent.due();
      await introductions.unknown();
      // What is heard again is read at once.
      await alone(() => check.due());
      await catchUp.everywhere();
      await walkDue();
      await setAlarms();
      await alone(() => homes.refresh());
      await shell.checkpoint('swept');
      await urgent.due();
      await deliver.due();
      await alone(() => introductions.members());
      await alone(() => groups.due());
    },
  };
}

/** Walks batch after batch until a batch brings nothing that was not seen before: what fails again waits for its next try. */
async function repeat<Item>(find: () => Promise<Item[]>, walk: (item: Item) => Promise<void>): Promise<void> {
  const seen = new Set<string>();
  for (;;) {
    const items = (await find()).filter((item) => !seen.has(JSON.stringify(item)));
    if (items.length === 0) return;
    for (const item of items) {
      seen.add(JSON.stringify(item));
      await walk(item);
    }
  }
}
