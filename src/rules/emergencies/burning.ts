/**
 * The chain of an emergency as it burns down, for whoever looks on: what was paged of it, and what would be next as things
 * stand now. It asks and decides as the rule does, and changes nothing.
 */
import type { Agreement } from '../../agreement/agreement.ts';
import type { Policy, Way } from '../../agreement/escalation.ts';
import type { Ask, SaidMessage } from '../../engine/facts.ts';
import type { Incident, IncidentEntry, PageRow } from '../../engine/incident.ts';
import { type ChainKnown, isLastResort, type Position, pageId, pageKey, type Stride, stridesAfter } from './chain.ts';
import { ruleName } from './config.ts';
import { loadChain } from './load-chain.ts';

export type BurningPage = {
  responder: string;
  way: Way;
  state: 'coming' | 'waiting' | 'sent' | 'unknown' | 'failed' | 'cancelled';
};

/** A step of the chain; instants in epoch milliseconds. */
export type BurningStep = Position & {
  isLastResort: boolean;
  /** When it was paged. */
  pagedAt: number | null;
  /** When it is due as things stand; null: it was paged, or nothing is due any more. */
  dueAt: number | null;
  pages: BurningPage[];
  unfilled: { responder: string; because: string }[];
};

export type Burning = {
  /** Which time through the chain this is, from 1, and how many there are. */
  round: number;
  rounds: number;
  /** Of this round, and the last resort. */
  steps: BurningStep[];
  /** When the next step is due. */
  nextAt: number | null;
  /** When whoever has it is paged again, should they write nothing. */
  silentAt: number | null;
};

export type BurningFacts = {
  incident: Incident;
  entries: readonly IncidentEntry[];
  pages: readonly PageRow[];
  said: readonly SaidMessage[];
  known: ChainKnown;
  nextAt: number | null;
  silentAt: number | null;
};

/** Asks how the chain of an emergency stands at an instant; the database only. */
export async function burningChain(ask: Ask, incident: Incident, agreement: Agreement, now: number): Promise<Burning> {
  const { id, policy } = incident;
  const agency = await ask('agency', {});
  const rings = await ringsOf(ask, [id]);
  const ringsAt = (name: string) => rings.find((one) => one.name === name)?.at ?? null;
  return burning(
    {
      incident,
      entries: await ask('incidentEntries', { incidentId: id }),
      pages: await ask('pages', { incidentId: id }),
      said: await ask('said', { rule: ruleName, subject: id }),
      known: await loadChain(ask, { agreement, agency, now }, policy),
      nextAt: ringsAt('step'),
      silentAt: ringsAt('silent'),
    },
    now,
  );
}

/** When something of these emergencies is due next, and what it is called. */
export async function ringsOf(ask: Ask, ids: string[]): Promise<{ name: string; at: number }[]> {
  if (ids.length === 0) return [];
  const deadlines = await ask('deadlines', { rule: ruleName, subjects: ids, channelIds: [] });
  return deadlines.flatMap(({ name, state, ringAt }) =>
    state === 'pending' && ringAt !== null ? [{ name, at: ringAt }] : [],
  );
}

/** The same as {@link burningChain}, of what is known. */
export function burning(facts: BurningFacts, now: number): Burning {
  const { incident, nextAt, silentAt } = facts;
  const { policy } = incident;
  const burnt = burntOf(facts);
  const round = Math.min(incident.round, policy.repeat + 1);
  const coming = comingOf(facts, now).filter((one, index) => index === 0 || one.round === round || one.isLastResort);
  // A drill never goes so far.
  const lastResort = incident.isDrill ? undefined : coming.find((one) => one.isLastResort);
  const steps = [
    ...burnt.filter((one) => one.isLastResort || one.round === Math.min(round, policy.repeat)),
    ...coming.filter((one) => !one.isLastResort || one === lastResort),
  ];
  return { round: Math.min(round, policy.repeat) + 1, rounds: policy.repeat + 1, steps, nextAt, silentAt };
}

/** What was paged, as it was noted down and as it went. */
function burntOf({ incident, entries, pages, said }: BurningFacts): BurningStep[] {
  const steps = new Map<string, BurningStep>();
  for (const { kind, at, data } of entries) {
    const { round, step } = data;
    if (typeof round !== 'number' || typeof step !== 'number') continue;
    const key = `${round}:${step}`;
    const known = steps.get(key) ?? {
      ...{ round, step, isLastResort: isLastResort(incident.policy, { round, step }), pagedAt: at, dueAt: null },
      pages: pagesOf(incident, { round, step }, { pages, said }),
      unfilled: [],
    };
    steps.set(key, kind === 'not-reached' ? { ...known, unfilled: unfilledOf(data) } : known);
  }
  return [...steps.values()];
}

function unfilledOf({ people, because }: IncidentEntry['data']): BurningStep['unfilled'] {
  const why = Array.isArray(because) ? because : [];
  return Array.isArray(people)
    ? people.map((one, index) => ({ responder: String(one), because: String(why[index] ?? '') }))
    : [];
}

function pagesOf(
  incident: Incident,
  position: Position,
  { pages, said }: Pick<BurningFacts, 'pages' | 'said'>,
): BurningPage[] {
  const messages = said.flatMap(({ key, to, state }): BurningPage[] =>
    to.kind === 'person' && key === pageKey(incident, position, to.userId)
      ? [{ responder: to.userId, way: 'slack', state }]
      : [],
  );
  const others = pages.flatMap(({ id, responder, way, state }): BurningPage[] =>
    id === pageId(incident, position, { responder, way })
      ? [{ responder, way, state: state === 'sending' ? 'waiting' : state }]
      : [],
  );
  return [...messages, ...others];
}

/** What is still to come, when nobody takes it: as the rule itself would go on. */
function comingOf({ incident, known, nextAt }: BurningFacts, now: number): BurningStep[] {
  const { policy, step, round, state } = incident;
  if (state === 'resolved') return [];
  const steps: BurningStep[] = [];
  let dueAt = state === 'triggered' ? nextAt : null;
  for (let after: Position | null = step === null ? null : { round, step }; !hasLastResort(policy, steps); ) {
    const strides = stridesAfter(policy, after, known, now);
    const last = strides.at(-1);
    if (last === undefined) break;
    const at = dueAt;
    steps.push(...strides.map((stride) => toCome(stride, at)));
    dueAt = at === null ? null : at + last.wait;
    after = { round: last.round, step: last.step };
  }
  return steps;
}

const hasLastResort = (policy: Policy, steps: readonly BurningStep[]) => steps.some((one) => isLastResort(policy, one));

function toCome({ round, step, isLastResort: isLast, pages, unfilled }: Stride, dueAt: number | null): BurningStep {
  const coming = pages.map((page) => ({ ...page, state: 'coming' as const }));
  return { round, step, isLastResort: isLast, pagedAt: null, dueAt, pages: coming, unfilled };
}
