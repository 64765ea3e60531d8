/** What staff write for the client of a milestone: read through by them first, then put there, once. */

import { zoneOfClient } from '../../agreement/client-zone.ts';
import type { AgreedMilestone } from '../../agreement/milestones.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { EventOf } from '../../engine/event.ts';
import { draftSlot, readFormSubject, standing } from '../../engine/form-subject.ts';
import { placeOfNote } from '../../engine/kept-place.ts';
import { type Milestone, movedSubject } from '../../engine/milestone.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { localDate } from '../../time/local-date.ts';
import { about, answered, fieldErrors } from './answers.ts';
import { DRAFT_KEPT, type Draft, LONGEST_WORDS } from './draft.ts';
import type { RequestFacts } from './load.ts';
import { redrawn, saved, timesOf, waiting } from './planning.ts';
import { keep, newsKey, nothingNoted, UNDO } from './record.ts';
import { lastPassed } from './stages.ts';
import { say } from './words.ts';

/** A day further away than this is a slip of the keys. */
const MOST_DAYS = 3 * 366;
const DAY = 86_400_000;

/** Keeps what was written, and shows it as the client would read it. */
export function written(event: EventOf<'FormSubmitted'>, facts: RequestFacts, now: number): Ruling {
  const { milestone, channel, agreement, draft } = facts;
  const text = String(event.values.text ?? '').trim();
  const what = event.form === 'milestone-slip' ? 'slip' : 'reached';
  const date = what === 'slip' ? String(event.values.date ?? '') : null;
  const errors = errorsIn({ text, date }, facts, now);
  if (Object.keys(errors).length > 0 || channel === null) return fieldErrors(errors);
  if (isStale(event.subject, milestone)) return answered(event, 'stale', milestone);
  const { id, revision } = milestone;
  const place = placeOfNote(event.actor, event.id);
  const next: Draft = { schema: 1, milestone: id, revision, what, date, channelId: channel.id, place };
  return about(milestone, 'written', [
    ...(draft === null ? [] : [dropped(draft)]),
    { kind: 'keep-words', channelId: channel.id, place, text: text.slice(0, LONGEST_WORDS), keptFor: DRAFT_KEPT },
    { kind: 'set-slot', subject: draftSlot({ clientId: agreement.id, userId: event.actor }), data: next },
    { kind: 'answer', how: 'update-form', view: 'milestone-preview', data: { subject: standing(id, revision) } },
  ]);
}

function errorsIn(
  { text, date }: { text: string; date: string | null },
  { language, agreement, milestone }: RequestFacts,
  now: number,
): Record<string, string> {
  const errors: Record<string, string> = {};
  if (text === '') errors.text = say(language, date === null ? 'error.look' : 'error.reason');
  if (date === null) return errors;
  const today = localDate(zoneOfClient(agreement), now);
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
  if (!isDate || date <= today) errors.date = say(language, 'error.past');
  else if (date === milestone.date) errors.date = say(language, 'error.same');
  else if (Date.parse(date) - now > MOST_DAYS * DAY) errors.date = say(language, 'error.far');
  return errors;
}

const isStale = (subject: string, { revision }: Milestone) => readFormSubject(subject).stood !== revision;

const dropped = ({ channelId, place }: Draft): Effect => ({ kind: 'drop-words', channelId, place, atOnce: true });

/** Whether what somebody sends off is there already by their own hand, as after two clicks. */
export function isPutAlready({ form, subject, actor }: EventOf<'FormSubmitted'>, milestone: Milestone): boolean {
  const { stood } = readFormSubject(subject);
  const by = milestone.state === 'reached' ? milestone.reachedBy : milestone.slips.at(-1)?.by;
  return form === 'milestone-preview' && by === actor && stood !== null && stood + 1 === milestone.revision;
}

