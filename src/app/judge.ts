/**
 * Step five: every rule that an event concerns judges it, and what it decides is carried out in the same transaction. A
 * rule that throws is undone alone and tried again later; its neighbours go on.
 */
import { askingOnce } from '../engine/asking-once.ts';
import type { DropWords, Effect, HoldMeeting, KeepWords, Say, SetDeadline } from '../engine/effect.ts';
import type { Event, MessagePlace } from '../engine/event.ts';
import type { Ask } from '../engine/facts.ts';
import { type Rule, type Ruling, triggeredBy } from '../engine/rule.ts';
import { writeMark, writeUnmark } from '../engine/written.ts';
import type { Case } from './case.ts';
import { beginAgreement, caseOfVersion, changeAgreement, type NewVersion } from './change-agreement.ts';
import { doubt } from './doubt.ts';
import { refold } from './fold.ts';
import { isOutOfTune, refusal } from './gate.ts';
import { keepOfGoals } from './keep-of-goals.ts';
import { keepOfIncidents } from './keep-of-incidents.ts';
import { keepOfMilestones } from './keep-of-milestones.ts';
import { keepOfPeople } from './keep-of-people.ts';
import { keepOfReports } from './keep-of-reports.ts';
import { keepOfReviews } from './keep-of-reviews.ts';
import { keepOfScope } from './keep-of-scope.ts';
import { keepOfWins } from './keep-of-wins.ts';
import { type Changed, eventOfChange, foldedChanges, type Raised } from './raised.ts';
import { wordsKept, wordsKeptAtMost } from './retention.ts';
import type { Shell } from './shell.ts';
import { heldBackAs } from './trial.ts';

/** Rules meet through events of their own, walked after the one that raised them; never deeper than this. */
const DEEPEST = 3;
const TRIES = 8;
const MOST_REFUSALS = 8;
/** Said in the place of Slack's own reason. */
const notForThem = 'not_staff';
/** The same, of what clients would see; also where a permission was withdrawn before it left. */
export const notPermitted = 'not_permitted';
/** A celebration, a reminder or a survey where the client waits past a promised time or has an emergency. */
export const notNow = 'not_now';
const MINUTE = 60_000;

/** Walks an event through every rule it concerns, and then the events these raised. */
export async function judge(shell: Shell, about: Case, only: string | null = null, depth = 1): Promise<void> {
  const concerned = shell.rules.filter(
    (rule) =>
      (only === null || rule.name === only) && rule.triggers.some((trigger) => triggeredBy(trigger, about.event)),
  );
  const loaded = [];
  // All load before any decides: each sees the same world.
  const ask = askingOnce(about.tx.ask(about.folded));
  let isSaved = false;
  for (const rule of concerned) {
    const facts = await loadFacts(shell, about, { rule, ask, isSaved });
    isSaved = facts !== undefined;
    loaded.push({ rule, facts });
  }
  const raised: Raised[] = [];
  for (const { rule, facts } of loaded) {
    if (facts !== undefined) raised.push(...(await decide(shell, about, rule, facts)));
  }
  for (const one of foldedChanges(raised)) {
    if (one.kind === 'marked') await followMark(shell, about, one.message, depth);
    else if (one.kind === 'refused') await followRefusal(shell, about, one);
    else if (one.kind === 'agreed') await followAgreement(shell, about, one.version, depth);
    else await followChange(shell, about, one, depth);
  }
}

type Loading = { rule: Rule; ask: Ask; isSaved: boolean };

/** `isSaved`: nothing was written since the rule before it loaded. */
async function loadFacts(shell: Shell, about: Case, { rule, ask, isSaved }: Loading): Promise<unknown> {
  const { tx, held, event, now } = about;
  try {
    return await tx.attempt(() => rule.load(ask, { event, agreement: held.agreement, agency: held.agency, now }), {
      isSaved,
    });
  } catch (error) {
    await fail(shell, about, rule, error);
    return undefined;
  }
}

