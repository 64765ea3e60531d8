/**
 * The one corridor that everything walks: hold the client, read the clock once, write down, fold, judge, commit. A message,
 * a request, an alarm, a new agreement and a second try all come this way.
 */

import type { Agency } from '../agreement/agency.ts';
import { namedForReports } from '../agreement/reports.ts';
import type { Answer, SetDeadline } from '../engine/effect.ts';
import type { Event, EventBase, Opinion } from '../engine/event.ts';
import { readFormSubject } from '../engine/form-subject.ts';
import type { PageFate, PageRow } from '../engine/incident.ts';
import { type Incoming, type IncomingMemberChange, type IncomingRequest, instantOfTs } from '../engine/incoming.ts';
import { destinationOf } from '../engine/outbox-row.ts';
import { may } from '../engine/people.ts';
import { triggeredBy } from '../engine/rule.ts';
import type { FailedRuling, Held, InboxRow, OutboxRow, Tx } from '../engine/store-port.ts';
import { readIn as readAgainst } from './asked-work.ts';
import { type Aftermath, type Case, nothingAfter } from './case.ts';
import { inPlainText } from './celebrated.ts';
import { caseOfVersion, type NewVersion } from './change-agreement.ts';
import { refold } from './fold.ts';
import { judge } from './judge.ts';
import type { Shell } from './shell.ts';
import { actorsSide, writeDown } from './write-down.ts';

/**
 * What was asked outside the transaction before it: what another reader said, and what a message says that is celebrated; null
 * where there was nothing to ask.
 */
export type Outside = { opinion: Opinion | null; celebrated: string | null };

/** Walks one happening of the inbox. Gives what is left to be done after commit; null: somebody else walked it. */
export async function walkRow(
  shell: Shell,
  row: InboxRow,
  { opinion, celebrated }: Outside = { opinion: null, celebrated: null },
): Promise<Aftermath | null> {
  return shell.store.transaction(async (tx) => {
    const held = row.channelId === null ? await tx.holdNothing() : await tx.holdChannel(row.channelId);
    const now = shell.clock();
    await shell.checkpoint('held');
    const finished = await tx.finishInbox(row.id);
    if (finished === null) return null;
    const aftermath = nothingAfter();
    const about = { tx, held, now, aftermath, messageTs: null, folded: null };
    await walkHeld(shell, about, { row, isHeard: finished.isHeard, opinion, celebrated });
    await shell.checkpoint('judged');
    shell.metrics.events.inc({ kind: row.payload.kind });
    return aftermath;
  });
}

type Walked = { row: InboxRow; isHeard: boolean } & Outside;

async function walkHeld(shell: Shell, about: Omit<Case, 'event'>, walked: Walked): Promise<void> {
  const { tx, held, now } = about;
  const { row, isHeard, opinion, celebrated } = walked;
  const { payload, channelId } = row;
  if (payload.kind === 'address' || payload.kind === 'channel-change' || payload.kind === 'home-opened') {
    const event = await ambientEvent(shell, about, row);
    return event === null ? undefined : judge(shell, { ...about, event });
  }
  if (channelId === null || held.agreement === null) return; // nothing is kept of channels without an agreement
  if (!isHeard) return;
  if (payload.kind === 'member-change') {
    const event = payload.isIn && row.source !== 'history' ? await joined(shell, about, row, payload) : null;
    return event === null || held.agreement.status !== 'active' ? undefined : judge(shell, { ...about, event });
  }
  if (payload.kind === 'doubt') {
    const event = await adjudicated(shell, about, row, opinion);
    return event === null ? undefined : judge(shell, { ...about, event, messageTs: payload.ts });
  }
  const written = await writeDown(shell, { tx, held, row, channelId, now, celebrated });
  if (written === null) return;
  await shell.checkpoint('written-down');
  const folded = written.since === null ? null : await refold(about, channelId, written.since);
  if (held.agreement.status !== 'active') return; // written down, so that nothing is missing when it becomes active again
  await judge(shell, { ...about, event: written.event, folded, messageTs: written.messageTs });
}

async function ambientEvent(shell: Shell, { tx, held }: Omit<Case, 'event'>, row: InboxRow): Promise<Event | null> {
  const { payload, channelId } = row;
  const occurredAt = instantOfTs('eventTs' in payload ? payload.eventTs : 'ts' in payload ? payload.ts : '0');
  const actor = 'by' in payload ? payload.by : null;
  const base = await eventBase(shell, tx, held, { id: row.key, actor, occurredAt, source: row.source });
  if (payload.kind === 'address' && base.actor !== null) {
    const { where, threadTs } = payload;
    return { ...base, actor: base.actor, kind: 'BotAddressed', source: 'request', channelId, where, threadTs };
  }
  if (payload.kind === 'home-opened' && base.actor !== null)
    return { ...base, actor: base.actor, kind: 'HomeOpened', source: 'request', channelId };
  if (payload.kind !== 'channel-change' || channelId === null) return null;
  return { ...base, kind: 'ChannelChanged', channelId, change: payload.change };
}

