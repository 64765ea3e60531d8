/**
 * What came of a drill: step by step who was reached by which ways and when, whom it did not reach, and what to mend. Pure; it
 * tells neither names nor words.
 */
import type { Way } from '../../agreement/escalation.ts';
import { type DoNotDisturb, silenceAt } from '../../engine/do-not-disturb.ts';
import type { SaidMessage } from '../../engine/facts.ts';
import { type Incident, type IncidentEntry, type PageRow, pageView } from '../../engine/incident.ts';

/** What became of one way; `at` (epoch milliseconds) where it left, `because` a code where it did not get through. */
export type WayTried = {
  way: Way;
  outcome: 'sent' | 'failed' | 'stopped' | 'unknown';
  at: number | null;
  because: string | null;
};

/** Somebody whom a step paged; `answeredAfter` in milliseconds from their first page, null: not at all. */
export type Tried = {
  responder: string;
  ways: WayTried[];
  answeredAfter: number | null;
  /** Until when (epoch milliseconds) their Slack was silent when they were paged; null: it was not, or nobody knows. */
  silentUntil: number | null;
};

export type StepTried = { step: number; tried: Tried[]; missed: { responder: string; because: string }[] };

/** What is to be mended; *only-slack* and *silent*: they have no other way. */
export type Mend =
  | { what: 'step-empty'; step: number }
  | { what: 'silent' | 'only-slack' | 'no-way' | 'not-staff' | 'unread' | 'unknown'; responder: string }
  | { what: 'not-set-up'; way: Way }
  | { what: 'way-failed'; responder: string; way: Way }
  | { what: 'unanswered' };

export type DrillReport = {
  how: 'answered' | 'over' | 'ended' | 'emergency';
  steps: StepTried[];
  /** Steps of the chain that it did not come to. */
  untried: number;
  mend: Mend[];
};

type Records = {
  incident: Incident;
  entries: readonly IncidentEntry[];
  pages: readonly PageRow[];
  said: readonly SaidMessage[];
  silences: readonly DoNotDisturb[];
};

/** Reads it out of the records of a drill that is over. */
export function reportOf(records: Records): DrillReport {
  const { incident, entries } = records;
  const numbers = entries.flatMap(({ kind, data }) =>
    (kind === 'paged' || kind === 'not-reached') && typeof data.step === 'number' ? [data.step] : [],
  );
  const steps = [...new Set(numbers)].sort((one, other) => one - other).map((step) => stepOf(step, records));
  const end = entries.findLast(({ kind }) => kind === 'resolved')?.data.because;
  const how = (['answered', 'ended', 'emergency'] as const).find((one) => one === end) ?? 'over';
  const untried = Math.max(0, incident.policy.steps.length - steps.length);
  return { how, steps, untried, mend: mendingOf(steps, how) };
}

function stepOf(step: number, records: Records): StepTried {
  const { entries, pages, said } = records;
  const ofStep = entries.filter(({ data }) => data.step === step);
  const people = listed(ofStep.find(({ kind }) => kind === 'paged')?.data.people);
  const missed = ofStep.filter(({ kind }) => kind === 'not-reached');
  return {
    step,
    tried: people
      .filter((one) => one !== 'system')
      .map((responder) => {
        const message = said.find((one) => isPageOf(one, step, responder));
        const calls = pages.filter(
          (one) => one.what === 'page' && one.step === step && one.responder === responder && isOwn(one),
        );
        const ways = [...(message === undefined ? [] : [slackOf(message, records)]), ...calls.map(callOf)];
        return { responder, ways, ...answerOf(responder, records) };
      })
      .concat(systemsOf(step, pages)),
    missed: missed.flatMap(({ data }) =>
      listed(data.people).map((responder, index) => ({ responder, because: listed(data.because)[index] ?? '' })),
    ),
  };
}

