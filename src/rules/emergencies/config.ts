/** The names under which this rule notes things down. */
export const ruleName = 'emergencies';

/** As long as a message to Slack may be, and a sentence somebody says under stress is. */
export const LONGEST_WORDS = 3000;
/** The same as Slack writes it, with everything that could be markup escaped. */
export const LONGEST_KEPT = 5 * LONGEST_WORDS;

const MINUTE = 60_000;
/** Whoever joins again within this long is thanked, and nobody is told anew. */
export const JOINS_REST = MINUTE;
/** How often somebody who has it and is silent is paged again, before the chain goes on. */
export const AGAIN_AT_MOST = 3;

/** Whoever was asked to take it over has so long before whoever has it hears that they have not. */
export const HANDING_WAITS = 5 * MINUTE;

/** How long before a promised update its responder is reminded (milliseconds). */
export function remindedBefore(updateEvery: number): number {
  return Math.min(5 * MINUTE, updateEvery / 2);
}

/** The form by which a drill is begun. */
export const drillForm = 'emergency-drill';

/** The view that says how a drill went. */
export const drillReport = 'emergency-drill-report';
