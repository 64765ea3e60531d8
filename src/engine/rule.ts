/**
 * What a rule is: its name, its section of the agreement, what it listens to and who may ask, what it wants to know, and
 * what it decides. It deliberately holds no machinery: `evaluate.ts` runs one, `rules/index.ts` lists them.
 */
import type { KnownBlock, ModalView } from '@slack/types';
import type { ZodType } from 'zod';
import type { Agency } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';
import type { CardPart } from './card.ts';
import type { Effect } from './effect.ts';
import type { Event, EventKind, EventOf, ViewData } from './event.ts';
import type { Ask, Reason, RecordedRuling } from './facts.ts';

/** Who may ask. *staff* serves this client; *manager* and *admin* serve all; *client* is on the client's side. */
export type Who = 'anyone' | 'staff' | 'manager' | 'admin' | 'client';

/** One thing a rule listens to. A request names its word, action, shortcut or form, and who may. */
export type Trigger =
  | { on: Exclude<EventKind, 'CommandGiven' | 'ButtonPressed' | 'ShortcutUsed' | 'FormSubmitted'> }
  /** `reads`: who is in the channel is read from Slack before, even where nothing is agreed there yet. */
  | { on: 'CommandGiven'; word: string; who: Who; reads?: 'members' }
  | { on: 'ButtonPressed'; action: string; who: Who }
  | { on: 'ShortcutUsed'; shortcut: string; who: Who }
  | { on: 'FormSubmitted'; form: string; who: Who };

/** What a rule concluded, and why. `subject` ties the ruling to a conversation or other matter; null where there is none. */
export type Ruling = { reason: Reason; subject: string | null; effects: Effect[] };

export type Decision<Facts> = {
  event: Event;
  facts: Facts;
  /** Null where the event belongs to no client. */
  agreement: Agreement | null;
  agency: Agency | null;
  /** Epoch milliseconds, read once for the whole transaction. */
  now: number;
};

export type Rule<Facts = unknown> = {
  name: string;
  /** The rule's section of the agreement, under its name in camelCase; null when it has none. */
  config: ZodType | null;
  triggers: readonly Trigger[];
  /** Asks its questions; the database only. */
  load(ask: Ask, about: Omit<Decision<unknown>, 'facts'>): Promise<Facts>;
  /** Pure and synchronous. An empty list is "nothing to say about this". */
  decide(input: Decision<Facts>): Ruling[];
  /** What both sides read of it on the card of their agreement. */
  card?: readonly CardPart[];
  /** Says one of its own reasons in the reader's language and zone; null for what is not worth telling. */
  explain?(reason: Reason, reader: Reader): string | null;
  views: readonly View[];
};

/** Who reads, and how: language and zone by own choice, else Slack's, else the agreement's or the agency's. */
export type Reader = {
  userId: string | null;
  language: string;
  timeZone: string;
  side: 'staff' | 'client';
  now: number;
};

export type Rendered = {
  text: string;
  blocks: KnownBlock[];
  /** Links to keep above the channel, of a view that *fastens*; ours that are not among them go. */
  bookmarks?: readonly Bookmark[];
  /** Of a view that *fastens*: false takes its pin off. */
  isPinned?: boolean;
  /** The same without blocks that are young: posted in their place where Slack refuses these. */
  plainer?: KnownBlock[];
};

/** What somebody is paged with, in plain text. */
export type PageText = { title: string; text: string; link: string | null };

/** A link above a channel. */
export type Bookmark = { title: string; url: string };

/** A message or form, drawn when it leaves: asks how things stand, then draws in the reader's language and zone. */
export type View<Facts = unknown> = {
  name: string;
  /** The languages in which it may stand where clients read, as it has words of its own for them; absent: in none. */
  languages?: readonly string[];
  /**
   * *Light*: a celebration, a reminder, a survey, a prompt. To clients it is not said where they wait past a promised time or
   * have an emergency; to staff it is said when the emergency is over. *Festive*: the same, and to clients not while a change
   * that was offered to them is undecided either.
   */
  mood?: 'light' | 'festive';
  load(ask: Ask, data: ViewData, reader: Reader): Promise<Facts>;
  /** It is pinned where it stands, with its links above the channel (*pin*: without): drawn once more right after it was said. */
  fastens?: true | 'pin';
  /** Why it need not be said any more, as a name for its rule's ears; asked when it is about to leave. Null: say it. */
  pointless?(facts: Facts, reader: Reader, data: ViewData): string | null;
  /** Gives null when there is nothing left to say; then nothing is sent. */
  render(facts: Facts, reader: Reader, data: ViewData): Rendered | null;
  /** Present for pages only: the same in plain text, for ways that are not Slack. Null when there is nothing left to say. */
  page?(facts: Facts, reader: Reader, data: ViewData): PageText | null;
  /** Present for forms only. */
  form?(facts: Facts, reader: Reader, data: ViewData): ModalView;
};

/** A ruling in its rule's own words; the name of its reason where those are none, be it the house's own or of a rule that has gone. */
export function sentenceOf(
  rules: readonly Pick<Rule, 'name' | 'explain'>[],
  { rule, reason }: Pick<RecordedRuling, 'rule' | 'reason'>,
  reader: Reader,
): string {
  return rules.find(({ name }) => name === rule)?.explain?.(reason, reader) ?? reason.name;
}

/** Whether the trigger names this event. Requests must match by their word, action, shortcut or form as well. */
export function triggeredBy(trigger: Trigger, event: Event): boolean {
  if (trigger.on !== event.kind) return false;
  switch (trigger.on) {
    case 'CommandGiven':
      return firstWord((event as EventOf<'CommandGiven'>).words) === trigger.word;
    case 'ButtonPressed':
      return (event as EventOf<'ButtonPressed'>).action === trigger.action;
    case 'ShortcutUsed':
      return (event as EventOf<'ShortcutUsed'>).shortcut === trigger.shortcut;
    case 'FormSubmitted':
      return (event as EventOf<'FormSubmitted'>).form === trigger.form;
    default:
      return true;
  }
}

/** The first word of a command's text, lower case; empty when nothing was typed. */
export function firstWord(words: string): string {
  return words.trim().split(/\s+/)[0]?.toLowerCase() ?? '';
}
