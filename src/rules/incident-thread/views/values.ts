/** How people, ways and reasons are named where staff read of an emergency. */
import { byName } from '../../../agreement/on-call.ts';
import type { Shown } from '../../../engine/incident-shown.ts';
import { escapeName } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { type Key, say } from '../words.ts';

const LONGEST_CODE = 60;
/** Of more than so many, or of longer names than fit, the rest is counted. */
const MOST_NAMED = 12;
const LONGEST_LIST = 1800;
const ways = ['slack', 'sms', 'call', 'email', 'webhook', 'pagerduty'] as const;
const reasons = ['away', 'nobody-there', 'unknown', 'unread', 'not-staff', 'no-way'] as const;
/** What Slack answers of somebody whom nobody can write to any more. */
const closed = ['user_disabled', 'account_inactive', 'user_not_found', 'users_not_found', 'cannot_dm_bot'];

/** Names whoever is meant: a Slack id, `contact:NAME`, `rota:NAME`, or the id of a user group. Nothing for a system. */
export function personText(id: string, { names, agency }: Pick<Shown, 'names' | 'agency'>, language: string): string {
  if (/^[UW][A-Z0-9]+$/.test(id)) return shownName(names, id);
  const [, kind, name = ''] = /^(contact|rota):(.*)$/s.exec(id) ?? [];
  if (kind === 'contact') return escapeName(byName(agency?.onCall?.contacts ?? {}, name)?.name ?? name);
  if (kind === 'rota') return say(language, 'who.rota', { name: escapeName(name) });
  return id === 'system' ? '' : say(language, 'who.group');
}

/** Several of them in a list. */
export function peopleText(ids: unknown, shown: Pick<Shown, 'names' | 'agency'>, language: string): string {
  return listed(
    idsIn(ids).flatMap((id) => personText(id, shown, language) || []),
    language,
  );
}

/** Each with why they were not reached. */
export function missedText(
  { people, because }: { people?: unknown; because?: unknown },
  shown: Pick<Shown, 'names' | 'agency'>,
  language: string,
): string {
  const codes = idsIn(because);
  const each = idsIn(people).map((id, index) => {
    const who = personText(id, shown, language);
    const why = reasonText(codes[index] ?? '', language);
    return who === '' || why === '' ? who || why : `${who} (${why})`;
  });
  return listed(each.filter(Boolean), language);
}

function reasonText(code: string, language: string): string {
  const known = reasons.find((one) => one === code);
  if (known !== undefined) return say(language, `because.${known}` satisfies Key);
  if (closed.includes(code)) return say(language, 'because.closed');
  return code === '' ? '' : say(language, 'because.refused', { code: escapeName(code.slice(0, LONGEST_CODE)) });
}

/** Ways by which somebody is paged, in a list; empty where none is named. */
export function waysText(given: unknown, language: string): string {
  const named = idsIn(given).flatMap((way) => {
    const known = ways.find((one) => one === way);
    return known === undefined ? [] : [say(language, `way.${known}` satisfies Key)];
  });
  return listed(named, language);
}

function idsIn(given: unknown): string[] {
  return Array.isArray(given) ? given.filter((one) => typeof one === 'string') : [];
}

function listed(parts: readonly string[], language: string): string {
  const named: string[] = [];
  for (const part of parts) {
    if (named.length === MOST_NAMED || named.join('').length + part.length > LONGEST_LIST) break;
    named.push(part);
  }
  const count = parts.length - named.length;
  return new Intl.ListFormat(language).format(count === 0 ? named : [...named, say(language, 'who.more', { count })]);
}
