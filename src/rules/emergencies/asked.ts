/** Reads what somebody typed after `/rules incident`. Slack names people by id. */
import { type Incident, type Severity, severities } from '../../engine/incident.ts';

export type Asked =
  | { what: 'show' | 'reopen' | 'unreadable' }
  | { what: 'close'; how: NonNullable<Incident['how']> }
  | { what: 'update'; text: string }
  | { what: 'severity'; severity: Severity }
  | { what: 'handover' | 'lead' | 'contact'; userId: string };

const words = {
  close: ['resolve', 'resolved', 'çöz', 'çözüldü', 'coz', 'cozuldu'],
  reopen: ['reopen', 'yeniden'],
  update: ['update', 'güncelle', 'guncelle'],
  severity: ['severity', 'önem', 'onem'],
};
/** What names a colleague. */
const naming = { handover: ['handover', 'devret'], lead: ['lead', 'sorumlu'], contact: ['contact', 'muhatap'] };
const falseAlarm = /^(false[ -]alarm|yanlış alarm|yanlis alarm)$/i;
const severityWords: Record<string, Severity> = { kritik: 'critical', büyük: 'major', küçük: 'minor' };

/** Takes the whole command, its own word included. */
export function readAsked(command: string): Asked {
  const [, rest = ''] = /^\s*\S+\s*([\s\S]*)$/.exec(command) ?? [];
  const [, first = '', more = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest.trim()) ?? [];
  const word = first.toLocaleLowerCase('en').normalize('NFC');
  if (word === '') return { what: 'show' };
  if (falseAlarm.test(rest.trim())) return { what: 'close', how: 'false-alarm' };
  if (words.close.includes(word) && more === '') return { what: 'close', how: 'resolved' };
  if (words.reopen.includes(word)) return { what: 'reopen' };
  if (words.update.includes(word) && more.trim() !== '') return { what: 'update', text: more.trim() };
  const named = more.trim().toLowerCase();
  const severity = severities.find((one) => one === named) ?? severityWords[named];
  if (words.severity.includes(word) && severity !== undefined) return { what: 'severity', severity };
  const userId = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/.exec(more.trim())?.[1];
  for (const what of ['handover', 'lead', 'contact'] as const) {
    if (naming[what].includes(word) && userId !== undefined) return { what, userId };
  }
  return { what: 'unreadable' };
}