async function decide(shell: Shell, about: Case, rule: Rule, facts: unknown): Promise<Raised[]> {
  const { tx, held, event, now } = about;
  const { alarms, claimed } = about.aftermath;
  const before = { ...about.aftermath, alarms: [...alarms], claimed: [...claimed] };
  try {
    const rulings = rule.decide({ event, facts, agreement: held.agreement, agency: held.agency, now });
    if (rulings.length === 0) return [];
    return await tx.attempt(async () => {
      const raised: Raised[] = [];
      for (const ruling of rulings) raised.push(...(await carryOutRuling(shell, about, rule, ruling)));
      return raised;
    });
  } catch (error) {
    Object.assign(about.aftermath, before);
    await fail(shell, about, rule, error);
    return [];
  }
}

async function carryOutRuling(shell: Shell, about: Case, rule: Rule, ruling: Ruling): Promise<Raised[]> {
  const { tx, event, now } = about;
  const raised: Raised[] = [];
  for (const effect of ruling.effects) {
    const one = await carryOut(shell, about, rule, effect);
    if (one !== null) raised.push(one);
  }
  const place = messageOf(about, ruling);
  await tx.recordRuling({ event, rule: rule.name, subject: ruling.subject, reason: ruling.reason, ...place }, now);
  return raised;
}

/** Where a ruling belongs: its subject's message when the subject is a conversation, else the event's. */
function messageOf(
  about: Case,
  ruling: Pick<Ruling, 'subject'>,
): { channelId: string | null; messageTs: string | null } {
  const conversation = about.folded?.find((one) => one.id === ruling.subject);
  if (conversation !== undefined) {
    return { channelId: conversation.channelId, messageTs: conversation.messages[0] ?? about.messageTs };
  }
  const { event } = about;
  const channelId = 'message' in event ? event.message.channelId : 'channelId' in event ? event.channelId : null;
  return { channelId, messageTs: about.messageTs };
}

/** Carries one effect out. Gives what follows from it beside what the rule knew. */
async function carryOut(shell: Shell, about: Case, rule: Rule, effect: Effect): Promise<Raised | null> {
  const { tx, now, aftermath } = about;
  switch (effect.kind) {
    case 'set-deadline':
      await setDeadline(about, rule, effect);
      return null;
    case 'say':
      return sayOrRefuse(shell, about, rule, effect);
    case 'judge-held-back':
      if (about.event.actor !== null) await tx.judgeHeldBack(effect.id, effect.verdict, about.event.actor, now);
      return null;
    case 'refresh':
      await tx.refresh(effect.key, now);
      break;
    case 'withdraw':
      await tx.withdraw(effect.key, now);
      break;
    case 'cancel-unsent':
      await tx.cancelUnsent(effect.subject);
      return null;
    case 'mark':
    case 'unmark':
      return markMessage(about, effect);
    case 'set-slot':
      await tx.setSlot(rule.name, effect.subject, effect.data, now);
      return null;
    case 'keep-words':
    case 'drop-words':
      await keepOfWords(about, effect);
      return null;
    case 'choose-reading':
    case 'choose-notices':
    case 'choose-named':
    case 'keep-celebration-day':
    case 'drop-celebration-days':
    case 'set-absence':
    case 'end-absence':
    case 'add-override':
    case 'take-back-override':
      await keepOfPeople(about, effect);
      return null;
    case 'add-scope-entry':
    case 'take-back-scope-entry':
    case 'save-change-order':
    case 'drop-change-order':
    case 'log-decision':
    case 'teach':
    case 'unteach': {
      const counted = await keepOfScope(about, effect);
      aftermath.said = true;
      return counted === null ? null : { kind: 'scope', changed: counted };
    }
    case 'adjudicate':
      await doubt(about, effect);
      return null;
    case 'save-incident':
    case 'note-incident':
    case 'page':
    case 'stop-pages':
    case 'save-report':
    case 'note-goal':
    case 'save-milestone':
    case 'hold-meeting':
      return keepOfChanges(about, effect);
    case 'save-review':
    case 'save-follow-up':
      await keepOfReviews(about, effect);
      return null;
    case 'save-win':
      await keepOfWins(about, effect);
      return null;
    case 'change-agreement':
    case 'begin-agreement':
      return agree(shell, about, effect);
    case 'answer':
      aftermath.answer ??= effect;
      return null;
  }
  aftermath.said = true;
  return null;
}

type OfChanges =
  | Parameters<typeof keepOfIncidents>[1]
  | Parameters<typeof keepOfReports>[1]
  | Parameters<typeof keepOfGoals>[1]
  | Parameters<typeof keepOfMilestones>[1]
  | HoldMeeting;