/** What was read through is put there with the name of whoever wrote it. */
export function put(
  event: EventOf<'FormSubmitted'>,
  facts: RequestFacts,
  agreed: AgreedMilestone,
  now: number,
): Ruling {
  const { milestone, draft, draftWords, agreement } = facts;
  const isTheirs = draft !== null && draft.milestone === milestone.id && draft.revision === milestone.revision;
  if (!isTheirs || isStale(event.subject, milestone)) return answered(event, 'stale', milestone);
  if (draftWords === null) return answered(event, 'words-gone', milestone);
  const next = changed(milestone, draft, event.actor, now);
  const by = event.actor;
  const news = newsOf(next, { by, channelId: draft.channelId, place: draft.place, key: newsKey(milestone) });
  return about(milestone, draft.what, [
    { kind: 'keep-words', channelId: draft.channelId, place: draft.place, text: draftWords },
    { kind: 'set-slot', subject: draftSlot({ clientId: agreement.id, userId: by }), data: null },
    saved(next),
    ...afterwards(facts, agreed, next, news.key, now),
    ...(draft.what === 'slip' ? logged(event.id, next, draft) : []),
    news,
    { kind: 'answer', how: 'plainly' },
  ]);
}

function changed(milestone: Milestone, { what, date, channelId, place }: Draft, by: string, at: number): Milestone {
  if (what === 'reached') return { ...milestone, state: 'reached', reachedBy: by, reachedAt: at, channelId, place };
  const to = date ?? milestone.date;
  const slips = [...milestone.slips, { from: milestone.date, to, by, at, place }];
  return { ...milestone, date: to, slips, channelId, onTrackAt: null };
}

/** Reached, it can be undone for a while; moved, its owner is asked about the new day, and not at once. */
function afterwards(
  facts: RequestFacts,
  agreed: AgreedMilestone,
  next: Milestone,
  news: string,
  now: number,
): Effect[] {
  const { row } = facts;
  const noted = { ...(row?.data ?? nothingNoted), news };
  if (next.state === 'reached') {
    const open = { dueAt: row?.dueAt ?? now, ringAt: now + UNDO, state: 'pending', settledAt: null } as const;
    return [keep(row, next, open, noted), ...redrawn(row)];
  }
  const told = lastPassed(timesOf(facts, agreed, next.date), now);
  return [waiting(facts, agreed, next, { row, noted: { ...noted, told }, now }), ...redrawn(row)];
}

/** That a day was moved is a decision between the two companies; why, the client reads. */
function logged(eventId: string, milestone: Milestone, { channelId, place }: Draft): Effect[] {
  const slip = milestone.slips.at(-1);
  if (slip === undefined) return [];
  const subject = movedSubject(milestone.id, slip);
  const decision = { id: `moved:${eventId}`, kind: 'milestone-moved', subject, channelId, place } as const;
  return [{ kind: 'log-decision', decision: { ...decision, versionBefore: null, versionAfter: null } }];
}

type Posted = { by: string; channelId: string; place: string | null; key: string };

function newsOf(milestone: Milestone, { by, channelId, place, key }: Posted): Say {
  const what = milestone.state === 'reached' ? 'reached' : 'slip';
  return plainSay({
    key,
    to: { kind: 'channel', channelId, threadTs: null },
    audience: 'client',
    approvedBy: by,
    priority: 'high',
    view: 'milestone-news',
    data: { milestone: milestone.id, what, which: milestone.slips.length - 1, by },
    ...(place === null ? {} : { quotes: `${channelId}:${place}` }),
  });
}

/** What did not come to stand there is put there once more, by whoever presses. */
export function putAgain(event: EventOf<'ButtonPressed'>, facts: RequestFacts): Ruling {
  const { milestone, row, channel } = facts;
  const last = milestone.state === 'reached' ? milestone.place : (milestone.slips.at(-1)?.place ?? null);
  if (milestone.state === 'dropped' || last === null || row === null) return answered(event, 'gone');
  if (channel === null) return answered(event, 'no-channel');
  const key = `${newsKey(milestone)}:again:${event.id.replaceAll(/[^A-Za-z0-9.-]/g, '.')}`;
  const news = newsOf(milestone, { by: event.actor, channelId: milestone.channelId ?? channel.id, place: last, key });
  const { dueAt, ringAt, state, settledAt } = row;
  return about(milestone, 'again', [
    keep(row, milestone, { dueAt, ringAt, state, settledAt }, { ...row.data, news: key }),
    news,
    { kind: 'answer', how: 'privately', view: 'milestone-said', data: { what: 'again', milestone: milestone.id } },
  ]);
}
