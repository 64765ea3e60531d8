/** What follows when a rota is looked at: who is told that they go on call, which managers of who is not there, and when next. */
import type { Rota } from '../../agreement/on-call.ts';
import type { Effect, Say, SetDeadline } from '../../engine/effect.ts';
import { type Duty, onCallAt } from '../../engine/on-call.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { absentDuties, nextDuty, nextLook, noticeAt } from './duty.ts';
import { type Facts, type Look, subjectOf } from './load.ts';

type DueFacts = Extract<Facts, { kind: 'due' }>;

/** A rota of a new version of the agency file: from now on it is looked at. */
export function begun(look: Look, now: number): Ruling {
  return ruling('begun', look.name, [next(look, now, null)]);
}

/** A rota in which something was changed by hand: it is looked at as soon as that is written down, if at all. */
export function lookAgain(name: string, rota: Rota | undefined, now: number): SetDeadline[] {
  return rota?.notice === true ? [deadline(name, now, now, null)] : [];
}

/** The alarm of a rota. */
export function looked({ deadline: row, tell, look, managers }: DueFacts, now: number): Ruling {
  if (look === null || !look.rota.notice) {
    const { subject, dueAt } = row;
    const gone = { ...deadline('', dueAt, null, null), subject, state: 'cancelled' as const, settledAt: now };
    return ruling('not-looked-at', subject, [gone]);
  }
  const says = [...begins(look, tell, now), ...absent(look, managers, now)];
  return ruling(says.length > 0 ? 'told' : 'looked', look.name, [next(look, now, tell), ...says]);
}

function begins({ name, rota, known }: Look, tell: number | null, now: number): Say[] {
  if (tell === null) return [];
  const { userId, since, until } = onCallAt(rota, known, tell);
  if (userId === null || until <= now) return [];
  const key = `on-call:begins:${name}:${tell}:${userId}`;
  const data = { rota: name, userId, at: Math.max(tell, since) };
  return [plainSay({ key, to: { kind: 'person', userId }, audience: 'staff', view: 'on-call-begins', data })];
}

/** Each absence once to each of them, however often the rota is looked at. */
function absent({ name, rota, known }: Look, managers: readonly string[], now: number): Say[] {
  return absentDuties(rota, known, now).flatMap(({ userId, planned, because, since, until }: Duty) =>
    managers.map((manager) =>
      plainSay({
        key: `on-call:absent:${name}:${since}:${planned}:${userId ?? 'nobody'}:${manager}`,
        to: { kind: 'person', userId: manager },
        audience: 'manager',
        view: 'on-call-absent',
        data: { rota: name, userId, planned, because, since, until },
      }),
    ),
  );
}

/** `told`: of the duty that begins then somebody has just been told. */
function next({ name, rota, known, own }: Look, now: number, told: number | null): SetDeadline {
  const look = nextLook(rota, now);
  const duty = nextDuty(rota, known, Math.max(now, told ?? now));
  if (duty === null || duty.userId === null) return deadline(name, look, look, null);
  const { agreement = null, timeZone = null } = own.get(duty.userId) ?? {};
  const at = noticeAt(duty.since, agreement, timeZone);
  return at > look ? deadline(name, look, look, null) : deadline(name, duty.since, at, duty.since);
}

function deadline(rota: string, dueAt: number, ringAt: number | null, tell: number | null): SetDeadline {
  return {
    ...{ kind: 'set-deadline', id: null, subject: subjectOf(rota), name: 'look', channelId: null },
    ...{ dueAt, ringAt, state: 'pending', settledAt: null, late: { policy: 'fire' } },
    data: { schema: 1, tell },
    isOfNoClient: true,
  };
}

function ruling(name: string, rota: string, effects: Effect[]): Ruling {
  return { reason: { name, data: { rota } }, subject: null, effects };
}
