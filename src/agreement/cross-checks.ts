import { businessTimeBetween } from '../time/business-time.ts';
import { parseCalendar } from '../time/calendar.ts';
import type { Agreement } from './agreement.ts';
import { datesOf } from './calendar-of.ts';
import { WEEKDAYS } from './office-hours.ts';
import type { Section, SectionContext, SectionProblem, Sections } from './section.ts';
import type { Person } from './slack-id.ts';

/** A Monday; the week after it is an ordinary week, in a zone that never changes its clocks. */
const MONDAY = Date.UTC(2024, 0, 1);
const WEEK = 7 * 86_400_000;
/** Together with the longest target this keeps every due time within reach of a calendar. */
const MOST_EXCEPTION_DATES = 732;

/** What is wrong with an agreement although each of its lines is right. */
export function crossChecks(
  agreement: Agreement,
  sections: Sections,
  agency: SectionContext['agency'],
): SectionProblem[] {
  const week = ordinaryWeek(agreement);
  const inSections = saidOf(agreement, sections, (section, value) =>
    section.check?.(value, { ...week, agency, sections: agreement.sections }),
  );
  return [
    ...neverOpen(week),
    ...exceptionProblems(agreement),
    ...peopleProblems(agreement),
    ...channelProblems(agreement),
    ...(week.openTimeOfWeek === 0 ? [] : inSections),
  ];
}

/** What works, but not as one may think. */
export function advice(agreement: Agreement, sections: Sections, agency: SectionContext['agency']): SectionProblem[] {
  const week = ordinaryWeek(agreement);
  const { sections: all, mayPost } = agreement;
  return saidOf(agreement, sections, (section, value) =>
    section.advise?.(value, { ...week, agency, sections: all, mayPost }),
  );
}

function saidOf(
  agreement: Agreement,
  sections: Sections,
  say: (section: Section, value: unknown) => readonly SectionProblem[] | undefined,
): SectionProblem[] {
  return sections.flatMap((section) => {
    const value = agreement.sections[section.name];
    const found = value === undefined ? [] : (say(section, value) ?? []);
    return found.map(({ path, message }) => ({ path: [section.name, ...path], message }));
  });
}

function ordinaryWeek({ officeHours: { weekly } }: Agreement): SectionContext {
  const open = WEEKDAYS.filter((day) => (weekly[day] ?? []).length > 0);
  if (open.length === 0) return { openTimeOfWeek: 0, businessDaysOfWeek: 0 };
  const calendar = parseCalendar({ timeZone: 'UTC', weekly });
  const openTimeOfWeek = businessTimeBetween(calendar, MONDAY, MONDAY + WEEK);
  return { openTimeOfWeek, businessDaysOfWeek: open.length };
}

function neverOpen({ openTimeOfWeek }: SectionContext): SectionProblem[] {
  const message = 'with these hours it never opens, so nothing would ever be due; write hours such as mon: 09:00-17:00';
  return openTimeOfWeek > 0 ? [] : [{ path: ['officeHours', 'weekly'], message }];
}

function exceptionProblems({ officeHours: { exceptions } }: Agreement): SectionProblem[] {
  const decided = new Map<string, number>();
  const problems: SectionProblem[] = [];
  for (const [index, exception] of exceptions.entries()) {
    if (exception.hours === undefined) continue;
    const dates = datesOf(exception);
    const twice = dates.find((date) => decided.has(date));
    for (const date of dates) decided.set(date, index);
    if (twice === undefined) continue;
    const message = `${twice} already has an exception above; keep one of the two`;
    problems.push({ path: ['officeHours', 'exceptions', index], message });
  }
  if (exceptions.flatMap(datesOf).length > MOST_EXCEPTION_DATES) {
    const message = `more than ${MOST_EXCEPTION_DATES} dates are exceptions; change the weekly hours, or take past dates out`;
    problems.push({ path: ['officeHours', 'exceptions'], message });
  }
  return problems;
}

function peopleProblems({ people }: Agreement): SectionProblem[] {
  const problems: SectionProblem[] = [];
  if (people.owner.id === people.backup.id) {
    const message = 'owner and backup are the same person; name somebody who can stand in';
    problems.push({ path: ['people', 'backup'], message });
  }
  const sides = new Map<string, string>();
  for (const person of [people.owner, people.backup, ...people.managers, ...people.staff])
    sides.set(person.id, 'staff');
  for (const side of ['client', 'neither'] as const) {
    for (const [index, person] of people[side].entries()) {
      const other = sides.get(person.id);
      if (other !== undefined) {
        const message = `${nameOf(person)} is named twice, as ${other} and as ${side}; keep one of the two`;
        problems.push({ path: ['people', side, index], message });
      }
      sides.set(person.id, side);
    }
  }
  return problems;
}

function channelProblems({ channels, internalChannel }: Agreement): SectionProblem[] {
  const problems: SectionProblem[] = [];
  for (const [index, channel] of channels.entries()) {
    if (channels.indexOf(channel) < index) {
      problems.push({ path: ['channels', index], message: `${channel} is named twice; keep one line` });
    }
  }
  if (internalChannel !== undefined && channels.includes(internalChannel)) {
    const message = `${internalChannel} is also a channel of the client, who would read what is internal; name another`;
    problems.push({ path: ['internalChannel'], message });
  }
  return problems;
}

function nameOf({ id, name }: Person): string {
  return name === undefined ? id : `${name} (${id})`;
}
