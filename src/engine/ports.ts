/**
 * What the shell must offer the house: the alarm clock and Slack. Adapters in `slack/` and `queue/` implement these;
 * the store's own port is in `app/store-port.ts` beside its only user. Deliberately small: no port knows another.
 */
import type { ModalView } from '@slack/types';
import type { Way } from '../agreement/escalation.ts';
import type { ScopeItem } from '../agreement/scope-list.ts';
import type { Opinion } from './event.ts';
import type { IncomingMessage } from './incoming.ts';
import type { Bookmark, Rendered } from './rule.ts';

/** Rings at `dueAt` (epoch ms) with id and revision. Losing one is harmless: the sweep finds what is past due. */
export type Alarms = { set(id: string, revision: number, dueAt: number): Promise<void> };

/** Wakes some worker process for a row that was just written. */
export type Doorbell = { wake(kind: 'inbox' | 'outbox', id: string): Promise<void> };

/** Who we are in Slack, from `auth.test`. `url` is the workspace's own address, with a slash at its end. */
export type Identity = {
  workspaceId: string;
  enterpriseId: string | null;
  botUserId: string;
  botId: string;
  url: string;
  /** The token's granted scopes. */
  scopes: string[];
};

export type SlackPerson = {
  userId: string;
  teamId: string | null;
  enterpriseId: string | null;
  name: string;
  timeZone: string | null;
  language: string | null;
  isBot: boolean;
  isGuest: boolean;
  isDeleted: boolean;
  isWorkspaceAdmin: boolean;
};

export type SlackChannel = {
  slackChannelId: string;
  name: string;
  isDirect: boolean;
  isPrivate: boolean;
  isArchived: boolean;
  isMember: boolean;
  isExternallyShared: boolean;
};

/** Slack could not be asked just now (down, slow, rate limited); `retryAfter` in milliseconds where Slack said. */
export class SlackUnavailable extends Error {
  override name = 'SlackUnavailable';
  readonly retryAfter: number | null;
  /** Slack's own name for its no; null where it was not Slack that said no. */
  readonly refusal: string | null;
  constructor(message: string, retryAfter: number | null, options?: ErrorOptions & { refusal?: string | null }) {
    super(message, options);
    this.retryAfter = retryAfter;
    this.refusal = options?.refusal ?? null;
  }
}

/** A message with replies. */
export type Thread = { rootTs: string; latestReplyTs: string };

/** Reads from Slack. Every call throws {@link SlackUnavailable} when Slack cannot answer within the client's time-out. */
export type SlackReader = {
  identity(): Promise<Identity>;
  /** Null: Slack knows no such person. */
  person(userId: string): Promise<SlackPerson | null>;
  /** Null: Slack shows us no such channel. */
  channel(slackChannelId: string): Promise<SlackChannel | null>;
  members(slackChannelId: string): Promise<string[]>;
  /** Who is in a user group. Null: Slack knows no such group. */
  groupMembers(groupId: string): Promise<string[] | null>;
  /**
   * When Slack is silent for somebody, now or next (epoch milliseconds), by their own hours; a pause that they made by hand it
   * does not tell. Null: never, or Slack shows us nobody there.
   */
  doNotDisturb(userId: string): Promise<{ since: number; until: number } | null>;
  /**
   * Top-level messages between the two (exclusive; null: no such bound) with their threads, page by page, the newest page
   * first: what was read stays read when Slack asks to wait before the rest.
   */
  history(
    slackChannelId: string,
    between: { afterTs: string | null; beforeTs: string | null },
  ): AsyncIterable<{ messages: IncomingMessage[]; threads: Thread[] }>;
  /** Threads whose roots stand between the two (exclusive), and when each was last replied to; of so many messages, no more. */
  threads(slackChannelId: string, between: { afterTs: string; beforeTs: string }, most: number): Promise<Thread[]>;
  /** One thread's replies (not its root) after `afterTs`, oldest first, all pages. */
  replies(slackChannelId: string, rootTs: string, afterTs: string | null): Promise<IncomingMessage[]>;
};

/** What became of a call that says something; `lacks`: what Slack refused for good to do with it, in its own names. */
export type Outcome =
  | { kind: 'sent'; slackChannelId: string; ts: string; lacks?: readonly string[] }
  /** Slack asks to wait this long (milliseconds). Nothing was said. */
  | { kind: 'wait'; retryAfter: number }
  /** Slack was not reached at all (refused connection, 503 before the call): nothing was said, try again. */
  | { kind: 'unreachable'; because: string }
  /** Slack said no for good: Slack's own error name. */
  | { kind: 'refused'; because: string }
  /** It may or may not have been said (time-out, 5xx, broken connection). */
  | { kind: 'unknown'; because: string };

