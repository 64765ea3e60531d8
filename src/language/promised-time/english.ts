/**
 * A promise's frame in English (somebody of the staff *will* do what the client waits for), and the time beside it as
 * chrono-node reads it. It deliberately passes over what is hoped, asked of the client, or only an appointment.
 */
import { en } from 'chrono-node';
import { DateTime } from 'luxon';
import {
  ahead,
  type Clock,
  comingWeekday,
  endOfWeek,
  inDays,
  nextClock,
  noon,
  officeHour,
  onDate,
  type StatedTime,
  today,
  type Written,
} from './stated.ts';

type Found = ReturnType<typeof en.GB.parse>[number];
type Placed = { from: number; to: number; stated: StatedTime };

const WORK =
  'answer|reply|respond|send|share|deliver|finish|complete|prepare|fix|solve|repair|write|confirm|upload|post|provide|revert|forward|email|mail|update|let you know|follow up|come back|be back (?:to|with)|get back|get (?:it|this|that|them|you|the|our|your)|have (?!a (?:call|meeting|chat|look|holiday)|to\\b|lunch|had)|call you|phone you|ring you|ping you|turn (?:it|this) around|hand (?:it|this|over)|make (?:it|the|this)|tell you|do (?:it|this|that|so)|look (?:at|into) (?:it|this|that)(?!.* and )|check(?!.* and )|sort|be (?:done|ready|finished|with you)';
/** What is done before the answer, at times of its own. */
const FIRST = '(?:check|look|talk|speak|ask|discuss|review|go|test|think|try)';
const WHO = '(?:i|we|our (?:team|developer|designer)|the team|[a-z]+ from our (?:team|side))';
const WILL =
  "(?:'ll|’ll| will| shall| can| am going to| are going to|'m going to|’m going to|'re going to|’re going to)";
const SURELY = '(?: (?:then|also|definitely|certainly|surely|gladly|just|all))*';
/** Somebody of the staff will do something for the client, or the client will have it. */
const FRAME = new RegExp(
  [
    `\\b${WHO}${WILL}${SURELY} (?:be able to |try to )?(?:${FIRST}[^,.]{0,40}? (?:and|then) )?(?:${WORK})`,
    `\\byou(?:'ll|’ll| will| can expect| should)${SURELY} (?:have|get|hear|receive|find)\\b(?! to\\b)(?! the new prices)`,
    "\\b(?:will|'ll|’ll|should) be (?:ready|done|finished|fixed|online|live|sent|delivered|with you|in your inbox)",
    '\\b(?:let me|allow me to) [^,]*?\\b(?:get back|come back|answer|reply|update|send)',
    '\\bexpect (?:our|my|an?|the|it|them|this) ?(?:answer|reply|feedback|draft|update|file|version)?',
    `\\b(?:and|then|so) (?:will|we'll|i'll) (?:${WORK})`,
    '\\b(?!(?:you|they|he|she|it|who|that|which)\\b)[a-z]+ will (?:(?:get|come) back to you|(?:answer|call|write|send|update) you)',
    "\\b(?:i'll|we'll|i will|we will) make sure (?:that )?(?:you (?:have|get)|it(?:'s| is) (?:done|ready|sent))",
  ].join('|'),
  'i',
);
/** What begins or makes up a short holding reply: the sentence needs no more than a time beside it. */
const SHORT =
  /(?:^|[,:–-]\s*|\b(?:ok(?:ay)?|thanks|sure|noted|yes|on it|got it|we have it|sorry)\b[\s,:–-]*)(?:(?:will (?!be (?:out|away|off|closed|on)\b|not\b)(?:do|send|answer|reply|share|fix|have|get|update|check|come)\b)|(?:our |my |the |an? )?(?:answer|reply|feedback|update|draft|fix|more|details?)\b|(?:back|ready|done|fixed|sending|coming|on its way)\b)/i;
