import { type Reading, written } from './written.ts';

/** A length of time that carries its unit. */
export interface Span {
  ms: number;
}

/** A retention time in calendar days. */
export interface Days {
  days: number;
}

/**
 * A promised time, counted in some calendar from when the client wrote:
 * so much open time; the same local time so many business dates later; or the last closing of a business date.
 */
export type Target =
  | { kind: 'open-time'; ms: number }
  | { kind: 'business-days'; days: number }
  | { kind: 'end-of-business-day'; after: number };

/** When to warn: at a share of the open time between start and due, or so much open time before due. */
export type Warning = { kind: 'share'; share: number } | { kind: 'before'; ms: number };

/** Longest open time of a target: thirty working days of eight hours. */
const LONGEST_OPEN_TIME = 240 * 3_600_000;
/** Longest target in business days. Both limits keep every due time within two years of the asking. */
const LONGEST_BUSINESS_DAYS = 60;
const COMPOUND = '(?:\\d{1,4}h)? ?(?:\\d{1,5}m)? ?(?:\\d{1,6}s)?';
const SPAN_PATTERN = `^(?=\\d)${COMPOUND}$`;

/** Schema of a length of time between `shortest` and `longest` (milliseconds), written as `30s`, `15m`, `4h` or `1h 30m`. */
export function spanSchema(description: string, examples: readonly string[], longest: number, shortest = 0) {
  const wording = { what: 'a length of time', description, examples, pattern: SPAN_PATTERN };
  return written<Span>(wording, (text) => {
    const ms = milliseconds(text);
    if (ms === undefined) return undefined;
    if (ms > longest) return { problem: `"${text}" is too long; the longest is ${spanText(longest)}` };
    if (ms < shortest) return { problem: `"${text}" is too short; the shortest is ${spanText(shortest)}` };
    return { value: { ms } };
  });
}

/** Schema of a target, written as `30s`, `15m`, `4h`, `1 business day`, `end of business day` or `end of next business day`. */
export function targetSchema(description: string) {
  const examples = ['15m', '4h', '1 business day', 'end of business day', 'end of next business day'];
  const pattern = `^((?=\\d)${COMPOUND}|\\d{1,2} business days?|end of (next )?business day)$`;
  return written<Target>({ what: 'a reply time', description, examples, pattern }, readTarget);
}

/** Schema of a warning, written as `75%` or `30m before`. */
export function warningSchema(description: string) {
  const wording = { what: 'a share of the window', description, examples: ['75%', '30m before'] };
  return written<Warning>({ ...wording, pattern: `^(\\d{1,2} ?%|(?=\\d)${COMPOUND} before)$` }, (text) => {
    const percent = /^(\d{1,3}) ?%$/.exec(text)?.[1];
    if (percent !== undefined) return readShare(text, Number(percent));
    const ms = milliseconds(/^(.+) before$/.exec(text)?.[1] ?? '');
    return ms ? { value: { kind: 'before', ms } } : undefined;
  });
}

/** Words go so long after they were posted, whatever becomes of their conversation. */
export const LONGEST_WORDS: Days = { days: 180 };

/** Schema of the time for which people's words are kept once their conversation has closed. */
export function wordsSchema(description: string, examples: readonly string[]) {
  const end = `, for words go ${LONGEST_WORDS.days} days after they were posted at the latest`;
  return daysSchema(description, examples, LONGEST_WORDS.days, end);
}

/** Schema of a retention time in calendar days, written as `90 days`; `because` says why it is no more than `longest`. */
export function daysSchema(description: string, examples: readonly string[], longest = 3650, because = '') {
  const wording = { what: 'a number of days', description, examples, pattern: '^\\d{1,4} days?$' };
  return written<Days>(wording, (text) => {
    const days = Number(/^(\d{1,4}) days?$/.exec(text)?.[1] ?? Number.NaN);
    if (Number.isNaN(days)) return undefined;
    return days >= 1 && days <= longest
      ? { value: { days } }
      : { problem: `"${text}" cannot be kept; write between 1 day and ${longest} days${because}` };
  });
}

/** A target as it is written in the file. */
export function targetText(target: Target): string {
  if (target.kind === 'open-time') return spanText(target.ms);
  if (target.kind === 'business-days') return `${target.days} business ${target.days === 1 ? 'day' : 'days'}`;
  return target.after === 0 ? 'end of business day' : 'end of next business day';
}

/** Milliseconds as they are written in the file: `1h 30m`. */
export function spanText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor(seconds / 60) % 60, 'm'],
    [seconds % 60, 's'],
  ];
  return (
    parts
      .filter(([count]) => count)
      .map((part) => part.join(''))
      .join(' ') || '0s'
  );
}

function readTarget(text: string): Reading<Target> | undefined {
  if (text === 'end of business day') return { value: { kind: 'end-of-business-day', after: 0 } };
  if (text === 'end of next business day') return { value: { kind: 'end-of-business-day', after: 1 } };
  const counted = /^(\d+) business days?$/.exec(text)?.[1];
  if (counted !== undefined) {
    const days = Number(counted);
    return days >= 1 && days <= LONGEST_BUSINESS_DAYS
      ? { value: { kind: 'business-days', days } }
      : { problem: `"${text}" is out of range; write between 1 and ${LONGEST_BUSINESS_DAYS} business days` };
  }
  const ms = milliseconds(text);
  if (ms === undefined) return undefined;
  if (ms < 1000) return { problem: `"${text}" leaves no time to answer; write at least 1s` };
  if (ms > LONGEST_OPEN_TIME)
    return { problem: `"${text}" is too long; the longest is ${spanText(LONGEST_OPEN_TIME)}` };
  return { value: { kind: 'open-time', ms } };
}

function readShare(text: string, percent: number): Reading<Warning> {
  return percent >= 1 && percent <= 99
    ? { value: { kind: 'share', share: percent / 100 } }
    : { problem: `"${text}" is no share of the window; write between 1% and 99%` };
}

function milliseconds(text: string): number | undefined {
  const found = /^(?:(\d{1,4})h)? ?(?:(\d{1,5})m)? ?(?:(\d{1,6})s)?$/.exec(text);
  if (!found || text.trim() === '') return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = found;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}