async function joined(
  shell: Shell,
  { tx, held }: Omit<Case, 'event'>,
  { key, channelId, source }: InboxRow,
  { userId, eventTs }: IncomingMemberChange,
): Promise<Event | null> {
  if (channelId === null) return null;
  const base = { id: key, actor: userId, occurredAt: instantOfTs(eventTs), source };
  return { ...(await eventBase(shell, tx, held, base)), kind: 'MemberJoined', channelId, userId };
}

async function adjudicated(
  shell: Shell,
  { tx, held }: Omit<Case, 'event'>,
  { key, channelId, payload, source }: InboxRow,
  opinion: Opinion | null,
): Promise<Event | null> {
  const message = payload.kind === 'doubt' && channelId !== null ? await tx.message(channelId, payload.ts) : null;
  if (message === null || message.deletedAt !== null || held.agreement?.status !== 'active') return null;
  const base = await eventBase(shell, tx, held, { id: key, actor: null, occurredAt: message.occurredAt, source });
  const { ts, threadTs } = message;
  return { ...base, kind: 'Adjudicated', message: { channelId: message.channelId, ts, threadTs }, opinion };
}

/**
 * Somebody changed in Slack: walked for every client in whose agreement they have a part, each under its own lock,
 * before the row is finished. Walked again after a crash it changes nothing more.
 */
export async function walkPersonChange(shell: Shell, row: InboxRow, userId: string): Promise<Aftermath[]> {
  const aftermaths: Aftermath[] = [];
  for (const agreement of await shell.store.agreements.all()) {
    const { id, status, people } = agreement;
    const parts = [people.owner.id, people.backup.id, ...namedForReports(agreement)];
    if (status === 'ended' || !parts.includes(userId)) continue;
    const aftermath = await shell.store.transaction(async (tx) => {
      const held = await tx.holdClient(id);
      const now = shell.clock();
      const about = { id: `${row.key}:${id}`, actor: null, occurredAt: row.receivedAt, source: row.source };
      const event: Event = { ...(await eventBase(shell, tx, held, about)), kind: 'PersonChanged', userId };
      const after = nothingAfter();
      await judge(shell, { tx, held, now, event, aftermath: after, messageTs: null, folded: null });
      return after;
    });
    aftermaths.push(aftermath);
  }
  return aftermaths;
}

type Base = Pick<EventBase, 'id' | 'actor' | 'occurredAt' | 'source'>;

async function eventBase(shell: Shell, tx: Tx, held: Held, base: Base): Promise<EventBase> {
  const { actor } = base;
  const side = actor === null ? 'neither' : await actorsSide(shell, tx, held, actor);
  return { ...base, workspaceId: shell.home.workspaceId, clientId: held.clientId, side };
}

/** Somebody asked us directly: walked by {@link walkRequest}, not {@link walkRow}. */
export function isRequest(incoming: Incoming): incoming is IncomingRequest {
  return ['command', 'press', 'shortcut', 'form'].includes(incoming.kind);
}

/** How a request went: answered, refused because of who asked, or asked again (the same trigger). */
export type Asked = { aftermath: Aftermath; answer: Answer; clientId: string | null };

/** On a reserved connection, and no longer than Slack would wait. */
export const atTheDoor = { lockTimeout: 1000, reserved: true };

/**
 * Walks a request. {@link atTheDoor} it throws `LockNotHad` when the client is busy for longer than Slack would wait; the
 * request then walks from the inbox, with patience. Gives null when somebody else walked it.
 */
export async function walkRequest(
  shell: Shell,
  row: InboxRow,
  event: Omit<Extract<Event, { source: 'request' }>, keyof EventBase>,
  patience: { lockTimeout?: number; reserved?: boolean },
): Promise<Asked | null> {
  const held = (tx: Tx) => holdFor(shell, tx, row);
  return shell.store.transaction(async (tx) => {
    const hold = await held(tx);
    const now = shell.clock();
    await shell.checkpoint('held');
    if ((await tx.finishInbox(row.id)) === null) return null;
    const payload = row.payload as IncomingRequest;
    const base = await eventBase(shell, tx, hold, {
      id: row.key,
      actor: payload.by,
      occurredAt: row.receivedAt,
      source: 'request',
    });
    const asked = { ...base, ...event, ...(await readIn(shell, { tx, held: hold }, payload)) } as Event;
    const aftermath = nothingAfter();
    const { clientId } = hold;
    if (!(await allowed(shell, tx, hold, asked))) return { aftermath, answer: privately('refused'), clientId };
    const channelId = 'message' in asked ? asked.message.channelId : null;
    const folded =
      channelId === null || hold.agreement === null ? null : await refold({ tx, held: hold }, channelId, now);
    const messageTs = 'message' in asked ? asked.message.ts : null;
    await judge(shell, { tx, held: hold, now, event: asked, folded, messageTs, aftermath });
    await shell.checkpoint('judged');
    return {
      aftermath,
      answer: aftermath.answer ?? privately(aftermath.failed.length > 0 ? 'noted' : 'nothing-to-do'),
      clientId,
    };
  }, patience);
}

