/**
 * Step seven: what was decided is said. One sender per destination at a time, by priority then order; each message once,
 * whatever dies in between. Times are of our Clock, leases of the machine's.
 */

import { PUT_OFF } from '../engine/emergency-talk.ts';
import { destinationOf } from '../engine/outbox-row.ts';
import type { Rendered } from '../engine/rule.ts';
import type { OutboxRow } from '../engine/store-port.ts';
import { drawMessage, readerAt, readerAtHome, readerOf, readingOnce, whyPointless } from './draw.ts';
import { isHollow, isOutOfTune, mayStillLeave, waitsForCalm } from './gate.ts';
import type { Hear } from './hear.ts';
import type { Introductions } from './introduce.ts';
import { notNow, notPermitted } from './judge.ts';
import { createLane, type Lane } from './lane.ts';
import { LONGEST_REST, notDrawn, type PostedFor, restOf, settle, type Undelivered } from './outcome.ts';
import { createPace } from './pace.ts';
import type { Shell } from './shell.ts';
import { say } from './speak.ts';

/** Longer than one message can take: it is taken anew before each. */
const LEASE = 60_000;
const PACE = 1_000;
const AT_ONCE = 20;
/** More than go at once, so that slow ones hide no other. */
const FOUND_AT_ONCE = 100;

/** Says everything that is due now. Resolves when there is nothing more to say at this instant. Never throws for one message. */
export type Deliver = Lane;

export type DeliverParts = {
  hear: Hear;
  /** Makes readers known, so that each reads in their own language and zone. */
  introductions: Pick<Introductions, 'persons'>;
  /** Walks what follows when Slack refuses for good. */
  undelivered: Undelivered;
  /** Resolves when nobody is to be let pass. */
  aside(): Promise<void>;
  /** Walks what follows when what somebody wrote for later stands in Slack. */
  postedFor: PostedFor;
};

/** Makes what says our messages; see {@link Deliver}. `only` urgent: that alone, waiting for Slack's pace but not for ours. */
export function createDeliver(
  shell: Shell,
  { hear, introductions, undelivered, postedFor, aside }: DeliverParts,
  only?: 'urgent',
): Deliver {
  const { outbox } = shell.store;
  const ahead = only === 'urgent' ? PACE : 0;
  const pace = createPace(shell.clock);
  // Two senders of one process keep out of each other's way like those of two.
  const senderName = only === undefined ? shell.processId : `${shell.processId}:${only}`;

  function lease(name: string): Promise<{ readyAt: number } | null> {
    const machineNow = shell.machineClock();
    return outbox.lease(name, { sender: senderName, machineNow, until: machineNow + LEASE, only });
  }

  async function destination(name: string): Promise<boolean> {
    let held = await lease(name);
    if (held === null) return false;
    await shell.checkpoint('delivery-leased');
    const heldAt = shell.clock();
    // A rest that lasts longer than any was written by a clock that has been set back since.
    let readyAt = held.readyAt > heldAt + LONGEST_REST ? heldAt : held.readyAt;
    let mayBeMore = false;
    const isReady = () => readyAt <= shell.clock() + ahead;
    try {
      while (held !== null && isReady()) {
        const next = await outbox.next(name, shell.clock(), only);
        if (next === null) break;
        const rest = untilTurnOf(next) || (await one(next));
        if (rest > 0) readyAt = shell.clock() + rest;
        mayBeMore = true;
        held = isReady() ? await lease(name) : null;
      }
    } finally {
      await outbox.release(name, { sender: senderName, readyAt, only });
    }
    return mayBeMore;
  }

  /** How long (milliseconds) what can wait lets others of the workspace go before. */
  function untilTurnOf({ isPatient, state, destination: name }: OutboxRow): number {
    return isPatient && state === 'waiting' ? Math.max(0, pace.turnOf(name) - shell.clock()) : 0;
  }

  /** Gives how long (milliseconds) Slack has to be left alone there: 0 when it was not called. */
  async function one(row: OutboxRow): Promise<number> {
    const rows = await together(row);
    await hear(rows);
    await introductions.persons(readersOf(rows));
    await aside();
    await shell.checkpoint('delivery-heard');
    const wanted = await outbox.start(
      rows.map((one) => one.id),
      shell.clock(),
    );
    await shell.checkpoint('delivery-started');
    const still = rows.filter((one) => wanted.includes(one.id));
    const lead = still[0];
    if (lead === undefined) return 0;
    let looked: Looked;
    try {
      looked = await look(readingOnce(shell), lead, still);
    } catch (error) {
      await notDrawn(shell, still, error);
      return 0;
    }
    const outcome = 'drawn' in looked ? await say(shell, lead, looked.drawn) : looked;
    if (outcome !== later && outcome.kind === 'wait' && lead.state === 'waiting') pace.refused(restOf(outcome));
    await shell.checkpoint('delivery-said');
    await settle(shell, still, outcome, { undelivered, postedFor });
    await shell.checkpoint('delivery-recorded');
    if (outcome === later || outcome.kind === 'nothing' || outcome.kind === 'kept') return 0;
    if (outcome.kind === 'wait') return Math.max(PACE, restOf(outcome));
    // Slack's pace is one of messages; a home is put in the place of what stood there, and whoever presses waits for it.
    return lead.destination.startsWith('home:') ? 0 : PACE;
  }

  /** Late ones of one bundle to one reader leave as one message, and are looked for as one when it is unknown whether they did. */
  async function together(row: OutboxRow): Promise<OutboxRow[]> {
    if (row.state === 'sending' || row.state === 'unknown') {
      const rows = await outbox.message(row.carriedBy ?? row.id);
      return rows.filter(({ state }) => state === 'sending' || state === 'unknown');
    }
    if (row.say.bundle === null || row.state !== 'waiting') return [row];
    const others = await outbox.bundled(row.destination, row.say.bundle, shell.clock());
    return [row, ...others.filter((one) => one.id !== row.id)];
  }

  // Destinations that another sender holds are left to it; what remains of them the sweep finds.
  return createLane({
    find: () =>
      outbox.dueDestinations(shell.clock(), FOUND_AT_ONCE, {
        sender: senderName,
        machineNow: shell.machineClock(),
        readyBy: shell.clock() + ahead,
        ...(only === undefined ? {} : { only }),
      }),
    nameOf: (name) => name,
    work: destination,
    atOnce: AT_ONCE,
    failed,
  });

  function failed(error: unknown): void {
    shell.metrics.errors.inc({ kind: 'delivery' });
    shell.logger.error({ err: error }, 'Delivery to one reader failed; the next sweep goes on there');
  }
}

