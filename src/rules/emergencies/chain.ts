/**
 * Whom an emergency pages next: the steps of its policy one after the other, the whole chain so often, and then everybody who
 * could still hear it. Pure; it asks nobody whether they are there and sends nothing.
 */
import type { Policy, Way } from '../../agreement/escalation.ts';
import { byName, type OnCall } from '../../agreement/on-call.ts';
import type { Incident, PageWay } from '../../engine/incident.ts';
import { keyOf, type RespondersKnown, respondersOf, type Unfilled } from '../../engine/responders.ts';

const MINUTE = 60_000;
/** How long the last resort is given before it is tried once more. */
const LAST_RESORT_WAITS = 15 * MINUTE;
/** So often everybody is paged when the chain is at its end. */
const LAST_RESORTS = 4;

/** A step of some round of the chain, both from 0. Of a round beyond the policy's own there is one step: the last resort. */
export type Position = { round: number; step: number };

/** One page: a person or contact (`contact:NAME`), or `system` for a way that has people of its own. */
export type ToPage = { responder: string; way: Way };

/** A step as it is paged: who by which ways, whom it does not reach and why, and how long it is given (milliseconds). */
export type Stride = Position & {
  isLastResort: boolean;
  pages: ToPage[];
  unfilled: { responder: string; because: Unfilled['because'] | 'not-staff' | 'no-way' }[];
  wait: number;
};

export type ChainKnown = {
  onCall: OnCall;
  responders: RespondersKnown;
  /** Who may read in Slack what concerns this client. */
  staff: readonly string[];
  /** Everybody of the last resort, in any order. */
  lastResort: readonly string[];
};

/**
 * Which steps are paged now, after a position (null: from the beginning): all that reach nobody, and the first that does.
 * `isWanted`: somebody says that it must go on, so the last resort is tried once more where all is at its end.
 */
export function stridesAfter(
  policy: Policy,
  after: Position | null,
  known: ChainKnown,
  at: number,
  isWanted = false,
): Stride[] {
  const strides: Stride[] = [];
  const first = positionAfter(policy, after);
  for (let next = first ?? (isWanted && after !== null ? { round: after.round + 1, step: 0 } : null); next !== null; ) {
    const stride = strideAt(policy, next, known, at);
    strides.push(stride);
    if (stride.isLastResort || stride.pages.some(({ responder }) => responder !== 'system')) return strides;
    // A whole round reached nobody, and nothing changes in no time.
    const isRound = strides.length >= policy.steps.length;
    next = isRound ? { round: Math.max(policy.repeat, next.round) + 1, step: 0 } : positionAfter(policy, next);
  }
  return strides;
}

/** Whether a position is beyond the policy's own rounds. */
export function isLastResort({ repeat }: Policy, { round }: Position): boolean {
  return round > repeat;
}

/** The position after another one; null: there is nobody left to page. */
function positionAfter(policy: Policy, after: Position | null): Position | null {
  if (after === null) return { round: 0, step: 0 };
  const isInRound = !isLastResort(policy, after) && after.step + 1 < policy.steps.length;
  if (isInRound) return { round: after.round, step: after.step + 1 };
  return after.round >= policy.repeat + LAST_RESORTS ? null : { round: after.round + 1, step: 0 };
}

function strideAt(policy: Policy, position: Position, known: ChainKnown, at: number): Stride {
  if (isLastResort(policy, position)) return lastResort(policy, position, known);
  const step = policy.steps[position.step];
  if (step === undefined) throw new Error('The chain has no such step.');
  const { paged, unfilled } = respondersOf(step, known.onCall, known.responders, at);
  const stride: Stride = {
    ...position,
    isLastResort: false,
    pages: systemsOf(step.by),
    unfilled: unfilled.map(({ responder, because }) => ({ responder: textOf(responder), because })),
    wait: step.wait.ms,
  };
  for (const one of paged) addTo(stride, keyOf(one), step.by, known);
  return stride;
}

/** Everybody there is, by every way that there is for them. */
function lastResort(policy: Policy, position: Position, known: ChainKnown): Stride {
  const systems = policy.steps.flatMap(({ by }) => systemsOf(by));
  const stride: Stride = {
    ...position,
    isLastResort: true,
    pages: systems.filter(({ way }, index) => systems.findIndex((one) => one.way === way) === index),
    unfilled: [],
    wait: LAST_RESORT_WAITS,
  };
  for (const userId of new Set(known.lastResort)) addTo(stride, userId, ['slack', 'sms', 'call', 'email'], known);
  return stride;
}

function addTo(stride: Stride, responder: string, by: readonly Way[], known: ChainKnown): void {
  const ways = waysTo(responder, by, known);
  stride.pages.push(...ways.map((way) => ({ responder, way })));
  if (ways.length > 0) return;
  const isStranger = by.includes('slack') && !responder.startsWith('contact:');
  stride.unfilled.push({ responder, because: isStranger ? 'not-staff' : 'no-way' });
}

/** By which of these ways somebody can be reached at all. */
export function waysTo(responder: string, by: readonly Way[], { onCall, staff }: ChainKnown): Way[] {
  const contact = byName(onCall.contacts, responder.replace(/^contact:/, ''));
  return [...new Set(by)].filter((way) => {
    if (way === 'slack') return staff.includes(responder);
    if (way === 'email') return contact?.email !== undefined;
    return (way === 'sms' || way === 'call') && contact?.phone !== undefined;
  });
}

const isSystem = (way: Way) => way === 'webhook' || way === 'pagerduty';

function systemsOf(by: readonly Way[]): ToPage[] {
  return [...new Set(by)].filter(isSystem).map((way) => ({ responder: 'system', way }));
}

function textOf(responder: Unfilled['responder']): string {
  return responder.kind === 'person' || responder.kind === 'group'
    ? responder.id
    : `${responder.kind}:${responder.name}`;
}

/** Names a page by another way than Slack for good. */
export function pageId({ id }: Pick<Incident, 'id'>, { round, step }: Position, { responder, way }: ToPage): string {
  return `${id}:${round}:${step}:${responder}:${way}`;
}

/** The key of the direct message by which somebody is paged. */
export function pageKey({ id }: Pick<Incident, 'id'>, { round, step }: Position, userId: string): string {
  return `emergencies:page:${id}:${round}:${step}:${userId}`;
}

export const isOther = (way: Way): way is PageWay => way !== 'slack';