/** A message that somebody points at is read as it stands, whoever wrote it. */
async function readIn(shell: Shell, { tx, held }: Pick<Case, 'tx' | 'held'>, payload: IncomingRequest) {
  if (payload.kind !== 'shortcut') return {};
  const list = await shell.askedWork.listFor(tx, held);
  const asked = list && readAgainst(list, payload.text, { hasFiles: payload.fileCount > 0 }).asked;
  return { asked, text: await inPlainText(tx.ask(null), payload.text) };
}

const privately = (view: string): Answer => ({ kind: 'answer', how: 'privately', view, data: {} });

/** A press on a notice stands in a direct message but is about the client of the conversation it names. */
async function holdFor(_shell: Shell, tx: Tx, row: InboxRow): Promise<Held> {
  const { payload, channelId } = row;
  const subject = payload.kind === 'press' ? payload.value : payload.kind === 'form' ? payload.subject : '';
  const { about, channelId: place } = readFormSubject(subject);
  if (place !== null) return tx.holdChannel(place);
  const clientId = about === '' ? null : await tx.clientOfSubject(about);
  if (clientId !== null) return tx.holdClient(clientId);
  return channelId === null ? tx.holdNothing() : tx.holdChannel(channelId);
}

async function allowed(shell: Shell, tx: Tx, held: Held, event: Event): Promise<boolean> {
  const { actor } = event;
  if (actor === null) return false;
  const person = await tx.person(actor);
  const triggers = shell.rules.flatMap((rule) => rule.triggers).filter((trigger) => triggeredBy(trigger, event));
  return triggers.every((trigger) => !('who' in trigger) || may(trigger.who, actor, event.side, person, held));
}

/** Rings a deadline: same way for BullMQ's alarm and the sweep. Gives null for a stale alarm. */
export async function walkDeadline(shell: Shell, id: string, revision: number): Promise<Aftermath | null> {
  const seen = await shell.store.deadlines.row(id);
  await shell.checkpoint('alarm-read');
  if (seen === null || seen.revision !== revision || seen.ringAt === null) return null;
  const outcome = await shell.store.transaction(async (tx) => {
    const held = await holdDeadline(tx, seen);
    const now = shell.clock();
    const row = await tx.deadline(id);
    if (row === null || row.revision !== revision || row.ringAt === null) return null;
    const aftermath = nothingAfter();
    if (row.ringAt > now && !wasSetAhead(row, now)) {
      aftermath.alarms.push({ id, revision, ringAt: row.ringAt });
      await tx.unsetAlarm(id);
      return { aftermath, ringAt: null };
    }
    await tx.silence(id);
    const base = await eventBase(shell, tx, held, {
      id: `due:${id}:${revision}`,
      actor: null,
      occurredAt: row.ringAt,
      source: 'live',
    });
    const event: Event = { ...base, kind: 'DeadlineDue', deadlineId: id, rule: row.rule, channelId: row.channelId };
    const notNow = whyNotNow(row, held, now);
    const about: Case = { tx, held, now, event, aftermath, messageTs: null, folded: null };
    if (notNow !== null) {
      const reason = { name: notNow, data: { lateBy: now - row.ringAt } };
      await tx.recordRuling(
        { event, rule: row.rule, subject: row.subject, reason, channelId: row.channelId, messageTs: null },
        now,
      );
    } else {
      about.folded = row.channelId === null ? null : await refold(about, row.channelId, now);
      await judge(shell, about, row.rule);
    }
    await shell.checkpoint('alarm-rung');
    return { aftermath, ringAt: row.ringAt };
  });
  if (outcome === null) return null;
  if (outcome.ringAt !== null) shell.metrics.lateness.observe(Math.max(0, shell.clock() - outcome.ringAt) / 1000);
  return outcome.aftermath;
}

/** Of an emergency, and set by a clock that has been set back since: it does not wait for that time to come again. */
function wasSetAhead({ isUrgent, data }: { isUrgent: boolean; data: unknown }, now: number): boolean {
  const { setAt } = data as { setAt?: unknown };
  return isUrgent && typeof setAt === 'number' && setAt > now;
}

/**
 * A deadline past its grace is skipped; an agreement that is paused or has ended rings nothing, but for an emergency that
 * runs: it goes on to its end.
 */
