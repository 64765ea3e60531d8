/** What becomes of a message after Slack was called, and when it is tried again. */
import { deafWhenRefused } from '../engine/hearing.ts';
import type { OutboxOutcome, OutboxRow } from '../engine/store-port.ts';
import type { Shell } from './shell.ts';
import { fastens, type Spoken } from './speak.ts';

/** Records that a message which is somebody's reply stands in Slack, and walks what follows from that. */
export type PostedFor = (row: OutboxRow, outcome: OutboxOutcome) => Promise<void>;

/** Walks what follows when Slack refuses one of our messages for good, or when it is kept back. */
export type Undelivered = (row: OutboxRow, because: string, state: 'failed' | 'cancelled' | 'sent') => Promise<void>;

const LOOK_AGAIN = 5_000;
const FIRST_BACK_OFF = 5_000;
const LONGEST_BACK_OFF = 120_000;
/** Whoever is to be woken hears as soon as Slack is back. */
const URGENT_BACK_OFF = 15_000;
/** However long Slack asks to wait, it is asked again after an hour. */
export const LONGEST_REST = 3_600_000;
/** So often a message that cannot be drawn is tried. */
const TRIES = 8;

/** Records the outcome of one call for every row it carried. */
export async function settle(
  shell: Shell,
  rows: OutboxRow[],
  spoken: Spoken,
  { undelivered, postedFor }: { undelivered: Undelivered; postedFor: PostedFor },
): Promise<void> {
  shell.metrics.delivered.inc({ outcome: spoken.kind });
  const now = shell.clock();
  await doubt(shell, rows, spoken);
  for (const row of rows) {
    if (spoken.kind === 'kept') {
      shell.logger.info({ key: row.key, because: spoken.because }, 'A message does not leave after all');
      await undelivered(row, spoken.because, 'cancelled');
      continue;
    }
    if (spoken.kind === 'refused' && row.state !== 'sent' && row.state !== 'withdrawing') {
      shell.logger.warn({ key: row.key, because: spoken.because }, 'Slack refused a message');
      await undelivered(row, spoken.because, 'failed');
      continue;
    }
    const lacks = spoken.kind === 'sent' && row.state === 'sent' ? (spoken.lacks ?? []) : [];
    if (lacks.length > 0) {
      shell.logger.warn({ key: row.key, lacks }, 'Slack would not let a message be pinned or linked');
      await undelivered(row, `lacks ${lacks.join(' ')}`, 'sent');
      continue;
    }
    const outcome = outcomeFor(shell, row, spoken, now);
    const standsNow = spoken.kind === 'sent' && row.state !== 'sent' && row.state !== 'withdrawing';
    if (standsNow && row.say.onBehalfOf != null) await postedFor(row, outcome);
    else await shell.store.outbox.finish(row.id, outcome, now);
  }
}

/** Slack said no in a way that may mean that we hear nothing either: it is asked by the next sweep. */
async function doubt(shell: Shell, rows: OutboxRow[], spoken: Spoken): Promise<void> {
  const deaf = 'because' in spoken ? deafWhenRefused(spoken.because) : null;
  if (deaf === null) return;
  const channelIds = rows.flatMap(({ destination }) =>
    destination.startsWith('channel:') ? [destination.slice(8)] : [],
  );
  if (deaf === 'token') await shell.store.people.checkSoon('all');
  else if (channelIds.length > 0) await shell.store.people.checkSoon(channelIds);
}