/** Said when it is calm: nobody else waits for that. */
const later = { kind: 'wait' as const, retryAfter: PUT_OFF };

/** What there is to say, or that it does not leave, or not now. */
type Looked = { drawn: Rendered | null } | { kind: 'kept'; because: string } | typeof later;

async function look(shell: Shell, lead: OutboxRow, rows: OutboxRow[]): Promise<Looked> {
  const kept = await whyKept(shell, lead);
  if (kept !== null) return { kind: 'kept', because: kept };
  if (await waitsForCalm(shell.store.ask, lead, shell.rules)) return later;
  const drawn = await draw(shell, lead, rows);
  const isEmpty = drawn !== null && lead.say.audience === 'client' && isHollow(drawn);
  return isEmpty ? { kind: 'kept', because: 'empty' } : { drawn };
}

/** How it looks now; null also where only its whereabouts are asked for. */
async function draw(shell: Shell, lead: OutboxRow, rows: OutboxRow[]): Promise<Rendered | null> {
  if (lead.state !== 'waiting' && lead.state !== 'sent') return null;
  const reader = await readerFor(shell, lead);
  const all = lead.state === 'sent' ? await shell.store.outbox.message(lead.carriedBy ?? lead.id) : rows;
  if (all.length === 1 || lead.say.bundle === null) return drawMessage(shell, lead.say.view, lead.say.data, reader);
  const subjects = all.flatMap(({ say: { wantedWhile, data } }) => wantedWhile ?? data.subject ?? []).map(String);
  return drawMessage(shell, lead.say.bundle, { ...lead.say.data, subjects }, reader);
}

async function readerFor(shell: Shell, row: Pick<OutboxRow, 'clientId' | 'destination' | 'say'>) {
  const [kind, id = ''] = row.destination.split(':');
  if (kind === 'home') return readerAtHome(shell, id);
  const [reader] = readersOf([row]);
  if (reader !== undefined) return readerOf(shell, reader, row.clientId);
  return readerAt(shell, row.clientId, row.say.audience === 'client' ? 'client' : 'staff');
}

/** Why a message that was decided does not leave after all; null for all that do, and for what stands in Slack already. */
async function whyKept(shell: Shell, row: OutboxRow): Promise<string | null> {
  const { say } = row;
  if (row.state !== 'waiting') return null;
  if (!(await mayStillLeave(shell.store.ask, row, shell.rules))) return notPermitted;
  const to = destinationOf(row);
  if (await isOutOfTune(shell.store.ask, { ...say, to }, shell.rules, shell.clock())) return notNow;
  return whyPointless(shell, say.view, say.data, await readerFor(shell, row));
}

/** Those for whom alone these are. */
function readersOf(rows: Pick<OutboxRow, 'destination'>[]): string[] {
  return rows.flatMap(({ destination }) => /^(?:person|home|aside:.*):([^:]+)$/.exec(destination)?.[1] ?? []);
}