function whyNotNow(
  row: { late: SetDeadline['late']; ringAt: number | null; isUrgent: boolean },
  held: Held,
  now: number,
): string | null {
  if (row.isUrgent) return null;
  if (row.late.policy === 'skip' && now - (row.ringAt ?? now) > row.late.grace) return 'skipped-too-late';
  return held.agreement !== null && held.agreement.status !== 'active' ? 'agreement-not-active' : null;
}

function holdDeadline(tx: Tx, row: { clientId: string | null; channelId: string | null }): Promise<Held> {
  if (row.clientId !== null) return tx.holdClient(row.clientId);
  return row.channelId === null ? tx.holdNothing() : tx.holdChannel(row.channelId);
}

/** A rule that failed judges again, alone, with today's facts. Gives null when another process was first. */
export async function walkFailure(shell: Shell, failure: FailedRuling): Promise<Aftermath | null> {
  const { event } = failure;
  return shell.store.transaction(async (tx) => {
    const held = event.clientId === null ? await tx.holdNothing() : await tx.holdClient(event.clientId);
    const now = shell.clock();
    if (!(await tx.clearFailure(failure.id))) return null;
    const aftermath = nothingAfter();
    const channelId = 'message' in event ? event.message.channelId : 'channelId' in event ? event.channelId : null;
    const about: Case = { tx, held, now, event, aftermath, messageTs: null, folded: null, tries: failure.tries + 1 };
    if (channelId !== null) about.folded = await refold(about, channelId, now);
    await judge(shell, about, failure.rule);
    return aftermath;
  });
}

/** Judges what follows from a new version of the agency's file, in the transaction that puts it into force. */
export async function walkAgency(shell: Shell, tx: Tx, agency: Agency): Promise<Aftermath> {
  const aftermath = nothingAfter();
  const now = shell.clock();
  const { version } = agency;
  const event: Event = {
    ...{ kind: 'AgencyApplied', id: `agency:${version}:${now}`, workspaceId: shell.home.workspaceId, clientId: null },
    ...{ actor: null, side: 'neither', occurredAt: now, source: 'live' },
    version,
    before: version === 1 ? null : version - 1,
  };
  const held = { clientId: null, agreement: null, agency };
  await judge(shell, { tx, held, now, event, folded: null, messageTs: null, aftermath });
  return aftermath;
}

/** A new version of an agreement: every channel in which somebody waits is folded and judged under it. */
export async function walkAgreement(shell: Shell, tx: Tx, version: NewVersion): Promise<Aftermath> {
  const aftermath = nothingAfter();
  await judge(shell, await caseOfVersion(shell, { tx, now: shell.clock(), aftermath }, version));
  return aftermath;
}

/**
 * Slack refused one of our messages for good, or it was kept back: its rule decides who hears of it instead, in the
 * transaction that records it.
 */
export async function walkUndelivered(
  shell: Shell,
  row: OutboxRow,
  because: string,
  state: 'failed' | 'cancelled' | 'sent',
): Promise<Aftermath> {
  return shell.store.transaction(async (tx) => {
    const held = row.clientId === null ? await tx.holdNothing() : await tx.holdClient(row.clientId);
    const now = shell.clock();
    const drawn = state === 'sent' ? { drawn: row.wanted } : {};
    await tx.finishOutbox(row.id, { state, nextTryAt: null, failure: because, ...drawn }, now);
    const base = await eventBase(shell, tx, held, {
      id: `undelivered:${row.id}`,
      actor: null,
      occurredAt: now,
      source: 'live',
    });
    const { rule, key, say } = row;
    const event: Event = {
      ...base,
      kind: 'DeliveryFailed',
      rule,
      key,
      view: say.view,
      data: say.data,
      to: destinationOf(row),
      because,
    };
    const aftermath = nothingAfter();
    await judge(shell, { tx, held, now, event, folded: null, messageTs: null, aftermath }, rule);
    return aftermath;
  });
}

/** Somebody could not be paged: their rule decides who is paged instead, in the transaction that records it. */
export async function walkPageFailed(shell: Shell, page: PageRow, fate: PageFate): Promise<Aftermath> {
  return shell.store.transaction(async (tx) => {
    const held = await tx.holdClient(page.clientId);
    const now = shell.clock();
    await tx.finishPage(page, fate, now);
    const base = await eventBase(shell, tx, held, {
      id: `page-failed:${page.id}`,
      actor: null,
      occurredAt: now,
      source: 'live',
    });
    const { incidentId, id: pageId, responder, way } = page;
    const because = fate.failure ?? '';
    const event: Event = { ...base, kind: 'PageFailed', incidentId, pageId, responder, way, because };
    const aftermath = nothingAfter();
    await judge(shell, { tx, held, now, event, folded: null, messageTs: null, aftermath });
    return aftermath;
  });
}
