/** What was agreed, for the client's own people: when somebody is there, and who answers. */
import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement, Person } from '../../../agreement/agreement.ts';
import { type Hours, WEEKDAYS } from '../../../agreement/office-hours.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName, formatWeekday } from '../../../language/messages.ts';
import { say } from '../words.ts';
import { header, section } from './blocks.ts';

/** Weekdays of any one week, Monday first. */
const monday = Date.parse('2024-01-01');
const day = 86_400_000;
const longestHeader = 150;

export function agreementBlocks(agreement: Agreement, agency: Agency | null, reader: Reader): KnownBlock[] {
  const { language } = reader;
  const { client, people, status, officeHours } = agreement;
  const hasName = agency === null ? 'no' : 'yes';
  const title = say(language, 'agreement.title', { hasName, agency: agency?.agency.name ?? '', client: client.name });
  const city = officeHours.timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? officeHours.timeZone;
  const zone = city === reader.timeZone.split('/').at(-1) ? [] : [say(language, 'agreement.zone', { city })];
  const hours = [`*${say(language, 'agreement.hours')}*`, ...weekLines(agreement, reader), ...zone];
  const owner = say(language, 'agreement.owner', { owner: named(people.owner), backup: named(people.backup) });
  return [
    header(title.slice(0, longestHeader)),
    ...(status === 'paused' ? [section(say(language, 'agreement.paused'))] : []),
    section(hours.join('\n')),
    section([`*${say(language, 'agreement.people')}*`, owner].join('\n')),
  ];
}

function named({ id, name }: Person): string {
  return escapeName(name ?? '') || `<@${id}>`;
}

/** Days that follow each other and are alike share a line: "Mon to Fri: 09:00–17:00". */
function weekLines({ officeHours }: Agreement, { language }: Reader): string[] {
  const runs: { from: number; to: number; hours: string }[] = [];
  for (const [index, weekday] of WEEKDAYS.entries()) {
    const hours = hoursText(officeHours.weekly[weekday] ?? [], language);
    const last = runs.at(-1);
    if (last?.hours === hours) last.to = index;
    else runs.push({ from: index, to: index, hours });
  }
  const name = (index: number) => {
    return formatWeekday(new Date(monday + index * day).toISOString().slice(0, 10), language, 'short');
  };
  return runs.map(({ from, to, hours }) => {
    const days = from === to ? name(from) : say(language, 'agreement.range', { from: name(from), to: name(to) });
    return say(language, 'agreement.day', { days, hours });
  });
}

function hoursText(hours: Hours, language: string): string {
  if (hours.length === 0) return say(language, 'agreement.closed');
  return hours
    .map(([start, end]) =>
      start === '00:00' && (end === '24:00' || end === '00:00')
        ? say(language, 'agreement.all-day')
        : `${start}–${end}`,
    )
    .join(', ');
}
