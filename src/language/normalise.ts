/**
 * Takes a message as Slack delivers it apart into what a reader of words needs: the words, and marks for what stood
 * beside them. Does not fold letters (tokens.ts) and does not judge (chatter.ts). Linear in the length of the text.
 */

export type NormalisedText = {
  /** The writer's own words: no code, quotes, mentions, links or emoji; NFKC; punctuation and letter case kept. */
  readonly words: string;
  /** Every emoji, each as its character without skin tone, or as its `:name:` when Slack wrote it so. */
  readonly emoji: readonly string[];
  /** Somebody, a group or the channel was called. */
  readonly mention: boolean;
  /** Something is there that carries a meaning this reader does not read: a link, code or a quoted passage. */
  readonly unread: boolean;
  /** A passage that ends in a question mark is quoted: what is written beside it may be the answer. */
  readonly answers: boolean;
};

const LONE_SURROGATES = /\p{Surrogate}/gu;
const CODE = /```[\s\S]*?```|`[^`\n]+`/g;
const ANGLE = /<([^<>\n]*)>/g;
const ENTITIES = /&(amp|lt|gt);/g;
const BARE_LINK = /(?:https?:\/\/|www\.)[\x21-\x7e]+/gi;
const QUOTED_REST = /^[ \t]*>>>[\s\S]*$/m;
const QUOTED_LINE = /^[ \t]*>.*$/gm;
const ENDS_ASKING = /[?？؟⁇⁈⁉]\s*$/;
const EMOJI_NAME = /(?<![A-Za-z0-9]):(?=[a-z0-9_+-]*[a-z]|\+1:|-1:|100:)([a-z0-9_+'-]{1,80}):(?::skin-tone-[2-6]:)?/g;
const EMOJI_CHARACTER = /\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\uFE0F?\u20E3/gu;
const EMOTICON = /(?<![A-Za-z0-9])(?:[:;=]['-]?[)DPpdoO3(|/\\]|<3|\^_*\^|[Tт]_[Tт]|\\o\/)(?![A-Za-z0-9])/g;
const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|\p{Emoji_Modifier}|[\u115F\u1160\u3164\uFFA0]/gu;
const CONTROL = /[^\P{Cc}\n]/gu;
/** NFKC would turn chat's lone jamo (as in laughter) into parts that melt into the syllable before them. */
const BETWEEN_JAMO = /[^\u3131-\u318E]+/g;
const ENTITY_CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

/** Takes a message's text as in Slack's `event.text` and gives its words and marks. Never throws. */
export function normalise(text: string): NormalisedText {
  const emoji: string[] = [];
  let mention = false;
  let unread = false;
  let answers = false;
  const dropQuoted = (passage: string) => {
    if (ENDS_ASKING.test(passage)) answers = true;
    return drop();
  };
  const drop = () => {
    unread = true;
    return ' ';
  };
  const keepMark = (mark: string) => {
    emoji.push(mark);
    return ' ';
  };
  const visible = text
    .replace(LONE_SURROGATES, ' ')
    .replace(CODE, drop)
    .replace(ANGLE, (_, inside: string) => {
      if (/^@|^!(?:here|channel|everyone|subteam)/.test(inside)) mention = true;
      else if (!/^[#!]/.test(inside)) unread = true;
      return ' ';
    })
    .replace(ENTITIES, (_, name: string) => ENTITY_CHARACTERS[name] ?? ' ')
    .replace(QUOTED_REST, dropQuoted)
    .replace(QUOTED_LINE, dropQuoted)
    .replace(BARE_LINK, drop)
    .replace(EMOJI_NAME, (_, name: string) => keepMark(`:${name}:`))
    .replace(EMOJI_CHARACTER, keepMark)
    .replace(EMOTICON, keepMark)
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ');
  return { words: compose(visible), emoji, mention, unread, answers };
}

/** So much of a text is read: its beginning and its end. What asks for something seldom hides in the middle of a book. */
const READ = { beginning: 8000, end: 4000 } as const;

/** Takes a text and gives it as it is, or of a very long one the beginning and the end, so that no text takes long to read. */
export function abridge(text: string, { beginning, end }: { beginning: number; end: number } = READ): string {
  return text.length > beginning + end ? `${text.slice(0, beginning)}\n${text.slice(-end)}` : text;
}

/** Gives the NFKC form of a text, its lone jamo left as typed. */
export function compose(text: string): string {
  return text.replace(BETWEEN_JAMO, (run) => run.normalize('NFKC'));
}
