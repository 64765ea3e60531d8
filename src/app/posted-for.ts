/**
 * What somebody wrote for later stands in Slack now: in the transaction that records this it is written down as theirs,
 * conversations are folded with it, and every rule hears of it as of any other message of theirs.
 */
import type { Event, EventBase } from '../engine/event.ts';
import { instantOfTs } from '../engine/incoming.ts';
import { readKept } from '../engine/kept-place.ts';
import type { OutboxOutcome, OutboxRow } from '../engine/store-port.ts';
import { writeOnBehalf } from '../engine/written.ts';
import { type Aftermath, nothingAfter } from './case.ts';
import { refold } from './fold.ts';
import { judge } from './judge.ts';
import type { Shell } from './shell.ts';
import { actorsSide, promisedIn } from './write-down.ts';

/** Walks it; `outcome` says where it stands. Walked again after a crash it changes nothing more. */
export async function walkPostedFor(shell: Shell, row: OutboxRow, outcome: OutboxOutcome): Promise<Aftermath> {
  return shell.store.transaction(async (tx) => {
    const held = row.clientId === null ? await tx.holdNothing() : await tx.holdClient(row.clientId);
    const now = shell.clock();
    await tx.finishOutbox(row.id, outcome, now);
    const aftermath = nothingAfter();
    const channelId = row.destination.replace(/^channel:/, '');
    const author = row.say.onBehalfOf ?? '';
    const ts = outcome.slackTs ?? '';
    const known = await tx.message(channelId, ts);
    const change = writeOnBehalf(channelId, known, { ts, threadTs: row.threadTs, author });
    if (change.since === null) return aftermath;
    await tx.saveMessage(change.row);
    await tx.sawMessage(channelId, ts);
    const folded = await refold({ tx, held }, channelId, change.since);
    if (held.agreement?.status !== 'active') return aftermath;
    const about: EventBase = {
      id: `posted-for:${row.id}`,
      workspaceId: shell.home.workspaceId,
      clientId: held.clientId,
      actor: author,
      side: await actorsSide(shell, tx, held, author),
      occurredAt: instantOfTs(ts),
      source: 'live',
    };
    const kept = readKept(String(row.say.data.subject));
    const text = kept === null ? null : await tx.ask(null)('words', { channelId, ts: kept.place });
    const event: Event = {
      ...about,
      kind: 'MessagePosted',
      message: { channelId, ts, threadTs: change.row.threadTs },
      promised: text === null ? null : await promisedIn({ tx, held }, about, text),
      byUs: true,
    };
    await judge(shell, { tx, held, now, event, folded, messageTs: ts, aftermath });
    return aftermath;
  });
}