/** What every rule hears of once it is kept. */
async function keepOfChanges(about: Case, effect: OfChanges): Promise<Changed | null> {
  if (effect.kind === 'hold-meeting') return { kind: 'meeting', changed: effect.meeting };
  if (effect.kind === 'save-milestone') return { kind: 'milestone', changed: await keepOfMilestones(about, effect) };
  if (effect.kind === 'note-goal') return { kind: 'goal', changed: await keepOfGoals(about, effect) };
  if (effect.kind === 'save-report') return { kind: 'report', changed: await keepOfReports(about, effect) };
  const changed = await keepOfIncidents(about, effect);
  about.aftermath.pages = true;
  return changed === null ? null : { kind: 'incident', changed };
}

async function agree(
  shell: Shell,
  about: Case,
  effect: Extract<Effect, { kind: 'change-agreement' | 'begin-agreement' }>,
): Promise<Raised | null> {
  if (effect.kind === 'begin-agreement') return { kind: 'agreed', version: await beginAgreement(about, effect.file) };
  const version = await changeAgreement(shell, about, effect.values);
  return version === null ? null : { kind: 'agreed', version };
}

async function sayOrRefuse(shell: Shell, about: Case, rule: Rule, effect: Say): Promise<Raised | null> {
  const { tx, now, aftermath } = about;
  const refused = await refusal({ ...about, home: shell.home, rules: shell.rules }, effect);
  if (refused !== null) {
    shell.metrics.errors.inc({ kind: 'gate' });
    shell.logger.error({ rule: rule.name, view: effect.view, refused }, 'The gate refused a message');
    return { kind: 'refused', rule: rule.name, say: effect, because: refusedAs(effect) };
  }
  if (await isOutOfTune(tx.ask(null), effect, shell.rules, now)) {
    return { kind: 'refused', rule: rule.name, say: effect, because: notNow };
  }
  await saySo(about, rule, effect);
  aftermath.pages ||= effect.priority === 'urgent';
  aftermath.said = true;
  return null;
}

async function setDeadline({ tx, held, aftermath }: Case, { name }: Rule, effect: SetDeadline): Promise<void> {
  const { isOfNoClient, ...deadline } = effect;
  const alarm = await tx.setDeadline(name, isOfNoClient ? null : held.clientId, deadline);
  if (alarm !== null) aftermath.alarms.push(alarm);
}

async function keepOfWords({ tx, held, now }: Case, effect: KeepWords | DropWords): Promise<void> {
  const { channelId, place } = effect;
  if (effect.kind === 'keep-words')
    return tx.keepWords(channelId, place, effect.text, now + (effect.keptFor ?? wordsKeptAtMost));
  if (effect.atOnce) return tx.forgetWords(channelId, place);
  return tx.limitWords(channelId, place, now + wordsKept(held.agreement, held.agency));
}

/** What an event of no client says about a question belongs to that question's client. */
async function clientOf({ tx, held }: Case, { wantedWhile }: Say): Promise<string | null> {
  if (held.clientId !== null || wantedWhile === null) return held.clientId;
  return tx.clientOfSubject(wantedWhile);
}

const refusedAs = ({ audience }: Say) => (audience === 'client' ? notPermitted : notForThem);

/** In a silent trial it goes to the staff instead, and that it was held back is noted with it. */
async function saySo(about: Case, rule: Rule, say: Say): Promise<void> {
  const { tx, held, event, now } = about;
  const aside = await heldBackAs(tx.ask(null), held, say, now);
  if (say.isOnTrial === true && held.agreement?.trial === true)
    await tx.holdBack({ clientId: held.agreement.id, rule: rule.name, key: say.key }, now);
  if (aside === null || held.clientId === null) return tx.say(rule.name, await clientOf(about, say), say, now);
  await tx.holdBack({ clientId: held.clientId, rule: rule.name, key: say.key }, now);
  await tx.say(rule.name, held.clientId, aside, now);
  const place = messageOf(about, { subject: null });
  const reason = { name: 'held-back', data: {} };
  await tx.recordRuling({ event, rule: 'trial', subject: null, reason, ...place }, now);
}

