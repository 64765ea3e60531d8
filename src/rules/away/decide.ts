import { type Absence, standInFor } from '../../engine/absence.ts';
import type { Effect, Say, SetDeadline } from '../../engine/effect.ts';
import type { DeliveryFailed, Event, ViewData } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { readSpan, type Span } from '../../language/span-words.ts';
import type { DueFacts, Facts, RequestFacts } from './load.ts';

/** Notes absences down, begins and ends them at their time, and redraws what was said of questions that rest now. */
export function decide(input: Decision<Facts>): Ruling[] {
  const { event, facts } = input;
  switch (facts.kind) {
    case 'request':
      return [requested(event, facts, input.now)];
    case 'due':
      return facts.deadline.name === 'begins' ? begins(facts, input) : ends(facts, input.now);
    case 'drawn': {
      const effects = facts.keys.map((key): Effect => ({ kind: 'refresh', key }));
      return effects.length === 0 ? [] : [ruling('drawn-again', {}, effects)];
    }
    case 'undelivered':
      return event.kind === 'DeliveryFailed' ? passedOn(event, { ...input, missing: facts.missing }) : [];
    case 'nothing':
      return [];
  }
}

function requested(event: Event, facts: RequestFacts, now: number): Ruling {
  const { asked, whom, may } = facts;
  if (asked.what === 'list') return answered('asked', { what: 'list' });
  if (asked.what === 'unreadable' || asked.what === 'unknown-person') return answered('refused', { what: asked.what });
  if (!may) return answered('not-yours', { what: 'not-yours' });
  if (asked.what === 'back') return back(event, facts, now);
  const span = readSpan(asked.words, { now, timeZone: whom.timeZone });
  if (typeof span === 'string') return answered('refused', { what: span });
  const refusal = whyNot(facts);
  return refusal === null ? noted(event, facts, span, now) : answered('refused', { what: refusal });
}

function whyNot({ whom, backup }: RequestFacts): string | null {
  if (!whom.isStaff) return 'not-staff';
  if (backup?.userId === whom.userId) return 'backup-self';
  return backup?.isStaff === false ? 'backup-not-staff' : null;
}

/** What overlaps is replaced; one that runs already is only changed, so that nothing is told again. */
function noted({ actor, workspaceId }: Event, { whom, backup }: RequestFacts, span: Span, now: number): Ruling {
  const { userId } = whom;
  const overlapping = whom.absences.filter(({ since, until }) => since < span.until && until > span.since);
  const running = overlapping.find(({ since }) => since <= now && span.since <= now);
  const since = running?.since ?? span.since;
  const id = running?.id ?? `${workspaceId}:${userId}:${since}`;
  const replaced = overlapping.filter((one) => one.id !== id);
  const absence = { id, userId, since, until: span.until, backup: backup?.userId ?? null };
  const isBackupAway = (backup?.absences ?? []).some((one) => one.since < span.until && one.until > since);
  const effects: Effect[] = [
    ...replaced.flatMap((one) => ended(one, now, 'cancelled')),
    { kind: 'set-absence', ...absence },
    deadline(id, 'begins', since, 'pending', null),
    deadline(id, 'ends', span.until, 'pending', null),
    ...(actor === userId ? [] : [tell(userId, `away:noted:${id}:${now}`, 'away-noted', { absence: id, by: actor })]),
  ];
  const data = {
    what: 'noted',
    absence: id,
    isBackupAway,
    replaced: replaced.length + (running === undefined ? 0 : 1),
  };
  return answered('noted', data, effects, { userId, since, until: span.until, backup: absence.backup });
}

/** Ends the one that runs, or takes back the one that a button names or that comes next. */
function back(event: Event, { whom, pressed }: RequestFacts, now: number): Ruling {
  const planned = whom.absences[0] ?? null;
  const absence = event.kind === 'ButtonPressed' ? pressed : planned;
  if (absence === null) return answered('nothing-to-end', { what: 'nothing-to-end' });
  const isRunning = absence.since <= now;
  const { since, until, userId } = absence;
  const effects = isRunning ? [...ended(absence, now, 'now')] : ended(absence, now, 'cancelled');
  const data = { what: isRunning ? 'ended' : 'taken-back', userId, since, until };
  return answered(data.what, data, effects, { userId });
}

