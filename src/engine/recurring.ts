/**
 * What comes again and again, planned as deadlines: of each series the next one, which sets its successor when it rings; and
 * what becomes of what is planned when the agreement changes. Pure. It deliberately does not know what it is that comes, and
 * judges nothing as too late: everything rings however late, and whose it is says what was skipped.
 *
 * A date that was planned for stays itself under its first date (`plannedFor`), wherever it is moved; so it rings once.
 */
import type { SetDeadline } from './effect.ts';
import type { Ask, Deadline } from './facts.ts';

/** One of a series. `plannedFor`: its date if no date were closed; `dueAt` when it is, `ringAt` when to wake first; epoch milliseconds. */
export type Coming<Data> = { plannedFor: string; dueAt: number; ringAt: number; data: Data };

/** `id`: `meeting:nova:weekly-call`, without a colon at its end; `next`: the first that is due after an instant, null for none. */
export type Series<Data> = { id: string; next(after: number): Coming<Data> | null };

/** What is kept of one, in whatever state. One that its rule *cancels* before its time comes again if it is agreed again; *met* it does not. */
export type Planned<Data> = Pick<Deadline, 'id' | 'subject' | 'dueAt' | 'ringAt' | 'state' | 'settledAt'> & {
  data: Data;
};

export type Plan<Data> = {
  /** The name of its deadlines. */
  name: string;
  series: readonly Series<Data>[];
  /** What is pending of them all, and what {@link subjectsAhead} names; see {@link plannedRows}. */
  rows: readonly Planned<Data>[];
  now: number;
  /** The row that rings at this moment and that the rule itself writes: it is over, and left alone here. */
  ringing?: Planned<Data>;
  /** So late (milliseconds) a date may still ring, of which nothing was kept as nothing ran; 0: what is past is past. */
  grace?: number;
  /** How one that is kept goes on under what is agreed now; `ringAt` the next instant at which it is to wake. */
  moved(row: Planned<Data>, coming: Coming<Data>): { ringAt: number; data: Data };
};

const DAY = 86_400_000;
/** No date is moved further than this; where it would be, it is another one. */
const FARTHEST_MOVE = 40 * DAY;
/** Of a series in which so many in a row are over already, none is planned. */
const MOST_OVER = 100;

/** The subject of one of a series. */
export function subjectOfOne({ id }: Pick<Series<unknown>, 'id'>, plannedFor: string): string {
  return `${id}:${plannedFor}`;
}

/**
 * What is to be written so that of every series the next one is planned, once: on a new version of the agreement, and when
 * one rings (`ringing`). What is the same already is left out; what is past and has not rung yet is left to ring.
 */
export function planSeries<Data>(plan: Plan<Data>): SetDeadline[] {
  const { rows, series, ringing } = plan;
  const pending = rows.filter(({ id, state }) => state === 'pending' && id !== ringing?.id);
  const kept = pending.flatMap((row) => wentOn(plan, row));
  const fresh = series.flatMap((one) => successorOf(plan, one));
  // Kept as well, so that none of them comes once more when another hour is agreed.
  const own = ringingOf(plan);
  const missed = own === undefined ? [] : missedOf(plan).map((one) => passed(plan, own, one));
  return [...kept, ...missed, ...fresh];
}

/**
 * The dates after the one that rings of which nothing was ever kept, as nothing ran, and that are past their grace: whoever
 * skips them says so; {@link planSeries} keeps them as over. In order, at most a hundred; `rows` as {@link plannedRows} gives them from the date that rings on.
 */
export function missedOf<Data>(plan: Omit<Plan<Data>, 'name' | 'moved'>): Coming<Data>[] {
  const { rows, now, grace = 0, ringing } = plan;
  const own = ringingOf(plan);
  if (ringing === undefined || own === undefined) return [];
  const isKnown = (subject: string) => rows.some((row) => row.subject === subject && !hasFallen(row));
  const found: Coming<Data>[] = [];
  for (let one = own.next(ringing.dueAt); one !== null && one.dueAt <= now - grace; one = own.next(one.dueAt)) {
    if (subjectOfOne(own, one.plannedFor) === ringing.subject) continue;
    // What came after that one is said when it rings, or was when it rang.
    if (isKnown(subjectOfOne(own, one.plannedFor)) || found.push(one) === MOST_OVER) break;
  }
  return found;
}

/**
 * What a rule keeps of these series: what is pending, and what became of the dates after `from` (epoch milliseconds; when the
 * one that rings was due, else now) that could be planned next.
 */
export async function plannedRows(
  ask: Ask,
  given: { rule: string; clientId: string; series: readonly Series<unknown>[]; now: number; from?: number },
): Promise<Deadline[]> {
  const { rule, clientId, series, now } = given;
  const pending = (await ask('deadlinesOfClients', { rule, clientIds: [clientId], breachedSince: now })).filter(
    ({ state }) => state === 'pending',
  );
  const subjects = subjectsAhead(series, given.from ?? now, now).filter(
    (subject) => !pending.some((row) => row.subject === subject),
  );
  const over = await ask('deadlines', { rule, subjects, channelIds: [] });
  return [...pending, ...over];
}