async function markMessage(about: Case, effect: Extract<Effect, { kind: 'mark' | 'unmark' }>): Promise<Raised | null> {
  const { tx, event } = about;
  const row = await tx.message(effect.channelId, effect.ts);
  if (row === null) throw new Error('A mark was set on a message that is not written down.');
  const change =
    effect.kind === 'mark'
      ? writeMark(row, { id: `${event.id}:${effect.mark.name}`, ...effect.mark })
      : writeUnmark(row, effect.markId, effect.at);
  if (change.since === null) return null;
  await tx.saveMessage(change.row);
  return { kind: 'marked', message: { channelId: effect.channelId, ts: effect.ts, threadTs: row.threadTs } };
}

/** A marked message's conversations are folded again, and every rule hears of it. */
async function followMark(shell: Shell, about: Case, message: MessagePlace, depth: number): Promise<void> {
  if (depth >= DEEPEST) throw new Error('Events raised events too deep.');
  const { event, tx, held, now } = about;
  const row = await tx.message(message.channelId, message.ts);
  const since = Math.min(...(row?.marks.map((mark) => mark.at) ?? [now]), now);
  const folded = await refold(about, message.channelId, since);
  const marked: Event = {
    kind: 'ConversationMarked',
    id: `marked:${event.id}`,
    workspaceId: event.workspaceId,
    clientId: event.clientId,
    actor: event.actor,
    side: event.side,
    occurredAt: event.occurredAt,
    source: event.source,
    message,
  };
  await judge(shell, { ...about, tx, held, event: marked, folded, messageTs: message.ts }, null, depth + 1);
}

/** Every rule hears of what became of an emergency, a report or a goal. */
async function followChange(shell: Shell, about: Case, one: Changed, depth: number): Promise<void> {
  if (depth >= DEEPEST) throw new Error('Events raised events too deep.');
  await judge(shell, { ...about, event: eventOfChange(about.event, one) }, null, depth + 1);
}

/** What waits is judged again under what is agreed now, as after a file was applied. */
async function followAgreement(shell: Shell, about: Case, version: NewVersion, depth: number): Promise<void> {
  if (depth >= DEEPEST) throw new Error('Events raised events too deep.');
  await judge(shell, await caseOfVersion(shell, about, version), null, depth + 1);
}

/** What the gate keeps from one reader must still reach somebody: its rule hears of it as of what Slack refuses. */
async function followRefusal(
  shell: Shell,
  about: Case,
  { rule, say, because }: Extract<Raised, { kind: 'refused' }>,
): Promise<void> {
  const { event } = about;
  const refusals = (about.refusals ?? 0) + 1;
  if (refusals > MOST_REFUSALS) throw new Error('The gate refused everybody a rule could think of.');
  const { key, view, data, to } = say;
  const failed: Event = {
    kind: 'DeliveryFailed',
    id: `refused:${event.id}:${refusals}`,
    workspaceId: event.workspaceId,
    clientId: event.clientId,
    actor: null,
    side: 'neither',
    occurredAt: about.now,
    source: event.source,
    ...{ rule, key, view, data, to, because },
  };
  await judge(shell, { ...about, event: failed, refusals }, rule);
}

async function fail(shell: Shell, about: Case, rule: Rule, error: unknown): Promise<void> {
  // What people typed is kept in the inbox, where it is emptied when done, and nowhere else: the whole request goes again.
  if (['CommandGiven', 'FormSubmitted', 'ShortcutUsed'].includes(about.event.kind)) throw error;
  const because = error instanceof Error ? error.name : 'unknown';
  shell.metrics.errors.inc({ kind: 'rule' });
  shell.logger.error({ err: error, rule: rule.name, eventId: about.event.id }, 'A rule failed and is tried again');
  const tries = about.tries ?? 1;
  const again = nextTry(about.now, tries);
  await about.tx.recordFailure(about.event, rule.name, because, tries, again, about.now);
  about.aftermath.failed.push({ rule: rule.name, eventId: about.event.id, isGivenUp: again === null });
}

/** When to try again after so many tries (back-off from one minute, doubling); null: given up, it goes to the dead list. */
export function nextTry(now: number, tries: number): number | null {
  return tries >= TRIES ? null : now + MINUTE * 2 ** (tries - 1);
}
