/** Step four of the way of a message: what was heard becomes rows, and the event that the rules will judge. */
import { emergencyOf } from '../agreement/emergency.ts';
import { addsToAgenda, agendaOver, isAhead, isPoint } from '../engine/agenda.ts';
import type { Event, EventBase, MessagePlace, Promised, Side } from '../engine/event.ts';
import type { IncomingDeletion, IncomingEdit, IncomingMessage, IncomingReaction } from '../engine/incoming.ts';
import { instantOfTs } from '../engine/incoming.ts';
import { listedSide, sideOf } from '../engine/people.ts';
import type { Held, InboxRow, Tx } from '../engine/store-port.ts';
import {
  type Change,
  currentReading,
  markOfReaction,
  type Written,
  writeDeleted,
  writeEdited,
  writePosted,
  writeReaction,
} from '../engine/written.ts';
import { readConsent } from '../language/consent.ts';
import { readPromisedTime } from '../language/promised-time.ts';
import { urgencyOf } from '../language/read-alarm.ts';
import { readWin } from '../language/read-win.ts';
import { type Reading, readMessage } from '../language/reading.ts';
import { isZoneName } from '../time/zone.ts';
import { type ReadIn, type ReadyList, readIn } from './asked-work.ts';
import { announced, cheered, rewritten, uncelebrated } from './celebrated.ts';
import { wordsKeptAtMost } from './retention.ts';
import type { Shell } from './shell.ts';

/** What follows from one happening: the event to judge and the instant from which conversations may look different. */
export type WrittenDown = { event: Event; since: number | null; messageTs: string | null };

/** `celebrated`: what the message says on which the agreed emoji was put, where that was read. */
type About = { tx: Tx; held: Held; row: InboxRow; channelId: string; now: number; celebrated: string | null };

/** Writes a message, edit, deletion or reaction down. Null: it changes nothing and nobody needs to judge it. */
export async function writeDown(shell: Shell, about: About): Promise<WrittenDown | null> {
  const { payload } = about.row;
  switch (payload.kind) {
    case 'message':
      return posted(shell, about, payload);
    case 'edit':
      return edited(shell, about, payload);
    case 'deletion':
      return deleted(shell, about, payload);
    case 'reaction':
      return reacted(shell, about, payload);
    default:
      return null;
  }
}

/** Who announces a win to the bot waits for nothing. */
const onlyTelling: Reading = { needsReply: false, reason: 'informing' };

async function posted(shell: Shell, about: About, heard: IncomingMessage): Promise<WrittenDown | null> {
  const { tx, channelId } = about;
  const isWin = !heard.isBot && readWin(heard.text)?.called === shell.home.botUserId;
  const read = isWin ? onlyTelling : await readThere(about, heard);
  const fresh = writePosted(channelId, null, heard, read);
  let change = fresh;
  const [isNew, event, listAtOnce] = await Promise.all([
    tx.addMessage(fresh.row),
    eventAbout(shell, about, 'MessagePosted', fresh.row, heard.author, instantOfTs(heard.ts)),
    listFor(shell, about, heard, read),
  ]);
  if (!isNew) {
    change = writePosted(channelId, await tx.message(channelId, heard.ts), heard, read);
    if (change.since === null) return null;
    await tx.saveMessage(change.row);
  }
  const list = isNew ? listAtOnce : await listFor(shell, about, heard, currentReading(change.row));
  await tx.sawMessage(channelId, heard.ts);
  if (isLatestWording(change.row, heard.editedTs)) await keep(about, change.row, event, heard.text);
  const promised = await promisedIn(about, event, heard.text);
  const asking = await askedNow(about, { row: change.row, event, list, read }, heard);
  const consent = consentIn(event, heard.text);
  const win = isWin && (await announced(about, change.row, heard)) ? { isWin: true as const } : {};
  return { event: { ...event, promised, ...asking, consent, ...win }, since: change.since, messageTs: heard.ts };
}

