/** What people type, as the agreement's file has it: a city for its zone, a country's name for its code, `9-17` for hours. */
import { closest } from '../../agreement/closest.ts';
import { holidayCountries, holidayStates } from '../../agreement/holidays.ts';
import { isZoneName } from '../../time/zone.ts';
import { days, type FieldName, priorities, type Values } from './fields.ts';

/** The same values as the file has them, as far as they can be understood; what cannot stays as it was typed. */
export function understood(values: Values, language: string): Values {
  const read: Values = { ...values };
  const change = (name: FieldName, reading: (text: string) => string) => {
    if (read[name] !== undefined && read[name] !== '') read[name] = reading(read[name]);
  };
  change('id', (text) => text.toLowerCase());
  change('zone', zoneOf);
  change('clientZone', zoneOf);
  change('country', (text) => countryOf(text, language));
  change('state', (text) => stateOf(text, read.country ?? ''));
  for (const day of days) change(day, hoursOf);
  for (const priority of priorities) {
    change(`${priority}First`, windowOf);
    change(`${priority}Next`, windowOf);
  }
  return read;
}

/** A client's short name made of the long one: letters, digits and hyphens. */
export function idOf(name: string): string {
  const plain = folded(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 36)
    .replace(/-+$/, '');
  return plain === '' ? 'client' : plain;
}

/** The zone that was most likely meant, by its own name or its city's; null where none is near. */
export function nearestZone(text: string): string | null {
  const known = Intl.supportedValuesOf('timeZone');
  const typed = folded(text).replaceAll(' ', '_');
  const cities = new Map(known.map((zone) => [zone.toLowerCase().split('/').at(-1) ?? '', zone]));
  const city = closest(typed, [...cities.keys()]);
  return closest(typed, known) ?? (city === undefined ? null : (cities.get(city) ?? null));
}

function zoneOf(text: string): string {
  const known = Intl.supportedValuesOf('timeZone');
  const typed = folded(text).replaceAll(' ', '_');
  const exact = known.find((zone) => zone.toLowerCase() === typed);
  if (exact !== undefined) return exact;
  if (isZoneName(text)) return text;
  const city = known.filter((zone) => zone.toLowerCase().split('/').at(-1) === typed);
  return city.length === 1 && city[0] !== undefined ? city[0] : text;
}

function countryOf(text: string, language: string): string {
  const typed = folded(text);
  const known = holidayCountries();
  if (/^[a-z]{2}$/.test(typed)) return typed.toUpperCase();
  const spoken = /^[a-z]{2}(-|$)/i.test(language) ? [language] : [];
  const named = ['en', 'tr', ...spoken].map((one) => new Intl.DisplayNames([one], { type: 'region' }));
  const isNamed = (code: string) =>
    folded(known[code] ?? '') === typed || named.some((names) => folded(names.of(code) ?? '') === typed);
  return Object.keys(known).find(isNamed) ?? Object.keys(known).find((code) => ownName(code) === typed) ?? text;
}

/** What a country is called where it is: `Deutschland`. */
function ownName(code: string): string {
  const { language } = new Intl.Locale(`und-${code}`).maximize();
  return folded(new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? '');
}

function stateOf(text: string, country: string): string {
  const typed = folded(text);
  const states = Object.entries(holidayStates(country));
  return states.find(([code, name]) => [folded(code), folded(name)].includes(typed))?.[0] ?? text;
}

const SPAN = /^(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?$/;

function hoursOf(text: string): string {
  if (['closed', 'kapali', '-'].includes(folded(text))) return '';
  const parts = text.split(',').map((part) => {
    const [, from, fromMinute = '00', to, toMinute = '00'] = SPAN.exec(part.trim()) ?? [];
    return from === undefined || to === undefined
      ? part.trim()
      : `${from.padStart(2, '0')}:${fromMinute}-${to.padStart(2, '0')}:${toMinute}`;
  });
  return parts.join(', ');
}

function windowOf(text: string): string {
  return folded(text)
    .replace(/\s*(hours?|saat|sa)\b/g, 'h')
    .replace(/\s*(minutes?|mins?|dakika|dk)\b/g, 'm')
    .replace(/\bis gunu\b/, 'business day')
    .replace(/^(1) business days$/, '$1 business day');
}

/** Lower case, without marks on the letters. */
function folded(text: string): string {
  return text
    .trim()
    .replaceAll('ı', 'i')
    .replaceAll('İ', 'i')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '');
}
