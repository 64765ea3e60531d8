/** The shell put together: doors, walkers, delivery, catch-up and sweep, over one set of ports. */

import type { PageFate, PageRow } from '../engine/incident.ts';
import type { Pager } from '../engine/ports.ts';
import type { InboxRow, OutboxOutcome, OutboxRow } from '../engine/store-port.ts';
import { afterCommit, type Kick } from './after.ts';
import { createCatchUp } from './catch-up.ts';
import { createCheck } from './check.ts';
import { walkPageFailed, walkUndelivered } from './corridor.ts';
import { createDeliver, type DeliverParts } from './deliver.ts';
import { createDoNotDisturb } from './do-not-disturb.ts';
import { createDoor } from './door.ts';
import { createGroups } from './groups.ts';
import { createHear } from './hear.ts';
import { createHomes } from './homes.ts';
import { createIntroductions } from './introduce.ts';
import type { Undelivered } from './outcome.ts';
import { createPaging } from './page.ts';
import { walkPostedFor } from './posted-for.ts';
import { createPrecedence } from './precedence.ts';
import type { Shell } from './shell.ts';
import { createSweep } from './sweep.ts';
import { createUnderWay } from './under-way.ts';
import { createUrgent, type Urgent } from './urgent.ts';
import { createWalker } from './walk.ts';
import { within } from './within.ts';

/** Whoever is woken reads in their own language where Slack says it by then; in milliseconds. */
const INTRODUCED_WITHIN = 1_000;
/** For so long (milliseconds) everything else lets pass what is urgent: as long as it takes to leave, not to arrive. */
const LET_PASS = 500;
const NOTED_AT_ONCE = 4;

export type App = ReturnType<typeof createApp>;

/** What emergencies have of their own: a store with connections of its own, and ways to people beside Slack. */
export type ForEmergencies = { store: Shell['store']; pager: Pager };

/** `walksHere` false: claimed rows wake a worker instead of being walked in this process. */
export function createApp(
  shell: Shell,
  emergencies: ForEmergencies,
  options: { walksHere: boolean; concurrency: number },
) {
  const failed = (error: unknown) => {
    shell.metrics.errors.inc({ kind: 'under-way' });
    shell.logger.error({ err: error }, 'Work under way failed; the sweep finds it again');
  };
  const walks = createUnderWay(options.concurrency, failed);
  const noted = createUnderWay(NOTED_AT_ONCE, failed);
  const precedence = createPrecedence();
  const deliveries = createUnderWay(1, failed);
  const urgentWork = createUnderWay(Number.POSITIVE_INFINITY, failed);
  // What nobody waits for, so that a slow answer to it takes no room from anything.
  const asides = createUnderWay(2, failed);
  const introductions = createIntroductions(shell);
  const quiet = createWalker(shell, introductions, () => {});
  const catchUp = createCatchUp(shell, quiet);
  const undelivered: Undelivered = async (row, because, state) => {
    const aftermath = await walkUndelivered(shell, row, because, state);
    await afterCommit(shell, aftermath, kick);
  };
  const postedFor = async (row: OutboxRow, outcome: OutboxOutcome) => {
    await afterCommit(shell, await walkPostedFor(shell, row, outcome), kick);
  };
  const lanes = createHear(shell, catchUp);
  const silences = createDoNotDisturb(shell, introductions, (work) => asides.begin(work));
  const hear = async (rows: OutboxRow[]) => void (await Promise.all([lanes(rows), silences.before(rows)]));
  const deliver = createDeliver(shell, { hear, introductions, undelivered, postedFor, aside: precedence.aside });
  // One delivery under way and one waiting to begin see everything that was committed before.
  const kick: Kick = (only) => {
    if (only === 'urgent') hurry();
    else if (deliveries.size() < 2) deliveries.begin(() => deliver.due());
  };
  const urgent = urgentLane(shell, emergencies, { hear, undelivered, postedFor, kick });
  // Never held up by what was begun before: that may be calling somebody who does not answer.
  const hurry = () => urgentWork.begin(letPass);
  const letPass = async () => {
    const due = urgent.due();
    await precedence.first(() => within(LET_PASS, due));
    await due;
  };

  const walker = createWalker(shell, introductions, kick);
  const check = createCheck(shell, quiet);
  const homes = createHomes(shell, kick);
  const sweep = createSweep(shell, {
    ...{ quiet, catchUp, check, introductions, homes, groups: createGroups(shell) },
    deliver: { due: () => deliverAndWait() },
    urgent: { due: () => hurryAndWait() },
  });

  async function hurryAndWait(): Promise<void> {
    hurry();
    await urgentWork.idle();
  }

  async function deliverAndWait(): Promise<void> {
    kick();
    await deliveries.idle();
  }

  const begin = (rows: InboxRow[]) => {
    for (const row of rows) {
      if (options.walksHere) walks.begin(() => walker.claimed(row));
      // Where nobody can be woken nobody else knows of it for a minute.
      else shell.doorbell.wake('inbox', row.id).catch(() => walks.begin(() => walker.claimed(row)));
    }
  };
  /** Whoever asked waits: it goes on here, and not behind what merely happened. */
  const again = (row: InboxRow) => noted.begin(() => walker.claimed(row));
  const missedSince = (since: number) => shell.store.people.needCatchUp('all', since);

  return {
    door: createDoor({
      shell,
      introductions,
      begin,
      again,
      deliver: kick,
      missedSince,
      homes,
      first: precedence.first,
    }),
    onAlarm: async (id: string, revision: number) => {
      await precedence.aside();
      await walker.alarm(id, revision);
    },
    onWake: (kind: 'inbox' | 'outbox', id: string) => (kind === 'inbox' ? walker.row(id) : deliverAndWait()),
    sweep,
    deliver: () => kick(),
    /** Looks for what is urgent. */
    hurry,
    homes,
    introductions,
    catchUp,
    missedWhileDown: () => catchUp.missedWhileDown(),
    /** After a new version of an agreement was committed with what followed from it. */
    afterCommit: (aftermath: Parameters<typeof afterCommit>[1]) => afterCommit(shell, aftermath, kick),
    /** Resolves when nothing that this process began is under way. */
    idle: async () => {
      do {
        await walks.idle();
        await noted.idle();
        await deliveries.idle();
        await urgentWork.idle();
        await asides.idle();
      } while (walks.size() + noted.size() + deliveries.size() + urgentWork.size() + asides.size() > 0);
    },
  };
}

type UrgentParts = Pick<DeliverParts, 'hear' | 'undelivered' | 'postedFor'> & { kick: Kick };

/** The lane of emergencies, on connections of its own. */
function urgentLane(shell: Shell, { store, pager }: ForEmergencies, { kick, ...delivery }: UrgentParts): Urgent {
  const own: Shell = { ...shell, store };
  const { persons } = createIntroductions(own);
  const inPassing = { persons: (userIds: string[]) => within(INTRODUCED_WITHIN, persons(userIds)) };
  const parts = { ...delivery, introductions: inPassing, aside: () => Promise.resolve() };
  const pageFailed = async (page: PageRow, fate: PageFate) =>
    afterCommit(own, await walkPageFailed(own, page, fate), kick);
  const paging = createPaging(own, pager, pageFailed);
  return createUrgent(own, { deliver: createDeliver(own, parts, 'urgent'), paging, kick });
}