/** *now*: the end rings at once, so that they hear what is open. */
function ended({ id, since, until }: Absence, now: number, how: 'now' | 'cancelled'): Effect[] {
  const settled = how === 'now' ? null : now;
  return [
    { kind: 'end-absence', id, at: now },
    deadline(id, 'begins', since, 'cancelled', now),
    deadline(id, 'ends', how === 'now' ? now : until, how === 'now' ? 'pending' : 'cancelled', settled),
  ];
}

function begins({ deadline: row, absence, matters }: DueFacts, { agency, now }: Decision<Facts>): Ruling[] {
  const isRunning = absence !== null && absence.since <= now && now < absence.until;
  if (!isRunning) return [ruling('not-away', {}, [deadline(row.subject, 'begins', row.dueAt, 'cancelled', now)])];
  const { userId } = absence;
  const says = matters.flatMap(({ conversation, agreement, missing }) => {
    const found = standInFor(userId, { agreement, agency, missing });
    if (found === null || found.userId === userId) return [];
    const key = `away:began:${absence.id}:${conversation.id}:${found.userId}`;
    const data = { subject: conversation.id, standsInFor: userId, until: absence.until };
    const say = tell(found.userId, key, 'standing-in', data);
    return [{ ...say, audience: found.audience, wantedWhile: conversation.id, bundle: 'standing-in' }];
  });
  const met = deadline(row.subject, 'begins', row.dueAt, 'met', now);
  return [ruling('began', { userId, matters: says.length }, [met, ...says])];
}

function ends({ deadline: row, absence }: DueFacts, now: number): Ruling[] {
  const isOver = absence !== null && absence.until <= now;
  const settled = deadline(row.subject, 'ends', row.dueAt, isOver ? 'met' : 'cancelled', now);
  if (!isOver) return [ruling('not-away', {}, [settled])];
  const { userId, until } = absence;
  const say = tell(userId, `away:back:${row.subject}:${until}`, 'away-back', { userId });
  return [ruling('back', { userId }, [settled, say])];
}

type Under = Pick<Decision<Facts>, 'agreement' | 'agency'> & { missing: Parameters<typeof standInFor>[1]['missing'] };

/** Slack will not deliver it to whoever stands in: the next one hears of it. */
function passedOn({ view, key, data, to }: DeliveryFailed, { agreement, agency, missing }: Under): Ruling[] {
  const { standsInFor, subject } = data;
  if (view !== 'standing-in' || agreement === null || to.kind !== 'person') return [];
  const unreached = [...(Array.isArray(data.unreached) ? data.unreached : []), to.userId];
  const left = { gone: [...missing.gone, ...unreached], away: missing.away };
  const found = standInFor(String(standsInFor), { agreement, agency, missing: left });
  const reason = { unreached, to: found?.userId ?? 'operator' };
  const again = `${key}:instead:${reason.to}`;
  const more = { wantedWhile: String(subject), bundle: 'standing-in' };
  const operator = { to: { kind: 'operator' as const }, audience: 'operator' as const };
  const say = tell(found?.userId ?? '', again, 'standing-in', { ...data, unreached });
  return [ruling('passed-on', reason, [{ ...say, ...more, ...(found === null ? operator : {}) }])];
}

function deadline(
  subject: string,
  name: 'begins' | 'ends',
  dueAt: number,
  state: SetDeadline['state'],
  settledAt: number | null,
): SetDeadline {
  const ringAt = state === 'pending' ? dueAt : null;
  const kept = { kind: 'set-deadline', id: null, channelId: null, late: { policy: 'fire' } } as const;
  return { ...kept, subject, name, dueAt, ringAt, state, settledAt, data: { schema: 1 }, isOfNoClient: true };
}

function tell(userId: string, key: string, view: string, data: ViewData): Say {
  return plainSay({ key, to: { kind: 'person', userId }, audience: 'staff', view, data });
}

function answered(name: string, data: ViewData, effects: Effect[] = [], about: ViewData = {}): Ruling {
  return ruling(name, about, [...effects, { kind: 'answer', how: 'privately', view: 'away', data }]);
}

function ruling(name: string, data: ViewData, effects: Effect[]): Ruling {
  return { reason: { name, data }, subject: null, effects };
}