const SHORTEST_WORDS = 9;
/** Hoped, refused, conditional, asked of the client, or somebody's own diary. */
const NOT =
  /\b(?:might|may|could|maybe|perhaps|hopefully|hope|probably|would|if|unless|whether|once you|when you|in case|not|never|cannot|can['’]?t|won['’]?t|isn['’]?t|don['’]?t|doesn['’]?t|unable|as promised|(?:was|were) (?:going|due)|please (?:send|share|call|confirm|let|give|provide|reply|answer)|you (?:need|have to|must)|need (?:your|the|you)|out of (?:the )?office|on leave|on holiday)\b/i;
const BEFORE_NO = /(?:\b(?:since|from|last|after|of|every|each|your|past|ago|on the|in the|during|re:?)\s*|[#/])$/i;
/** What the time belongs to is something else: "after the call at 15:00". */
const BELONGS_ELSEWHERE = /\b(?:after|during|says?|saying|called|named|titled|about)\b[^,]*$/i;
const NAMED_BEFORE = /\b(?:the|our|your|this|that|a|my)\s+$/i;
const NOUN_AFTER =
  /^(?:['’]s\b|\s+(?:call|meeting|slot|session|train|flight|version|deadline|invoice|release|workshop|webinar|newsletter|appointment|demo|date|event|launch|team)\b)/i;
const END_OF_DAY =
  /\b(?:(?:the )?(?:very )?end of (?:the |today['’]s |business )?(?:(?:business|working|work) )?day|end of business|close of (?:business|play)|end of play|eod|eob|cob)\b/i;
const END_OF_WEEK = /\b(?:(?:the )?end of (?:the |this )?week|eow)\b/i;
const DAY_THEN_CLOCK =
  /\b(today|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day),? (?:by|before|until|no later than|latest|latest by|around|at the latest by) (?=\d)/gi;
const BARE_HOUR = /\b(?:by|before|until) (\d{1,2})(?= (?:o['’]?clock|today|latest|at the latest|sharp)| ?[,.!]?$)/i;
const LUNCH = /\b(?:lunch ?time|lunch)\b/gi;
const PART = /\b(morning|afternoon|evening|night|tonight)\b/i;
const MOST_BETWEEN = /^[\s,:–-]*(?:at the latest|latest|then)?[\s,:–-]*$/;

/** Takes one sentence; gives what it promises, or null. */
export function readEnglish(sentence: string, written: Written): StatedTime | null {
  if (NOT.test(sentence)) return null;
  const frame = FRAME.exec(sentence) ?? shortFrame(sentence);
  if (frame === null) return null;
  const times = timesIn(sentence, written);
  const [from, to] = [frame.index, frame.index + frame[0].length];
  const after = times.filter((time) => time.from >= to);
  const [first, second] = after.length > 0 ? after : times.filter((time) => time.from >= from);
  if (first !== undefined) {
    // Of "Monday or Tuesday" the later is promised.
    const isEither = second !== undefined && /^\s*(?:or|and|to|–|-)\s*$/.test(sentence.slice(first.to, second.from));
    return ahead(written, (isEither ? second : first).stated);
  }
  const before = times.findLast((time) => time.to <= from);
  if (before === undefined || !MOST_BETWEEN.test(sentence.slice(before.to, from))) return null;
  return ahead(written, before.stated);
}

function shortFrame(sentence: string): { index: number; 0: string } | null {
  const isShort = sentence.split(/\s+/).length <= SHORTEST_WORDS;
  return isShort && SHORT.test(sentence) ? { index: 0, 0: '' } : null;
}

function timesIn(sentence: string, written: Written): Placed[] {
  const plain = sentence.replace(LUNCH, 'noon').replace(DAY_THEN_CLOCK, (_, day: string) => `${day} at `);
  // Shorter or longer than what stood there: places are told within the same text only.
  const shift = (at: number) => at + (sentence.length - plain.length);
  const own = ownTimes(plain, written);
  const read = chronoTimes(plain, written).filter(({ from, to }) => !own.some((one) => from < one.to && one.from < to));
  return [...own, ...read]
    .sort((a, b) => a.from - b.from)
    .map((one) => (plain === sentence ? one : { ...one, from: Math.max(0, shift(one.from)), to: shift(one.to) }));
}

/** What chrono-node does not know: the end of a day or week, and an hour without "o'clock". */
function ownTimes(sentence: string, written: Written): Placed[] {
  const day = END_OF_DAY.exec(sentence);
  if (day !== null) {
    const rest = chronoTimes(sentence.replace(END_OF_DAY, '#'), written).find(({ stated }) => 'date' in stated);
    const date = rest !== undefined && 'date' in rest.stated ? rest.stated.date : today(written);
    return [{ from: day.index, to: sentence.length, stated: { date } }];
  }
  const week = END_OF_WEEK.exec(sentence);
  if (week !== null) return [placed(week, { date: endOfWeek(written) })];
  const hour = BARE_HOUR.exec(sentence);
  const named = Number(hour?.[1]);
  const stated = hour === null || named > 23 ? null : nextClock(written, { hour: officeHour(named), minute: 0 });
  return hour === null || stated === null ? [] : [placed(hour, stated)];
}

function placed(match: RegExpExecArray, stated: StatedTime): Placed {
  return { from: match.index, to: match.index + match[0].length, stated };
}

function chronoTimes(sentence: string, written: Written): Placed[] {
  const { sentAt, timeZone } = written;
  const offset = DateTime.fromMillis(sentAt, { zone: timeZone }).offset;
  const found = en.GB.parse(sentence, { instant: new Date(sentAt), timezone: offset }, { forwardDate: true });
  return found.flatMap((one) => {
    if (/^(?:just |right )?now$/i.test(one.text)) return [];
    const before = sentence.slice(0, one.index);
    const behind = sentence.slice(one.index + one.text.length);
    if (BEFORE_NO.test(before) || BELONGS_ELSEWHERE.test(before) || NOUN_AFTER.test(behind)) return [];
    if (NAMED_BEFORE.test(before) && /^\s+\p{L}/u.test(behind)) return [];
    const stated = statedBy(one, written);
    return stated === null ? [] : [{ from: one.index, to: one.index + one.text.length, stated }];
  });
}

/** What chrono-node found, counted again on the writer's own clocks. */
function statedBy({ start, end, text }: Found, written: Written): StatedTime | null {
  const when = end ?? start;
  const isClock = start.isCertain('hour');
  const isDay = start.isCertain('day') || start.isCertain('weekday');
  // "In two hours", or a time with its zone beside it.
  if (when.isCertain('timezoneOffset')) return { at: when.date().getTime() };
  if (!isClock && !isDay) return dayPart(text, written);
  const clock = clockOf(when, text);
  if (!isDay) return clock === null ? null : nextClock(written, clock);
  const date = dateOf(start, written, clock, text);
  return clock === null ? { date } : onDate(written, date, clock);
}

function clockOf(when: Found['start'], text: string): Clock | null {
  if (!when.isCertain('hour')) return /\bmorning\b/i.test(text) ? noon : null;
  const hour = when.get('hour') ?? 0;
  const isPlain = !when.isCertain('meridiem') && !/\d{2}[:.]|noon|midnight|midday/i.test(text);
  return { hour: isPlain ? officeHour(hour) : hour, minute: when.get('minute') ?? 0 };
}

function dateOf(start: Found['start'], written: Written, clock: Clock | null, text: string): string {
  if (start.isCertain('weekday') && !start.isCertain('day')) {
    const weekday = ((start.get('weekday') ?? 0) + 6) % 7;
    const named = [start.get('year'), start.get('month'), start.get('day')];
    const found = named.map((part) => String(part).padStart(2, '0')).join('-');
    if (/\bnext\b/i.test(text)) return found;
    const isToday =
      found === today(written) && clock !== null && ahead(written, onDate(written, found, clock)) !== null;
    return isToday ? found : comingWeekday(written, weekday);
  }
  return (
    DateTime.fromObject({
      year: start.get('year') ?? 0,
      month: start.get('month') ?? 1,
      day: start.get('day') ?? 1,
    }).toISODate() ?? inDays(written, -1)
  );
}

/** "This afternoon": today's, until its closing; a morning until noon. */
function dayPart(text: string, written: Written): StatedTime | null {
  const part = PART.exec(text)?.[1]?.toLowerCase();
  if (part === undefined) return null;
  return part === 'morning' ? onDate(written, today(written), noon) : { date: today(written) };
}
