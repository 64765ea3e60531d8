import Holidays from 'date-holidays';
import { z } from 'zod';
import { isZoneName } from '../time/zone.ts';
import { closest } from './closest.ts';
import { type Reading, written } from './written.ts';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];
/** Start and end on the clock, `HH:MM`; an end at or before its start lies on the next day. */
export type Hours = readonly [string, string][];

const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d';
const HOURS_PATTERN = `^(closed|24h|${CLOCK} ?[-–] ?(?:${CLOCK}|24:00)(, ?${CLOCK} ?[-–] ?(?:${CLOCK}|24:00))*)$`;

const hoursText = written<[string, string][]>(
  {
    what: 'a span of opening hours',
    description: 'When it is open: spans of local time, 24h, or closed. A span may cross midnight.',
    examples: ['09:00-17:00', '08:00-12:00, 13:30-18:00', '22:00-06:00', '24h', 'closed'],
    pattern: HOURS_PATTERN,
  },
  readHours,
);

const exceptionHours = written<'usual' | [string, string][]>(
  {
    what: 'a span of hours',
    description: 'When it is open on that date: spans of local time, 24h, closed, or usual.',
    examples: ['10:00-14:00', 'closed', 'usual'],
    pattern: HOURS_PATTERN.replace('(closed|', '(usual|closed|'),
  },
  (text) => (text === 'usual' ? { value: text } : readHours(text)),
);

const zoneText = written<string>(
  {
    what: 'a time zone',
    description: 'An IANA time zone.',
    examples: ['Europe/Istanbul', 'America/New_York'],
  },
  (text) => {
    if (isZoneName(text) && /^[A-Z]/.test(text)) return { value: text };
    const near = closest(text, Intl.supportedValuesOf('timeZone'));
    return near === undefined ? undefined : { problem: `"${text}" is not a time zone; did you mean ${near}?` };
  },
);

/** Schema of an IANA time zone name. */
export const timeZoneSchema = zoneText;

/** Schema of a local date, `YYYY-MM-DD`, that exists. */
export const dateSchema = written<string>(
  { what: 'a date', description: 'A local date.', examples: ['2026-12-24'], pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
  (text) => {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (!found) return undefined;
    const instant = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
    return new Date(instant).toISOString().slice(0, 10) === text
      ? { value: text }
      : { problem: `${text} is not in any calendar; write a date that exists` };
  },
);

/** Schema of the holidays of a country, state or region. */
export const holidaysSchema = z
  .strictObject({
    country: z.string().meta({ description: 'Two-letter country code.', examples: ['TR', 'US'] }),
    state: z
      .string()
      .meta({ description: 'State or province code, as ISO 3166-2 has it.', examples: ['BE'] })
      .optional(),
    region: z.string().meta({ description: 'Region code within the state.' }).optional(),
    types: z
      .array(z.enum(['public', 'bank', 'school', 'optional', 'observance']))
      .min(1, 'name at least one type, such as public, or take the line out')
      .default(['public'])
      .meta({ description: 'Which kinds of holiday close the office.' }),
  })
  .check((context) => {
    const problem = unknownPlace(context.value);
    if (problem) context.issues.push({ code: 'custom', input: context.value, ...problem });
  });
export type HolidaysOf = z.output<typeof holidaysSchema>;

/** Schema of a dated exception, which wins over the week and over holidays. */
export const exceptionSchema = z
  .strictObject({
    date: dateSchema,
    until: dateSchema.optional().meta({ description: 'Last date of the exception, when it lasts several days.' }),
    hours: exceptionHours
      .optional()
      .meta({ description: 'The hours of that date instead of all others; `usual` opens a holiday as on any week.' }),
    closed: hoursText
      .optional()
      .meta({ description: 'The part of that date that is closed.', examples: ['13:00-17:00'] }),
    name: z.string().optional().meta({ description: 'Why, for human readers.' }),
  })
  .check((context) => {
    const problem = contradiction(context.value);
    if (problem) context.issues.push({ code: 'custom', input: context.value, ...problem });
  })
  .meta({
    description: 'A date that differs from the week: closed, other hours, an extra working day, or partly closed.',
  });
export type DatedException = z.output<typeof exceptionSchema>;

const day = hoursText.optional();

/** Schema of the office hours: zone, week, holidays, dated exceptions. */
export const officeHoursSchema = z
  .strictObject({
    timeZone: zoneText,
    weekly: z
      .strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })
      .meta({ description: 'Opening hours by weekday; a weekday that is not named is closed.' }),
    holidays: holidaysSchema.optional().meta({ description: 'The holidays that close the office.' }),
    exceptions: z
      .array(exceptionSchema)
      .max(400)
      .default([])
      .meta({ description: 'Dates that differ from the week; they win over holidays.' }),
  })
  .meta({ description: 'When the agency is there for this client.' });