/** Under which names rows may stand of what is planned next, of what comes after an instant (epoch milliseconds) on. */
export function subjectsAhead(series: readonly Series<unknown>[], from: number, now: number): string[] {
  const until = now + FARTHEST_MOVE;
  return series.flatMap((one) => {
    const subjects: string[] = [];
    for (let coming = one.next(from); coming !== null; coming = one.next(coming.dueAt)) {
      subjects.push(subjectOfOne(one, coming.plannedFor));
      if (coming.dueAt > until || subjects.length === MOST_OVER) break;
    }
    return subjects;
  });
}

/** A row that is pending: as it goes on, fallen away, or nothing where nothing has changed. */
function wentOn<Data>(plan: Plan<Data>, row: Planned<Data>): SetDeadline[] {
  const { now, series, ringing } = plan;
  if (row.dueAt <= now) return row.ringAt === null && ringing === undefined ? [fallen(plan, row)] : [];
  const coming = series.flatMap((one) => comingOf(one, row.subject))[0];
  if (coming === undefined) return [fallen(plan, row)];
  const { ringAt, data } = plan.moved(row, coming);
  const isAwake = row.ringAt !== null || ringing !== undefined;
  const ringsSame = row.ringAt === ringAt || (isAwake && (row.ringAt ?? now) <= now && ringAt <= now);
  const isSame = ringsSame && row.dueAt === coming.dueAt && JSON.stringify(row.data) === JSON.stringify(data);
  return isSame ? [] : [write(plan, { ...row, dueAt: coming.dueAt, ringAt: Math.max(now, ringAt), data })];
}

/** The next of a series of which nothing is kept, or what fell away and is agreed again. Nothing where it is planned already. */
function successorOf<Data>(plan: Plan<Data>, series: Series<Data>): SetDeadline[] {
  const { now, grace = 0, ringing, rows } = plan;
  const since = ringing?.subject.startsWith(`${series.id}:`) ? Math.max(ringing.dueAt, now - grace) : now;
  let coming = series.next(since);
  for (let turn = 0; coming !== null && turn < MOST_OVER; turn += 1) {
    const subject = subjectOfOne(series, coming.plannedFor);
    const known = rows.find((row) => row.subject === subject);
    const isOver =
      known !== undefined && (known.id === ringing?.id || (known.state !== 'pending' && !hasFallen(known)));
    if (!isOver) return known?.state === 'pending' ? [] : [begun(plan, subject, coming, known)];
    coming = series.next(coming.dueAt);
  }
  return [];
}

/** What fell away before its time is not over. */
const hasFallen = ({ state, settledAt, dueAt }: Planned<unknown>) =>
  state === 'cancelled' && settledAt !== null && settledAt < dueAt;

function begun<Data>(
  plan: Plan<Data>,
  subject: string,
  coming: Coming<Data>,
  known: Planned<Data> | undefined,
): SetDeadline {
  const { dueAt } = coming;
  const how = known === undefined ? coming : plan.moved(known, coming);
  return write(plan, { id: known?.id ?? null, subject, dueAt, ringAt: Math.max(plan.now, how.ringAt), data: how.data });
}

/** The one that a row is of, as it is agreed now. */
function comingOf<Data>(series: Series<Data>, subject: string): Coming<Data>[] {
  if (!subject.startsWith(`${series.id}:`)) return [];
  const plannedFor = subject.slice(series.id.length + 1);
  let one = series.next(Date.parse(plannedFor) - FARTHEST_MOVE);
  while (one !== null && one.plannedFor < plannedFor) one = series.next(one.dueAt);
  return one?.plannedFor === plannedFor ? [one] : [];
}

type Written<Data> = Pick<Planned<Data>, 'subject' | 'dueAt' | 'ringAt' | 'data'> & { id: string | null };

function write<Data>({ name }: Plan<Data>, { id, subject, dueAt, ringAt, data }: Written<Data>): SetDeadline {
  return { ...usual, id, subject, name, dueAt, ringAt, state: 'pending', settledAt: null, data };
}

function fallen<Data>({ name, now }: Plan<Data>, { id, subject, dueAt, data }: Planned<Data>): SetDeadline {
  return { ...usual, id, subject, name, dueAt, ringAt: null, state: 'cancelled', settledAt: now, data };
}

function passed<Data>(
  { name, now }: Plan<Data>,
  own: Series<Data>,
  { plannedFor, dueAt, data }: Coming<Data>,
): SetDeadline {
  const subject = subjectOfOne(own, plannedFor);
  return { ...usual, id: null, subject, name, dueAt, ringAt: null, state: 'cancelled', settledAt: now, data };
}

/** Of which series the one is that rings at this moment; undefined where it is not agreed any more. */
const ringingOf = <Data>({ series, ringing }: Pick<Plan<Data>, 'series' | 'ringing'>) =>
  series.find(({ id }) => ringing?.subject.startsWith(`${id}:`));

/** However late it rings, the next one must be planned. */
const usual = { kind: 'set-deadline', channelId: null, late: { policy: 'fire' } } as const;
