/** One call to Slack for one of our messages: posts it, draws it again, takes it back, or looks whether it was said. */
import { createHash } from 'node:crypto';
import type { Outcome, SlackPlace } from '../engine/ports.ts';
import { SlackUnavailable } from '../engine/ports.ts';
import type { Rendered, View } from '../engine/rule.ts';
import type { OutboxRow } from '../engine/store-port.ts';
import type { Shell } from './shell.ts';

/**
 * *nothing*: Slack need not be called. *missing*: it was looked for and was never said. *gone*: taken back. *kept*: it does
 * not leave, and its rule hears why.
 */
export type Spoken =
  | Outcome
  | (Extract<Outcome, { kind: 'sent' }> & { isFastened: boolean })
  | { kind: 'nothing' }
  | { kind: 'missing' }
  | { kind: 'gone' }
  | { kind: 'kept'; because: string };

/** Clocks of Slack and ours may differ by as much. */
const SKEW = 120_000;

/** Says what the row asks for, `drawn` being how it looks now (null: nothing left to say). */
export async function say(shell: Shell, row: OutboxRow, drawn: Rendered | null): Promise<Spoken> {
  const [kind, userId = ''] = row.destination.split(':');
  if (kind === 'home') return publish(shell, userId, row, drawn);
  const stands = isInSlack(row);
  const at = { slackChannelId: row.slackChannelId ?? '', ts: row.slackTs ?? '' };
  switch (row.state) {
    case 'withdrawing': {
      if (isAside(row)) return { kind: 'gone' };
      return stands ? takeBack(shell, row, at) : takeBackUnheard(shell, row);
    }
    case 'sent':
      if (drawn === null || !stands || isAside(row)) return { kind: 'nothing' };
      return redraw(shell, row, at, drawn);
    case 'waiting': {
      const place = drawn === null ? null : await placeOf(shell, row);
      if (drawn === null) return { kind: 'nothing' };
      if (place === 'nowhere') return { kind: 'kept', because: place };
      return place === null ? tellLog(shell, row, drawn) : post(shell, row, place, drawn);
    }
    default:
      return lookUp(shell, row);
  }
}

/**
 * A home has one content, not a message: whatever is unknown about the last is settled by putting the next there. Its row
 * keeps what stands there as a digest in the place of a ts, so that what has not changed is not put there again.
 */
async function publish(shell: Shell, userId: string, row: OutboxRow, drawn: Rendered | null): Promise<Spoken> {
  if (row.state === 'withdrawing') return { kind: 'gone' };
  if (row.state !== 'sent' && row.state !== 'waiting') return { kind: 'missing' };
  if (drawn === null) return { kind: 'nothing' };
  const ts = createHash('sha256').update(JSON.stringify(drawn.blocks)).digest('hex');
  if (row.state === 'sent' && row.slackTs === ts) return { kind: 'nothing' };
  const outcome = await shell.slack.sender.publish(userId, drawn);
  return outcome.kind === 'sent' ? { ...outcome, ts } : outcome;
}

/** What was told only to the log has no place in Slack. */
function isInSlack({ slackChannelId, slackTs }: OutboxRow): boolean {
  return slackChannelId !== null && slackTs !== null && slackTs !== '';
}

/** What one person was shown aside is gone when they look away. */
function isAside({ destination }: OutboxRow): boolean {
  return destination.startsWith('aside:');
}

/** Whether a message is pinned where it stands, perhaps with its links above the channel. */
export function fastens(shell: Pick<Shell, 'rules'>, row: Pick<OutboxRow, 'say'>): boolean {
  return fasteningOf(shell, row) !== undefined;
}

function fasteningOf({ rules }: Pick<Shell, 'rules'>, { say }: Pick<OutboxRow, 'say'>): View['fastens'] {
  return rules.flatMap(({ views }) => views).find(({ name }) => name === say.view)?.fastens;
}

type At = { slackChannelId: string; ts: string };

/** Pinned at once where that goes well; else by the drawing that follows. */
async function post(shell: Shell, row: OutboxRow, place: SlackPlace, drawn: Rendered): Promise<Spoken> {
  const posted = await shell.slack.sender.post(place, drawn, row.key);
  if (posted.kind !== 'sent' || !fastens(shell, row)) return posted;
  const fastened = await fasten(shell, row, posted, drawn);
  return { ...posted, isFastened: fastened.kind === 'sent' && (fastened.lacks ?? []).length === 0 };
}