async function edited(shell: Shell, about: About, heard: IncomingEdit): Promise<WrittenDown | null> {
  const { tx, channelId } = about;
  const before = await tx.message(channelId, heard.ts);
  const read = await readThere(about, heard);
  const previous = heard.previous;
  const previousRead = previous && (await readThere(about, { ...heard, ...previous }));
  const change = writeEdited(channelId, before, heard, read, previousRead);
  const event = await eventAbout(shell, about, 'MessageEdited', change.row, heard.author, instantOfTs(heard.editedTs));
  if (change.since === null) return null;
  await tx.saveMessage(change.row);
  // What was said of it was said of other words.
  if (before?.editedTs !== change.row.editedTs) await tx.dropCorrection(channelId, heard.ts);
  if (isLatestWording(change.row, heard.editedTs)) await rewritten(about, change.row, heard.text);
  if (isLatestWording(change.row, heard.editedTs)) await keep(about, change.row, event, heard.text);
  const promised = await promisedIn(about, event, heard.text);
  const list = await listFor(shell, about, heard, currentReading(change.row));
  const asking = await askedNow(about, { row: change.row, event, list, read }, heard);
  return { event: { ...event, promised, ...asking }, since: change.since, messageTs: heard.ts };
}

/** As a message reads where it stands. */
type ReadThere = Reading | { needsReply: false; reason: typeof addsToAgenda };

/** A point for a meeting that is ahead waits for no answer, unless it presses. */
async function readThere(
  { tx, channelId }: Pick<About, 'tx' | 'channelId'>,
  { ts, threadTs, text, fileCount }: Pick<IncomingMessage, 'ts' | 'threadTs' | 'text' | 'fileCount'>,
): Promise<ReadThere> {
  const read = readMessage(text, { hasFiles: fileCount > 0 });
  if (threadTs === null || threadTs === ts || !isPoint(read)) return read;
  const agenda = await agendaOver(tx.ask(null), { channelId, threadTs });
  const isFor = agenda !== null && isAhead(agenda, instantOfTs(ts)) && urgencyOf(text) === 'normal';
  return isFor ? { needsReply: false, reason: addsToAgenda } : read;
}

/** What a message may be read against: nothing where staff wrote it, or where it wants no reply. */
async function listFor(
  shell: Shell,
  { tx, held }: About,
  { author, isBot }: Pick<IncomingMessage, 'author' | 'isBot'>,
  { needsReply }: Pick<ReadThere, 'needsReply'>,
): Promise<ReadyList | null> {
  if (!needsReply || isBot || listedSide(author, held) === 'staff') return null;
  return shell.askedWork.listFor(tx, held);
}

/** What the client asks for in the newest wording, and how it presses, be it this one or one that was heard before it. */
async function askedNow(
  { tx, held, channelId }: About,
  now: { row: Written; event: EventBase; list: ReadyList | null; read: ReadThere },
  heard: { text: string; editedTs: string | null },
): Promise<ReadIn> {
  const { row, event, list, read } = now;
  const byClient = event.side === 'client' || event.side === 'unknown';
  const isAsking = byClient && held.agreement !== null && row.deletedAt === null && currentReading(row).needsReply;
  if (!isAsking) return { asked: null, urgency: null };
  const hasFiles = row.fileCount > 0;
  if (isLatestWording(row, heard.editedTs))
    return readIn(list, heard.text, { hasFiles, ...(read.reason === addsToAgenda ? {} : { reply: read }) });
  const newest = await tx.ask(null)('words', { channelId, ts: row.ts });
  return newest === null ? { asked: null, urgency: null } : readIn(list, newest, { hasFiles });
}

/** What a client's reply in a thread says to whatever was offered there; who decides, and how, is not its matter. */
function consentIn({ side, message }: EventBase & { message: MessagePlace }, text: string): 'yes' | 'no' | null {
  const byClient = side === 'client' || side === 'unknown';
  return byClient && message.threadTs !== null ? readConsent(text) : null;
}

/** By when staff's own words promise something, on the clocks of whoever wrote them. */
export async function promisedIn(
  { tx, held }: Pick<About, 'tx' | 'held'>,
  event: EventBase,
  text: string,
): Promise<Promised | null> {
  const { actor, side, occurredAt } = event;
  if (side !== 'staff' || actor === null || held.agreement === null) return null;
  const own = (await tx.person(actor))?.timeZone ?? held.agency?.defaults.timeZone ?? '';
  const timeZone = isZoneName(own) ? own : held.agreement.officeHours.timeZone;
  return readPromisedTime(text, { sentAt: occurredAt, timeZone });
}

