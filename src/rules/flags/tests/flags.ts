/** An agreement with a list, a client's message and what is recorded of it, for the tests of this rule. */
import { readFileSync } from 'node:fs';
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import type { AskedThing, Event } from '../../../engine/event.ts';
import { sections } from '../../index.ts';
import type { HeardFacts, RequestFacts } from '../load.ts';
import type { Flag, FlagRecord } from '../record.ts';

const root = new URL('../../../../', import.meta.url);
const nova = readFileSync(new URL('src/sandbox/sample/nova.yml', root), 'utf8');
/** A Friday at ten in the morning in Berlin. */
export const now = Date.UTC(2026, 10, 20, 9);

export function agreed(edit: (text: string) => string = (text) => text, version = 4): Agreement {
  const template = (name: string) => readFileSync(new URL(`agreements/${name}`, root), 'utf8');
  const loaded = loadAgreement(edit(nova), { fileName: 'nova.yml', sections, template });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return { ...loaded.agreement, version };
}

export const thing = (itemId: string | null, more: Partial<AskedThing> = {}): AskedThing => ({
  verdict: 'flag',
  scope: itemId === null ? 'unlisted' : 'out',
  itemId,
  score: 0.6,
  closest: itemId === null ? [] : [{ itemId, likeness: 0.9, services: [itemId] }],
  isCorrected: false,
  ...more,
});

export const message = { channelId: 'channel', ts: '1000.1', threadTs: null };

export const flagOf = (more: Partial<Flag> = {}): Flag => ({
  ...{ number: 1, state: 'open', things: [thing('video')], version: 4, raisedAt: now - 60_000, raisedBy: null },
  ...{
    editedAt: null,
    settledBy: null,
    settledAt: null,
    settledAs: null,
    again: null,
    keys: ['flags:flag:channel:1000.1:1'],
  },
  ...more,
});
export const recordOf = (...flags: Flag[]): FlagRecord => ({ schema: 1, author: 'U0ANNA', flags, checked: null });

export const reach = (agreement = agreed()) => ({
  agreement,
  agency: null,
  missing: { gone: [] as string[], away: [] },
  internal: null,
  persons: [],
});

export const heard = (things: AskedThing[], more: Partial<HeardFacts> = {}): HeardFacts => ({
  ...{ kind: 'heard', message, author: 'U0ANNA', asked: { version: 4, things }, record: null },
  ...{ lane: { schema: 1, flagged: [] }, earlier: [], reach: reach() },
  ...more,
});

export const requested = (more: Partial<RequestFacts> = {}): RequestFacts => ({
  ...{ kind: 'request', serves: true, agreement: agreed(), isByClient: true, record: recordOf(flagOf()) },
  message: {
    ...{ ...message, author: 'U0ANNA', occurredAt: now, deletedAt: null, needsReply: true },
    ...{ readingReason: 'request', asksSince: now, marks: [] },
  },
  ...{ lane: { schema: 1, flagged: [] }, hasWords: true, heldBack: null, reach: reach(), language: 'en' },
  ...more,
});

export function event(kind: Event['kind'], more: Record<string, unknown> = {}): Event {
  const base = { id: 'E1', side: 'client', actor: 'U0ANNA', occurredAt: now, message };
  return { ...base, kind, ...more } as unknown as Event;
}
