/** How a channel stands, asked of Slack and written down; what changes how it is heard is told to the rules by a check. */
import { deafBecause, deafWhenRefused, isAsKnown } from '../engine/hearing.ts';
import { instantOfTs } from '../engine/incoming.ts';
import { type SlackChannel, SlackUnavailable } from '../engine/ports.ts';
import type { Store } from '../engine/store-port.ts';
import type { Shell } from './shell.ts';

export type KnownChannel = NonNullable<Awaited<ReturnType<Store['people']['channel']>>>;

/**
 * Asks and writes down. `isChange`: the rules are about to hear of it; else what differs is left to the next check, which
 * lets them. Gives whether Slack answered.
 */
export async function describeChannel(shell: Shell, row: KnownChannel, isChange: boolean): Promise<boolean> {
  const { people } = shell.store;
  const now = shell.clock();
  const isClients = row.clientId !== null;
  try {
    const found = await shell.slack.reader.channel(row.slackChannelId);
    const isNews = row.isIntroduced && !isAsKnown({ ...row, deaf: row.deafBecause }, found);
    if (isClients && isNews && !isChange) await people.checkSoon([row.id]);
    else await save(shell, row, found, now);
    return true;
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    shell.logger.warn({ err: error, channelId: row.id }, 'Slack could not be asked about a channel; asked again later');
    const deaf = deafWhenRefused(error.refusal);
    if (isChange && deaf !== null && deaf !== 'token') {
      await people.deafen([row.id], deaf, now);
      await people.checked(row.id, now);
    } else if (isClients) await people.checkSoon([row.id]);
    return false;
  }
}

/** Where something is heard again, what was said meanwhile is read from the history by the next sweep. */
async function save({ store }: Shell, row: KnownChannel, found: SlackChannel | null, now: number): Promise<void> {
  const { id, deafSince, lastSeenTs } = row;
  if (deafSince !== null && deafBecause(found) === null) {
    await store.people.needCatchUp([id], lastSeenTs === null ? deafSince : instantOfTs(lastSeenTs));
  }
  await store.people.saveChannel(id, found, now);
}
