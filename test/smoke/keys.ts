/** Which keys Slack's payloads and answers have: recorded as they come in, and held against those that the stand-in sends. */
import { App } from '@slack/bolt';

/** Key paths by kind of payload: `message` → `event.ts`, `event.user`, … */
export type KeyLists = Record<string, string[]>;

export type Recording = {
  /** Notes the keys of something beside what comes in by itself, such as an answer of the Web API. */
  note(kind: string, value: unknown): void;
  /** Gives what was noted since the last time, and begins anew. */
  take(): KeyLists;
  stop(): void;
};

/** What people and apps fill as they like says nothing about Slack; what is keyed by ids has no keys of its own. */
const opaque = new Set([
  'blocks',
  'attachments',
  'files',
  'profile',
  'bot_profile',
  'root',
  'metadata',
  'acceptedScopes',
]);

/** Notes the keys of every payload that reaches Bolt in this process, until it is stopped. Begin before the bot starts. */
export function recordKeys(): Recording {
  const noted = new Map<string, Set<string>>();
  const note = (kind: string, value: unknown) => {
    const known = noted.get(kind) ?? new Set();
    for (const path of pathsIn(value)) known.add(path);
    noted.set(kind, known);
  };
  const { processEvent } = App.prototype;
  App.prototype.processEvent = function record(event) {
    note(kindOf(event.body), event.body);
    return processEvent.call(this, event);
  };
  return {
    note,
    take: () => {
      const keys = [...noted].sort().map(([kind, paths]) => [kind, [...paths].sort()]);
      noted.clear();
      return Object.fromEntries(keys);
    },
    stop: () => {
      App.prototype.processEvent = processEvent;
    },
  };
}

export type Difference = { kind: string; path: string };

/**
 * Holds the stand-in's keys against Slack's, for every kind that both sent. *invented*: the stand-in sends what Slack did
 * not, so a test may lean on what is not there. *missing*: Slack sends more, which harms nobody.
 */
export function compareKeys(standIn: KeyLists, slack: KeyLists): { invented: Difference[]; missing: Difference[] } {
  const kinds = Object.keys(standIn).filter((kind) => kind in slack);
  const beyond = (these: KeyLists, those: KeyLists) =>
    kinds.flatMap((kind) =>
      (these[kind] ?? []).filter((path) => !those[kind]?.includes(path)).map((path) => ({ kind, path })),
    );
  return { invented: beyond(standIn, slack), missing: beyond(slack, standIn) };
}

function kindOf(body: Record<string, unknown>): string {
  const event = body.event as { type?: string; subtype?: string } | undefined;
  if (event === undefined) return String(body.type ?? 'command');
  return event.subtype === undefined ? String(event.type) : `${event.type}.${event.subtype}`;
}

function pathsIn(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsIn(one, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) => {
    const path = at === '' ? key : `${at}.${key}`;
    return opaque.has(key) ? [path] : [path, ...pathsIn(inside, path)];
  });
}