/** Where to say it: a person's direct messages, or a Slack channel and perhaps a thread in it. */
export type SlackPlace =
  | { userId: string }
  | { slackChannelId: string; threadTs: string | null }
  /** In a channel, shown to one person only; it cannot be found, changed or taken back. */
  | { slackChannelId: string; onlyTo: string };

/** Says things in Slack; each call is tried exactly once (retries belong to the outbox). Never throws for Slack's answers. */
export type SlackSender = {
  /** `key` is our message key, sent along as message metadata so that {@link SlackSender.find} can find it again. */
  post(place: SlackPlace, rendered: Rendered, key: string): Promise<Outcome>;
  update(at: { slackChannelId: string; ts: string }, rendered: Rendered): Promise<Outcome>;
  /** Puts this on somebody's home tab in the place of what stood there. */
  publish(userId: string, rendered: Rendered): Promise<Outcome>;
  remove(at: { slackChannelId: string; ts: string }): Promise<Outcome>;
  /**
   * Pins a message (null: leaves pins alone), or takes its pin off, and makes the links that are ours above its channel these
   * (null: leaves links alone); people's own stay. As often as one likes: what is so already is left.
   */
  fasten(
    place: { slackChannelId: string; ts: string | null; isPinned?: boolean },
    bookmarks: readonly Bookmark[] | null,
  ): Promise<Outcome>;
  /** Looks whether a message with this key was said since `since` (epoch ms). Throws {@link SlackUnavailable}. */
  find(place: SlackPlace, key: string, since: number): Promise<{ slackChannelId: string; ts: string } | null>;
};

/** Answers one request within Slack's three seconds; exactly one of these is called, once. */
export type RequestAnswers = {
  privately(rendered: Rendered): Promise<void>;
  openForm(form: ModalView): Promise<void>;
  updateForm(form: ModalView): Promise<void>;
  fieldErrors(errors: Record<string, string>): Promise<void>;
  /** Nothing to show: just acknowledged. */
  nothing(): Promise<void>;
};

/** How somebody is paged beside a direct message: by the agency's own system, or by a message to the person. */
export type PageWay = Exclude<Way, 'slack'>;

/** Who is paged. Phone (E.164) and e-mail are private: for the way itself, never for a log, a ruling or Slack. */
export type PagedPerson = { id: string; name: string; phone: string | null; email: string | null };

/** What a way that keeps incidents of its own must know of one. */
export type PagedIncident = {
  /** The same for all pages of an incident, so that receivers fold them; ids only. */
  incidentKey: string;
  title: string;
  isDrill: boolean;
};

/** One page to one person, in plain text and their language; `link` leads to where it can be taken. */
export type Page = PagedIncident & {
  /** Of this incident, step and person: the same when it is sent again; ids only. */
  key: string;
  text: string;
  link: string | null;
  language: string;
};

/** What became of a page, as of an {@link Outcome}; `reference` is the receiver's own id of it. `because` is a code. */
export type PageOutcome = { kind: 'sent'; reference: string } | Exclude<Outcome, { kind: 'sent' }>;

/**
 * Wakes people by other ways than Slack, each call once and within seconds: whoever calls tries again, also what is
 * *unknown*, for receivers fold what comes twice under one key. Never throws.
 */
export type Pager = {
  /** Whether this installation has what the way needs. */
  has(way: PageWay): boolean;
  page(way: PageWay, to: PagedPerson, page: Page): Promise<PageOutcome>;
  /** Tells a way that keeps incidents that somebody has this one, or that it is over. Null: the way keeps none. */
  tell(way: PageWay, what: 'acknowledged' | 'resolved', incident: PagedIncident): Promise<PageOutcome | null>;
  /** Takes a page back that has not reached anybody: a phone stops ringing. Null: the way cannot. */
  withdraw(way: PageWay, reference: string): Promise<PageOutcome | null>;
  /** Lets go of open connections. */
  close(): Promise<void>;
};

/** A message to be judged with the list it is judged by, and nothing that says whose it is. */
export type DoubtfulMessage = {
  text: string;
  items: readonly Pick<ScopeItem, 'id' | 'kind' | 'title' | 'description' | 'examples' | 'keywords'>[];
};

/** Another reader, outside the house: words that go there have left. */
export type Adjudicator = {
  /** Null: no answer that counts within its time (seconds). Never throws. */
  ask(message: DoubtfulMessage): Promise<Opinion | null>;
};