async function deleted(shell: Shell, about: About, heard: IncomingDeletion): Promise<WrittenDown | null> {
  const { tx, channelId } = about;
  const change = writeDeleted(channelId, await tx.message(channelId, heard.ts), heard);
  if (change.since === null) return null;
  await tx.saveMessage(change.row);
  await tx.forgetWords(channelId, heard.ts);
  await tx.dropCorrection(channelId, heard.ts);
  await uncelebrated(about, change.row);
  await tx.redrawQuotes(channelId, heard.ts, about.now);
  const event = await eventAbout(
    shell,
    about,
    'MessageDeleted',
    change.row,
    change.row.author,
    instantOfTs(heard.deletedTs),
  );
  return { event, since: change.since, messageTs: heard.ts };
}

async function reacted(shell: Shell, about: About, heard: IncomingReaction): Promise<WrittenDown | null> {
  const { tx, channelId } = about;
  const name = markOfReaction(heard.name);
  if (name === null) return agreedSign(shell, about, heard);
  const change: Change = writeReaction(channelId, await tx.message(channelId, heard.ts), heard, name);
  if (change.since === null) return null;
  await tx.saveMessage(change.row);
  const base = await eventAbout(shell, about, 'MessagePosted', change.row, heard.by, instantOfTs(heard.eventTs));
  const event: Event = { ...base, kind: 'ReactionChanged', name: heard.name, on: heard.on };
  return { event, since: change.since, messageTs: heard.ts };
}

/** The agreed signs of an emergency and of a win are no marks of a conversation, and still heard. */
async function agreedSign(shell: Shell, about: About, heard: IncomingReaction): Promise<WrittenDown | null> {
  const { tx, held, channelId, celebrated } = about;
  if (held.agreement === null) return null;
  const row = await tx.message(channelId, heard.ts);
  const isAlarm = heard.on && emergencyOf(held.agreement).emoji === heard.name;
  const isWin = await cheered(about, row, heard, celebrated);
  if (row === null || !(isAlarm || isWin)) return null;
  const base = await eventAbout(shell, about, 'MessagePosted', row, heard.by, instantOfTs(heard.eventTs));
  const { name, on } = heard;
  return { event: { ...base, kind: 'ReactionChanged', name, on }, since: null, messageTs: heard.ts };
}

/** On which side somebody stands; who is on a list need not be looked up. */
export async function actorsSide(shell: Shell, tx: Tx, held: Held, actor: string): Promise<Side> {
  return listedSide(actor, held) ?? sideOf(actor, await tx.person(actor), held, shell.home);
}

type MessageEventKind = 'MessagePosted' | 'MessageEdited' | 'MessageDeleted';

async function eventAbout<Kind extends MessageEventKind>(
  shell: Shell,
  { tx, held, row, channelId }: About,
  kind: Kind,
  message: Written,
  actor: string,
  occurredAt: number,
): Promise<EventBase & { kind: Kind; message: { channelId: string; ts: string; threadTs: string | null } }> {
  const isNobody = actor === '' || (message.isBot && actor === message.author);
  const side = isNobody ? 'neither' : await actorsSide(shell, tx, held, actor);
  return {
    kind,
    id: row.key,
    workspaceId: shell.home.workspaceId,
    clientId: held.clientId,
    actor,
    side,
    occurredAt,
    source: row.source,
    message: { channelId, ts: message.ts, threadTs: message.threadTs },
  };
}

/** An older wording heard late must not replace a newer one. */
function isLatestWording(row: Written, editedTs: string | null): boolean {
  return row.deletedAt === null && row.editedTs === editedTs;
}

/** Words are kept only of a client's message that needs a reply, or is for a meeting: what staff read quotes them. */
async function keep({ tx, held, channelId, now }: About, row: Written, event: EventBase, text: string): Promise<void> {
  const byClient = event.side === 'client' || event.side === 'unknown';
  const end = row.occurredAt + wordsKeptAtMost;
  const { needsReply, reason } = currentReading(row);
  if (byClient && held.agreement !== null && (needsReply || reason === addsToAgenda) && now < end) {
    await tx.keepWords(channelId, row.ts, text, end);
  } else if (row.editedTs !== null) {
    await tx.forgetWords(channelId, row.ts);
  }
  if (row.editedTs !== null) await tx.redrawQuotes(channelId, row.ts, now);
}
