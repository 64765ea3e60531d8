/**
 * Something that went well, for the client or for the agency: who made it, who said so, and whether it was posted. Types and
 * pure questions; what people wrote of it is among the words, under the name `place`. It decides nothing and says nothing.
 */

/**
 * *asked*: the client raised it, and staff are asked whether it may be posted. *posted*: it was put on its way. *held*: it is
 * not the moment, and whoever serves the client may post it later. *left*: staff did not post it. *taken-back*: somebody undid it.
 */
export type WinState = 'asked' | 'posted' | 'held' | 'left' | 'taken-back';

/** Instants in epoch milliseconds. */
export type Win = {
  id: string;
  clientId: string;
  /** Our id of the channel where it is posted, and among whose words it stands. */
  channelId: string;
  place: string | null;
  /** The message that it celebrates; null: none. */
  message: { channelId: string; ts: string } | null;
  whose: 'client' | 'ours';
  /** Who made it: Slack user ids of both sides. */
  people: string[];
  raisedBy: string;
  raisedFrom: 'staff' | 'client';
  how: 'command' | 'shortcut' | 'emoji' | 'words';
  raisedAt: number;
  /** The calendar month in the client's zone: `2026-11`. */
  month: string;
  state: WinState;
  /** Under which of the wordings it is posted; null: under none yet. */
  wording: string | null;
  /** How often it was put on its way: each time is a message of its own. */
  attempt: number;
  /** Who of the staff put it there; null where the agreement permits it. */
  approvedBy: string | null;
  settledBy: string | null;
  settledAt: number | null;
  /** Counts every change of it. */
  revision: number;
};

/** What people wrote of it, and a link they gave. */
export type WinWords = { what: string; link: string | null };

const monthly = 'wins:';

/** As long as the words of a win may be, in letters. */
export const LONGEST_WIN = 1000;

/** What a transaction may keep of wins. */
export type WinsKept = {
  /** Writes it as it is now. */
  saveWin(win: Win): Promise<void>;
};

/** The win that celebrates a message: one for good, whoever asks for it and how often. */
export function winOfMessageId({ channelId, ts }: { channelId: string; ts: string }): string {
  return `win-${channelId}-${ts}`;
}

/** The subject of a client's wins of a month (`2026-11`): what shows several of them is about that. */
export function winsOfMonth(clientId: string, month: string): string {
  return `${monthly}${clientId}:${month}`;
}

/** The key of the message in which it is posted. */
export function winKey({ id, attempt }: Pick<Win, 'id' | 'attempt'>): string {
  return `wins:post:${id}${attempt > 1 ? `:${attempt}` : ''}`;
}

/** The win that such a key names; null for any other. */
export function readWinKey(key: string): string | null {
  return /^wins:post:([^:]+)(?::\d+)?$/.exec(key)?.[1] ?? null;
}

/** Its words as they are kept: one text, cut to what is kept of it. */
export function keptWinWords({ what, link }: WinWords): string {
  const short = what.length > LONGEST_WIN ? `${what.slice(0, LONGEST_WIN - 1)}…` : what;
  return JSON.stringify({ what: short, link });
}

/** Takes them apart again; null for what is gone, or what nobody wrote so. */
export function readWinWords(kept: string | null): WinWords | null {
  if (kept === null) return null;
  try {
    const { what, link } = JSON.parse(kept) as Partial<Record<keyof WinWords, unknown>>;
    return typeof what === 'string' ? { what, link: typeof link === 'string' ? link : null } : null;
  } catch {
    return null;
  }
}