/** A view threw: Slack was not called. Tried again later, so that what else there is to say goes on; given up in the end. */
export async function notDrawn(shell: Shell, rows: OutboxRow[], error: unknown): Promise<void> {
  const now = shell.clock();
  const failure = error instanceof Error ? error.name : 'unknown';
  shell.metrics.errors.inc({ kind: 'view' });
  for (const row of rows) {
    const tries = row.tries + 1;
    shell.logger.error({ err: error, key: row.key, view: row.say.view, tries }, 'A message could not be drawn');
    const { state } = row;
    const goesOn = tries < TRIES;
    const isUnsaid = state === 'waiting';
    const outcome: OutboxOutcome = goesOn
      ? { state, nextTryAt: now + backOff(tries) }
      : { state: isUnsaid ? 'failed' : state, nextTryAt: null, ...(isUnsaid ? {} : { drawn: row.wanted }) };
    await shell.store.outbox.finish(row.id, { ...outcome, failure, ...(isUnsaid ? { carriedBy: null } : {}) }, now);
    if (!goesOn) await shell.operator('A message was given up: it cannot be drawn', { key: row.key });
  }
}

function outcomeFor(
  shell: Shell,
  row: OutboxRow,
  spoken: Exclude<Spoken, { kind: 'kept' }>,
  now: number,
): OutboxOutcome {
  const back = row.state === 'sending' ? 'unknown' : row.state;
  // Nothing was said: what goes along in which message is decided anew.
  const alone = row.state === 'waiting' ? { carriedBy: null } : {};
  switch (spoken.kind) {
    case 'sent':
      return saidOutcome(shell, row, spoken, now);
    case 'gone':
      return { state: 'withdrawn', nextTryAt: null };
    case 'nothing':
      return row.state === 'sent'
        ? { state: 'sent', drawn: row.wanted, nextTryAt: null }
        : { state: 'cancelled', nextTryAt: null, carriedBy: null };
    case 'missing':
      return { state: 'waiting', nextTryAt: now, carriedBy: null };
    case 'wait':
      return { state: back, nextTryAt: now + restOf(spoken), ...alone };
    case 'unreachable':
      return { state: back, nextTryAt: now + backOff(row.tries, row.isUrgent), failure: spoken.because, ...alone };
    case 'unknown':
      return row.state === 'sent' || row.state === 'withdrawing'
        ? { state: row.state, nextTryAt: now + backOff(row.tries, row.isUrgent), failure: spoken.because }
        : { state: 'unknown', nextTryAt: now + LOOK_AGAIN, failure: spoken.because };
    case 'refused':
      return refusedOutcome(shell, row, spoken.because, now);
  }
}

function saidOutcome(
  shell: Shell,
  row: OutboxRow,
  said: Extract<Spoken, { kind: 'sent' }>,
  now: number,
): OutboxOutcome {
  const found = row.state === 'unknown' || row.state === 'sending';
  const sentAt = row.state === 'sent' ? {} : { sentAt: now };
  const isLoose = row.state !== 'sent' && fastens(shell, row) && !('isFastened' in said && said.isFastened);
  // Found again after an unknown outcome: how it looks is not known, so it is drawn once more when that was asked for.
  // What is still to be pinned is so by the drawing that follows.
  const drawn = isLoose ? 0 : found ? 1 : row.wanted;
  return { state: 'sent', drawn, nextTryAt: null, slackChannelId: said.slackChannelId, slackTs: said.ts, ...sentAt };
}

/** Of a message that stands in Slack: it cannot be drawn again or taken back. */
function refusedOutcome(shell: Shell, row: OutboxRow, because: string, now: number): OutboxOutcome {
  // What Slack no longer lets us change would go on showing what is no longer so, perhaps words that are gone.
  if (row.state === 'sent' && because === 'edit_window_closed') return { state: 'withdrawing', nextTryAt: now };
  // Somebody deleted it, so that it may be asked for anew.
  if (because === 'message_not_found' && fastens(shell, row)) return { state: 'withdrawn', nextTryAt: null };
  // Nothing is left to do.
  return { state: row.state === 'withdrawing' ? 'withdrawn' : 'sent', drawn: row.wanted, nextTryAt: null };
}

/** How long (milliseconds) to leave Slack alone when it asks to wait. */
export function restOf({ retryAfter }: { retryAfter: number }): number {
  return Math.min(retryAfter, LONGEST_REST);
}

function backOff(tries: number, isUrgent = false): number {
  return Math.min(isUrgent ? URGENT_BACK_OFF : LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** Math.max(0, tries - 1));
}
