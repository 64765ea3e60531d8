/**
 * Makes what somebody typed fit to be posted for them: people, channels and links they named stay, a call to everybody in
 * the channel calls nobody, and nothing else in it is markup. It does not shorten and does not judge what is said.
 */
import { escapeMrkdwn } from '../../language/messages.ts';

/** Slack's longest text in one block. */
export const longestText = 3000;

const REFERENCE = /<[^<>\n]*>/g;
const PERSON = /^<(@[UW][A-Z0-9]+)(?:\|[^<>]*)?>$/;
const CHANNEL = /^<(#C[A-Z0-9]+)(?:\|[^<>]*)?>$/;
const LINK = /^<(?:https?:\/\/|mailto:|tel:)[^<>\s|]+(?:\|[^<>]*)?>$/;
const CALL = /^<!(?:subteam\^[A-Z0-9]+(?:\|@?(?<group>[^<>]*))?|(?<all>here|channel|everyone)(?:\|[^<>]*)?)>$/;
/** Written without the sign between, it would read as a call. */
const APART = '\u200B';
const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Takes text as Slack sends it in a command or a form, and gives it to be posted; empty where nothing was said. */
export function safeText(text: string): string {
  const whole = text
    .replaceAll('\0', '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();
  let safe = '';
  let end = 0;
  for (const match of whole.matchAll(REFERENCE)) {
    safe += plain(whole.slice(end, match.index)) + reference(match[0]);
    end = match.index + match[0].length;
  }
  return safe + plain(whole.slice(end));
}

/** The same as somebody reads and edits it in a field. */
export function asTyped(safe: string): string {
  return safe.replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity);
}

function reference(token: string): string {
  const named = PERSON.exec(token) ?? CHANNEL.exec(token);
  if (named !== null) return `<${named[1]}>`;
  if (LINK.test(token)) return token.replace(/&(?!(?:amp|lt|gt);)/g, '&amp;');
  const call = CALL.exec(token);
  return call === null ? plain(token) : `@${APART}${plain(call.groups?.all ?? (call.groups?.group || 'group'))}`;
}

/** What is escaped already stays as it is. */
function plain(text: string): string {
  return text
    .split(/(&(?:amp|lt|gt);)/)
    .map((part) => (part in ENTITIES ? part : escapeMrkdwn(part)))
    .join('');
}
