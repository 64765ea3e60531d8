/**
 * What the sandbox has in the place of phones, mailboxes and other systems: it rings here, and nowhere else. Whoever plays
 * chooses how each of them takes it. To the bot it is a pager like any other.
 */
import type { Clock } from '../../clock.ts';
import type { Page, PagedPerson, PageOutcome, Pager, PageWay } from '../../engine/ports.ts';
import type { Rung, Takes } from '../contract.ts';

/** Everything that outlives the process, as plain JSON. */
export type PhonesKept = { rung: Rung[]; takes: Record<string, Takes> };

export type Phones = {
  pager: Pager;
  /** What came, the latest hundred, oldest first. */
  rung(): Rung[];
  /** How somebody takes it, by the id by which they are paged: `U0MIRA`, `contact:night-desk`, `system`. */
  takesOf(to: string): Takes;
  choose(to: string, takes: Takes): void;
  /** Calls the listener with what came, or is another now; null: somebody takes it otherwise. Gives what ends it. */
  subscribe(listener: (rung: Rung | null) => void): () => void;
  kept(): PhonesKept;
  /** Takes what an earlier process kept in the place of what is here. */
  load(kept: PhonesKept): void;
};

const KEPT = 100;

/** Phones on a clock, of which none has rung. Everybody answers until somebody chooses otherwise. */
export function createPhones(clock: Clock): Phones {
  const listeners = new Set<(rung: Rung | null) => void>();
  let state: PhonesKept = { rung: [], takes: {} };

  const tell = (rung: Rung | null) => {
    for (const listener of listeners) listener(rung);
  };
  const takesOf = (to: string): Takes => state.takes[to] ?? 'answers';

  /** What comes twice under one key is one, as a receiver folds it. */
  function keep(rung: Omit<Rung, 'id' | 'at' | 'times' | 'stoppedAt'>): Rung {
    const known = state.rung.find((one) => one.key === rung.key && one.way === rung.way);
    const kept: Rung =
      known === undefined
        ? { ...rung, id: (state.rung.at(-1)?.id ?? 0) + 1, at: clock(), times: 1, stoppedAt: null }
        : { ...known, takes: rung.takes, times: known.times + 1 };
    change(kept);
    return kept;
  }

  function change(rung: Rung): void {
    const others = state.rung.filter(({ id }) => id !== rung.id);
    state = { ...state, rung: [...others, rung].sort((one, other) => one.id - other.id).slice(-KEPT) };
    tell(rung);
  }

  async function page(way: PageWay, to: PagedPerson, { key, title, text, isDrill, language }: Page) {
    const takes = takesOf(to.id);
    const rung = keep({ key, to: to.id, name: to.name, way, what: 'page', title, text, isDrill, language, takes });
    return outcomeOf(rung);
  }

  return {
    pager: {
      has: () => true,
      page,
      tell: async (way, what, { incidentKey, title, isDrill }) => {
        if (way !== 'webhook' && way !== 'pagerduty') return null;
        const about = { to: 'system', name: '', way, what, title, text: '', isDrill, language: 'en' };
        const rung = keep({ key: `${incidentKey}:${what}`, ...about, takes: takesOf('system') });
        return outcomeOf(rung);
      },
      withdraw: async (way, reference) => {
        const rung = state.rung.find((one) => referenceOf(one) === reference);
        if (way !== 'call' || rung === undefined) return null;
        if (rung.stoppedAt === null) change({ ...rung, stoppedAt: clock() });
        return { kind: 'sent', reference };
      },
      close: () => Promise.resolve(),
    },
    rung: () => [...state.rung],
    takesOf,
    choose: (to, takes) => {
      state = { ...state, takes: { ...state.takes, [to]: takes } };
      tell(null);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    kept: () => structuredClone(state),
    load: (kept) => {
      state = structuredClone(kept);
    },
  };
}

const referenceOf = ({ id }: Rung) => `rung-${id}`;

/** A phone that rings out has rung, so far as whoever placed the call knows; a system that is silent may have heard. */
function outcomeOf(rung: Rung): PageOutcome {
  if (rung.takes === 'refuses') return { kind: 'refused', because: 'failed at once' };
  if (rung.takes === 'rings-out' && rung.to === 'system') return { kind: 'unknown', because: 'too slow' };
  return { kind: 'sent', reference: referenceOf(rung) };
}
