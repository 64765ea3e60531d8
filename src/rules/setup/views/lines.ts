/** What stands in the form, in words: the whole, step by step, and what of it is to be changed. */
import { targetSchema } from '../../../agreement/duration.ts';
import { escapeName, formatDuration } from '../../../language/messages.ts';
import { differing } from '../as-file.ts';
import { days, type FieldName, fieldOf, listed, priorities, type Step, type Values } from '../fields.ts';
import type { Sheet } from '../load.ts';
import { type Key, say } from '../words.ts';
import { labelOf, languageName, permissionName, shown, tagOf, weekday } from './inputs.ts';

/** As many people as are read. */
const mostNamed = 12;
const target = targetSchema('');

/** One step's part of the whole, in lines. */
export function linesOf(step: Step, sheet: Sheet, language: string): string[] {
  const { values } = sheet;
  const line = (key: Key, given: Record<string, string>) => say(language, key, given);
  switch (step) {
    case 'client': {
      const { name = '', id = '', clientZone = '', internal = '' } = values;
      return [
        line('line.client', {
          name: escapeName(name),
          id: shown(id),
          language: languageName(values.language || 'en', language),
        }),
        ...(clientZone === '' ? [] : [line('line.client-zone', { zone: shown(clientZone) })]),
        ...(internal === '' || !sheet.isNew ? [] : [line('line.internal', { channel: `<#${internal}>` })]),
      ];
    }
    case 'hours':
      return [
        ...weekLines(values, language),
        line('line.zone', { zone: shown(values.zone ?? '') }),
        holidays(values, language),
      ];
    case 'windows':
      return windowLines(values, language);
    case 'people':
      return peopleLines(sheet, language);
    case 'posts': {
      const may = listed(values.mayPost).map((one) => `• ${permissionName(one, language)}`);
      const emergency = values.emergency ?? '';
      return [
        ...(may.length === 0 ? [say(language, 'line.posts-nothing')] : may),
        ...(emergency === '' ? [] : [line('line.emergency', { words: shown(emergency) })]),
      ];
    }
  }
}

/** Days that follow each other with the same hours stand on one line; closed ones are left out. */
function weekLines(values: Values, language: string): string[] {
  const runs: { from: string; to: string; hours: string }[] = [];
  for (const day of days) {
    const hours = values[day] ?? '';
    const last = runs.at(-1);
    if (last?.hours === hours) last.to = day;
    else runs.push({ from: day, to: day, hours });
  }
  return runs
    .filter(({ hours }) => hours !== '')
    .map(({ from, to, hours }) => {
      const [first, last] = [weekday(from, language), weekday(to, language)];
      const both = from === to ? first : say(language, 'line.from-to', { from: first, to: last });
      return say(language, 'line.days', {
        days: both,
        hours: hours === '24h' ? say(language, 'line.all-day') : shown(hours),
      });
    });
}

function holidays({ country = '', state = '' }: Values, language: string): string {
  if (country === '') return say(language, 'line.no-holidays');
  const isCode = /^[A-Z]{2}$/.test(country);
  const name = isCode ? new Intl.DisplayNames([tagOf(language)], { type: 'region' }).of(country) : country;
  const place = `${name ?? country}${state === '' ? '' : ` (${state})`}`;
  return say(language, 'line.holidays', { place: shown(place) });
}

function windowLines(values: Values, language: string): string[] {
  const lines = priorities.flatMap((priority) => {
    const [first, next] = [values[`${priority}First`] ?? '', values[`${priority}Next`] ?? ''];
    if (first === '' && next === '') return [];
    const said = { first: targetWords(first || (values.normalFirst ?? ''), language), next: '' };
    said.next = next === '' ? said.first : targetWords(next, language);
    return [say(language, 'line.window', { priority, ...said })];
  });
  const clock = values.clock === 'roundTheClock' ? 'roundTheClock' : 'office';
  return [...lines, say(language, `line.clock-${clock}`)];
}

function targetWords(text: string, language: string): string {
  const read = target.safeParse(text);
  if (!read.success) return shown(text);
  if (read.data.kind === 'open-time') return formatDuration(read.data.ms, language);
  if (read.data.kind === 'business-days') return say(language, 'target.days', { count: read.data.days });
  return say(language, read.data.after === 0 ? 'target.today' : 'target.next-day');
}

function peopleLines({ values, agency }: Sheet, language: string): string[] {
  const who = (value: string | undefined) => mentions(listed(value), language);
  const managers = listed(values.managers).length > 0 || agency === null || agency.managers.length === 0;
  return [
    say(language, 'line.owner', { who: who(values.owner) }),
    say(language, 'line.backup', { who: who(values.backup) }),
    managers ? say(language, 'line.managers', { who: who(values.managers) }) : say(language, 'line.agency-managers'),
    ...(listed(values.staff).length === 0 ? [] : [say(language, 'line.staff', { who: who(values.staff) })]),
    say(language, 'line.client-people', { who: who(values.client) }),
  ];
}

function mentions(userIds: readonly string[], language: string): string {
  if (userIds.length === 0) return say(language, 'line.nobody');
  const named = userIds.slice(0, mostNamed).map((id) => `<@${id}>`);
  const more = userIds.length - named.length;
  return [...named, ...(more > 0 ? [say(language, 'line.more', { count: more })] : [])].join(', ');
}

/** What differs between two sets of values, a line each. */
export function changeLines(before: Values, now: Values, language: string): string[] {
  return differing(before, now).map((name) => {
    const what = labelOf(name, language);
    const [one, other] = [valueWords(name, before[name] ?? '', language), valueWords(name, now[name] ?? '', language)];
    return `• ${say(language, 'line.change', { what, before: one, after: other })}`;
  });
}

function valueWords(name: FieldName, value: string, language: string): string {
  if (value === '') return say(language, 'nothing');
  const { kind, step } = fieldOf(name);
  if (kind === 'person' || kind === 'persons' || kind === 'members') return mentions(listed(value), language);
  if (kind === 'permissions')
    return listed(value)
      .map((one) => permissionName(one, language))
      .join(', ');
  if (kind === 'language') return languageName(value, language);
  if (kind === 'clock') return say(language, value === 'roundTheClock' ? 'clock.roundTheClock' : 'clock.office');
  return step === 'windows' ? targetWords(value, language) : shown(value);
}
