import type { Inline } from './mrkdwn-tree.ts';
import { safeAddress } from './safe-address.ts';

/** What a person reads where `&`, `<` and `>` were escaped. */
export function readEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What stands between `<` and `>` as Slack means it; null where it means nothing and stays text. */
export function readReference(inner: string): Inline | null {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? null : readEntities(inner.slice(bar + 1)) || null;
  const id = target.slice(1);
  switch (target[0]) {
    case '@':
      return /^[UWB][A-Z0-9]*$/.test(id) ? { type: 'person', id, label } : null;
    case '#':
      return /^[CDG][A-Z0-9]*$/.test(id) ? { type: 'channel', id, label } : null;
    case '!':
      return readSpecial(id, label);
    default:
      return safeAddress(readEntities(target)) === null ? null : { type: 'link', url: readEntities(target), label };
  }
}

function readSpecial(text: string, label: string | null): Inline | null {
  const [name, ...rest] = text.split('^');
  if (name === 'here' || name === 'channel' || name === 'everyone') return { type: 'everybody', range: name };
  if (name === 'subteam' && rest[0]) return { type: 'group', id: rest[0], label };
  if (name === 'date') return readDate(rest, label);
  return label === null ? null : { type: 'text', text: label };
}

function readDate([at = '', format = '', url = '']: string[], label: string | null): Inline | null {
  const fallback = label ?? '';
  if (!/^\d{1,12}$/.test(at) || format === '') return fallback === '' ? null : { type: 'text', text: fallback };
  return {
    type: 'date',
    at: Number(at),
    format: readEntities(format),
    url: url === '' ? null : readEntities(url),
    fallback,
  };
}