export type OfficeHours = z.output<typeof officeHoursSchema>;

function readHours(text: string): Reading<[string, string][]> | undefined {
  if (text === 'closed') return { value: [] };
  if (text === '24h') return { value: [['00:00', '24:00']] };
  const spans: [string, string][] = [];
  for (const part of text.split(',')) {
    const found = /^\s*(\d{1,2}:\d{2})\s*[-–]\s*(\d{1,2}:\d{2})\s*$/.exec(part);
    if (!found?.[1] || !found[2]) return undefined;
    const [from, to] = [found[1].padStart(5, '0'), found[2].padStart(5, '0')];
    const wrong = [from, to].find((time, index) => !isClockTime(time, index === 1));
    if (wrong !== undefined) return { problem: `${wrong} is no time of day; the last is 23:59, or 24:00 as an end` };
    if (from === to) return { problem: `"${part.trim()}" opens and closes at once; write 24h for the whole day` };
    spans.push([from, to]);
  }
  return { value: spans };
}

function isClockTime(text: string, isEnd: boolean): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) || (isEnd && text === '24:00');
}

type Place = { country: string; state?: string | undefined; region?: string | undefined };

function unknownPlace({ country, state, region }: Place): { path: string[]; message: string } | undefined {
  const lists = new Holidays();
  const within = (path: string, code: string, known: Record<string, string> | undefined, of: string) => {
    if (known && Object.hasOwn(known, code)) return undefined;
    const codes = Object.keys(known ?? {});
    const near = closest(code, codes, 1);
    const advice = near === undefined ? '' : `; did you mean ${near} (${known?.[near]})?`;
    const none = codes.length === 0 ? '; it has none, so take the line out' : '';
    return { path: [path], message: `"${code}" is not a ${path} whose holidays are known${of}${advice}${none}` };
  };
  const unknownCountry = within('country', country, lists.getCountries(), '');
  if (unknownCountry) {
    const advice = unknownCountry.message.includes('did you mean')
      ? ''
      : '; write a two-letter code such as TR, or leave holidays out and list the dates under exceptions';
    return { ...unknownCountry, message: unknownCountry.message + advice };
  }
  if (state === undefined) {
    return region === undefined
      ? undefined
      : { path: ['region'], message: 'a region needs its state; write state as well' };
  }
  const unknownState = within('state', state, lists.getStates(country), ` in ${country}`);
  if (unknownState || region === undefined) return unknownState;
  return within('region', region, lists.getRegions(country, state), ` in ${country}, ${state}`);
}

type Written = { date: string; until?: string | undefined; hours?: unknown; closed?: unknown };

function contradiction(exception: Written): { path: string[]; message: string } | undefined {
  const { date, until, hours, closed } = exception;
  if (until !== undefined && until < date)
    return { path: ['until'], message: `${until} is before ${date}; swap the two dates` };
  if (until !== undefined && Date.parse(until) - Date.parse(date) > 366 * 86_400_000) {
    return { path: ['until'], message: 'an exception lasts at most a year; change the weekly hours instead' };
  }
  if (hours === undefined && closed === undefined) {
    return {
      path: [],
      message: `say what is different on ${date}: hours: closed, hours: 10:00-14:00 or closed: 13:00-17:00`,
    };
  }
  if (hours !== undefined && closed !== undefined) {
    return { path: ['closed'], message: 'hours and closed contradict each other; keep one of them' };
  }
  if (Array.isArray(closed) && closed.length === 0) {
    return {
      path: ['closed'],
      message: 'say which part is closed, such as 13:00-17:00; for the whole day write hours: closed',
    };
  }
  return undefined;
}