async function redraw(shell: Shell, row: OutboxRow, at: At, drawn: Rendered): Promise<Spoken> {
  const updated = await shell.slack.sender.update(at, drawn);
  if (updated.kind !== 'sent' || !fastens(shell, row)) return updated;
  return fasten(shell, row, at, drawn);
}

function fasten(shell: Shell, row: OutboxRow, at: At, { isPinned = true, bookmarks = [] }: Rendered): Promise<Outcome> {
  const links = fasteningOf(shell, row) === 'pin' ? null : bookmarks;
  return shell.slack.sender.fasten({ slackChannelId: at.slackChannelId, ts: at.ts, isPinned }, links);
}

async function takeBack(shell: Shell, row: OutboxRow, at: At): Promise<Spoken> {
  if (fasteningOf(shell, row) === true) {
    // A pin goes with its message; links would stay.
    const cleared = await shell.slack.sender.fasten({ ...at, ts: null }, []);
    if (cleared.kind !== 'sent' && cleared.kind !== 'refused') return cleared;
  }
  const removed = await shell.slack.sender.remove(at);
  return removed.kind === 'sent' ? { kind: 'gone' } : removed;
}

/** Taken back while it was being said: if Slack heard it after all, it is removed there. */
async function takeBackUnheard(shell: Shell, row: OutboxRow): Promise<Spoken> {
  if (row.attemptedAt === null) return { kind: 'gone' };
  const heard = await lookUp(shell, row);
  if (heard.kind === 'unreachable') return heard;
  return heard.kind === 'sent' ? takeBack(shell, row, heard) : { kind: 'gone' };
}

/** Whether a call of unknown outcome was heard after all; what went along in another message is looked for as that one. */
async function lookUp(shell: Shell, row: OutboxRow): Promise<Spoken> {
  // Nobody can look for what was shown to one person only.
  if (isAside(row)) return { kind: 'refused', because: 'dropped' };
  const [carrier] = row.carriedBy === null ? [] : await shell.store.outbox.message(row.carriedBy);
  if (carrier !== undefined && isInSlack(carrier)) {
    return { kind: 'sent', slackChannelId: carrier.slackChannelId ?? '', ts: carrier.slackTs ?? '' };
  }
  const key = carrier?.key ?? row.key;
  if (row.say.unknownOutcome === 'send-again') return { kind: 'missing' };
  const place = await placeOf(shell, row);
  if (place === null || place === 'nowhere') return { kind: 'missing' };
  try {
    const found = await shell.slack.sender.find(place, key, (row.attemptedAt ?? row.createdAt) - SKEW);
    if (found !== null) return { kind: 'sent', ...found };
    return row.say.unknownOutcome === 'drop' ? { kind: 'refused', because: 'dropped' } : { kind: 'missing' };
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    return { kind: 'unreachable', because: error.message };
  }
}

/**
 * Null: the operator has no channel; the log is where they hear. *nowhere*: the message in whose thread it belongs does not
 * stand, and will not.
 */
async function placeOf(shell: Shell, row: OutboxRow): Promise<SlackPlace | 'nowhere' | null> {
  const [kind, id = '', onlyTo = ''] = row.destination.split(':');
  if (kind === 'person') return { userId: id };
  if (kind === 'operator') {
    const agency = await shell.store.ask('agency', {});
    const slackChannelId = agency?.operator?.channel;
    return slackChannelId === undefined ? null : { slackChannelId, threadTs: null };
  }
  const channel = await shell.store.people.channel(id);
  const slackChannelId = channel?.slackChannelId ?? id;
  if (kind === 'aside') return { slackChannelId, onlyTo };
  if (row.under === null) return { slackChannelId, threadTs: row.threadTs };
  const root = await shell.store.ask('standsAt', { key: row.under });
  return root === null ? 'nowhere' : { slackChannelId, threadTs: root.ts };
}

async function tellLog(shell: Shell, row: OutboxRow, drawn: Rendered): Promise<Spoken> {
  await shell.operator('A notice has nobody else to go to', { key: row.key }, drawn.text);
  return { kind: 'sent', slackChannelId: '', ts: '' };
}