const isOwn = ({ responder }: PageRow) => responder !== 'system';
const listed = (value: unknown): string[] => (Array.isArray(value) ? value : []);

function systemsOf(step: number, pages: readonly PageRow[]): Tried[] {
  const ways = pages.filter((one) => one.what === 'page' && one.step === step && !isOwn(one)).map(callOf);
  return ways.length === 0 ? [] : [{ responder: 'system', ways, answeredAfter: null, silentUntil: null }];
}

function isPageOf({ view, to, data }: SaidMessage, step: number, responder: string): boolean {
  return view === pageView && data.step === step && to.kind === 'person' && to.userId === responder;
}

function slackOf({ state, sentAt, to }: SaidMessage, { entries }: Records): WayTried {
  const userId = to.kind === 'person' ? to.userId : '';
  const failure = entries.find(
    ({ kind, data }) =>
      kind === 'not-reached' && listed(data.ways).includes('slack') && listed(data.people).includes(userId),
  );
  const because = listed(failure?.data.because)[0] ?? null;
  const outcome = state === 'sent' ? 'sent' : state === 'failed' ? 'failed' : 'stopped';
  return { way: 'slack', outcome, at: sentAt, because: outcome === 'failed' ? because : null };
}

function callOf({ way, state, sentAt, failure }: PageRow): WayTried {
  const outcomes = { sent: 'sent', failed: 'failed', cancelled: 'stopped', waiting: 'stopped' } as const;
  const outcome = state === 'sending' || state === 'unknown' ? 'unknown' : outcomes[state];
  return { way, outcome, at: sentAt, because: failure };
}

function answerOf(responder: string, { entries, said, silences }: Records) {
  const paged = entries.find(({ kind, data }) => kind === 'paged' && listed(data.people).includes(responder));
  const answer = entries.find(({ kind, by }) => kind === 'acknowledged' && by === responder);
  const message = said.find(({ view, to }) => view === pageView && to.kind === 'person' && to.userId === responder);
  const at = message?.sentAt ?? paged?.at ?? 0;
  return {
    answeredAfter: answer === undefined || paged === undefined ? null : answer.at - paged.at,
    silentUntil: message === undefined ? null : (silenceAt(silences, responder, at)?.until ?? null),
  };
}

function mendingOf(steps: readonly StepTried[], how: DrillReport['how']): Mend[] {
  const found = steps.flatMap((one) => [...ofStep(one), ...one.tried.flatMap(ofTried)]);
  const isSilent = steps.every(({ tried }) => tried.every(({ answeredAfter }) => answeredAfter === null));
  const all: Mend[] = [...found, ...(isSilent && how === 'over' ? [{ what: 'unanswered' } as const] : [])];
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

function ofStep({ step, tried, missed }: StepTried): Mend[] {
  // What was stopped for somebody had answered might have got through.
  const isEmpty = tried.every(({ ways }) => ways.every(({ outcome }) => outcome === 'failed'));
  const codes = ['no-way', 'not-staff', 'unread', 'unknown'] as const;
  return [
    ...(isEmpty ? [{ what: 'step-empty', step } as const] : []),
    ...missed.flatMap(({ responder, because }) => {
      const what = codes.find((one) => one === because);
      return what === undefined ? [] : [{ what, responder }];
    }),
  ];
}

function ofTried({ responder, ways, silentUntil }: Tried): Mend[] {
  const failed = ways.filter(({ outcome }) => outcome === 'failed');
  const hasOthers = ways.some(({ way }) => way !== 'slack');
  const isByName = /^[UW][A-Z0-9]+$/.test(responder);
  return [
    ...failed.map(
      ({ way, because }): Mend =>
        because === 'not set up' ? { what: 'not-set-up', way } : { what: 'way-failed', responder, way },
    ),
    ...(isByName && !hasOthers
      ? [{ what: silentUntil === null ? ('only-slack' as const) : ('silent' as const), responder }]
      : []),
  ];
}
