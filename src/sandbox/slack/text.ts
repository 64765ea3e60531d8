import type { Block } from './model.ts';

/** Emoji that people type and Slack stores by name. Others stay as they are. */
const EMOJI: Record<string, string> = {
  '👍': '+1',
  '👎': '-1',
  '🙏': 'pray',
  '👀': 'eyes',
  '✅': 'white_check_mark',
  '❌': 'x',
  '🎉': 'tada',
  '❤️': 'heart',
  '😊': 'blush',
  '🙂': 'slightly_smiling_face',
  '😀': 'grinning',
  '😂': 'joy',
  '😅': 'sweat_smile',
  '😢': 'cry',
  '😡': 'rage',
  '👌': 'ok_hand',
  '👏': 'clap',
  '🙌': 'raised_hands',
  '💪': 'muscle',
  '🔥': 'fire',
  '🚀': 'rocket',
  '🚨': 'rotating_light',
  '⚠️': 'warning',
  '💯': '100',
};
const EMOJI_PATTERN = new RegExp(Object.keys(EMOJI).join('|'), 'gu');

/** The three characters Slack keeps for itself. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What a person reads where {@link escapeText} was applied. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const REFERENCE =
  /<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+(?:\|[^<>]*)?|!(?:here|channel|everyone)|(?:https?|mailto):[^<>\s|]+(?:\|[^<>]*)?)>/g;
const BARE_LINK = /https?:\/\/[^\s<>]+[^\s<>.,;:!?)\]}'"]/g;

/**
 * What Slack stores of what a person typed: references (`<@U1>`, `<#C1>`, `<!here>`, `<https://…>`) are kept, bare links
 * become references, known emoji become names, all else is escaped.
 */
export function storedText(typed: string): string {
  const named = typed.replace(EMOJI_PATTERN, (emoji) => `:${EMOJI[emoji]}:`);
  let stored = '';
  let end = 0;
  for (const match of named.matchAll(REFERENCE)) {
    stored += plainPart(named.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return stored + plainPart(named.slice(end));
}

function plainPart(text: string): string {
  let stored = '';
  let end = 0;
  for (const match of text.matchAll(BARE_LINK)) {
    stored += `${escapeText(text.slice(end, match.index))}<${match[0].replaceAll('&', '&amp;')}>`;
    end = match.index + match[0].length;
  }
  return stored + escapeText(text.slice(end));
}

const PIECE =
  /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<#(C[A-Z0-9]+)(?:\|[^>]*)?>|<!(here|channel|everyone)>|<((?:https?|mailto):[^|>]+)(?:\|([^>]*))?>|:([a-z0-9_+'-]+):/g;

/** Marks within one line that Slack's composer takes for a style. */
const STYLED =
  /(?<![\p{L}\p{N}])(?:\*(?!\s)([^*\n]+)(?<!\s)\*|_(?!\s)([^_\n]+)(?<!\s)_|~(?!\s)([^~\n]+)(?<!\s)~|`([^`\n]+)`)(?![\p{L}\p{N}])/gu;
const STYLES = ['bold', 'italic', 'strike', 'code'] as const;

/** Words without references as elements of rich text, each with its style. Marks are not nested. */
function styledText(stored: string): Record<string, unknown>[] {
  const elements: Record<string, unknown>[] = [];
  const plain = (text: string) => {
    if (text) elements.push({ type: 'text', text: unescapeText(text) });
  };
  let end = 0;
  for (const match of stored.matchAll(STYLED)) {
    plain(stored.slice(end, match.index));
    const kind = match.slice(1).findIndex((inner) => inner !== undefined);
    const style = STYLES[kind] ?? 'bold';
    elements.push({ type: 'text', text: unescapeText(match[kind + 1] ?? ''), style: { [style]: true } });
    end = match.index + match[0].length;
  }
  plain(stored.slice(end));
  return elements;
}

/** The rich_text block that Slack's own composer makes of a message; lists, quotes and blocks of code stay as typed. */
export function richText(stored: string, blockId: string): Block {
  const elements: Record<string, unknown>[] = [];
  const plain = (text: string) => elements.push(...styledText(text));
  let end = 0;
  for (const match of stored.matchAll(PIECE)) {
    plain(stored.slice(end, match.index));
    elements.push(richPiece(match));
    end = match.index + match[0].length;
  }
  plain(stored.slice(end));
  return { type: 'rich_text', block_id: blockId, elements: [{ type: 'rich_text_section', elements }] };
}

function richPiece(match: RegExpMatchArray): Record<string, unknown> {
  const [, user, channel, range, url, label, emoji] = match;
  if (user) return { type: 'user', user_id: user };
  if (channel) return { type: 'channel', channel_id: channel };
  if (range) return { type: 'broadcast', range };
  if (url) return { type: 'link', url: unescapeText(url), ...(label ? { text: unescapeText(label) } : {}) };
  return { type: 'emoji', name: emoji };
}

/** Addresses of the links in a stored text. */
export function linksIn(stored: string): string[] {
  return [...stored.matchAll(/<(https?:[^|>]+)(?:\|[^>]*)?>/g)].map((match) => unescapeText(match[1] ?? ''));
}

/** Whether a stored text speaks to this user. */
export function mentions(stored: string, user: string): boolean {
  return stored.includes(`<@${user}>`) || stored.includes(`<@${user}|`);
}
