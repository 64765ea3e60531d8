/**
 * Pages people by other ways than Slack: each page once, and again where it is not known whether it arrived, under the same
 * key, by which receivers fold it. Times are of our Clock, holds of the machine's.
 */
import { byName } from '../agreement/on-call.ts';
import { type Incident, type PageFate, type PageRow, pageView } from '../engine/incident.ts';
import type { Page, PagedPerson, PageOutcome, Pager } from '../engine/ports.ts';
import { drawPage, readerAt, readerOf, readingOnce } from './draw.ts';
import { createLane, type Lane } from './lane.ts';
import type { Shell } from './shell.ts';

/** Longer than any way may take. */
const HOLD = 30_000;
const AT_ONCE = 50;
const FOUND_AT_ONCE = 100;
/** A page that nobody could take within so many tries is given up: the chain has gone on meanwhile. */
const TRIES = 6;
const FIRST_BACK_OFF = 2_000;
const LONGEST_BACK_OFF = 30_000;

/** Sends what is due now, all at once. Never throws for one page. */
export type Paging = Lane;

/** Makes it; `failed` records that somebody cannot be reached by a way, and walks what follows from that. */
export function createPaging(
  shell: Shell,
  pager: Pager,
  failed: (page: PageRow, fate: PageFate) => Promise<void>,
): Paging {
  const { pages } = shell.store;

  async function one(id: string): Promise<boolean> {
    const machineNow = shell.machineClock();
    const row = await pages.start(id, { now: shell.clock(), machineNow, until: machineNow + HOLD });
    if (row === null) return false;
    await shell.checkpoint('page-started');
    const outcome = await send(row);
    await shell.checkpoint('page-sent');
    const now = shell.clock();
    const fate = fateOf(row, outcome, now);
    shell.metrics.paged.inc({ way: row.way, outcome: outcome.kind });
    if (fate.state === 'failed' && row.what === 'page') await failed(row, fate);
    else await pages.finish(row, fate, now);
    return true;
  }

  async function send(row: PageRow): Promise<PageOutcome> {
    const incident = await shell.store.ask('incident', { id: row.incidentId });
    if (incident === null) return { kind: 'refused', because: 'over' };
    if (row.what === 'withdrawn') return (await pager.withdraw(row.way, row.reference ?? '')) ?? nothingToDo(row);
    const page = await draw(shell, incident, row);
    if (page === null) return { kind: 'refused', because: 'nothing to say' };
    if (row.what !== 'page') return (await pager.tell(row.way, row.what, page)) ?? nothingToDo(row);
    if (incident.state === 'resolved') return { kind: 'refused', because: 'over' };
    const to = await whoIs(shell, row);
    if (to === null) return { kind: 'refused', because: 'unknown' };
    return pager.page(row.way, to, page);
  }

  return createLane({
    find: () => pages.due({ now: shell.clock(), machineNow: shell.machineClock() }, FOUND_AT_ONCE),
    nameOf: (id) => id,
    work: one,
    atOnce: AT_ONCE,
    failed: (error) => {
      shell.metrics.errors.inc({ kind: 'page' });
      shell.logger.error({ err: error }, 'A page failed in itself; it is tried again');
    },
  });
}

/** The way keeps nothing that could be told or taken back. */
const nothingToDo = ({ reference }: PageRow): PageOutcome => ({ kind: 'sent', reference: reference ?? '' });

/** How to reach who is to be paged; null for a contact that is not in the agency's file any more. */
async function whoIs({ store }: Shell, { responder }: PageRow): Promise<PagedPerson | null> {
  const contacts = (await store.ask('agency', {}))?.onCall?.contacts ?? {};
  const name = responder.replace(/^contact:/, '');
  const contact = byName(contacts, name);
  const reached = { phone: contact?.phone ?? null, email: contact?.email ?? null };
  if (responder === 'system') return { id: responder, name: '', ...reached };
  if (responder !== name)
    return contact === undefined ? null : { id: responder, name: contact.name ?? name, ...reached };
  const person = await store.ask('person', { userId: responder });
  return { id: responder, name: person?.name ?? '', ...reached };
}

async function draw(parts: Shell, incident: Incident, row: PageRow): Promise<Page | null> {
  const { id, clientId, isDrill } = incident;
  const shell = readingOnce(parts);
  // Whoever is paged is of the staff, known to Slack or not.
  const own = row.responder.includes(':') ? null : await readerOf(shell, row.responder, clientId);
  const reader = own?.side === 'staff' ? own : await readerAt(shell, clientId, 'staff');
  const drawn = await drawPage(shell, pageView, { incident: id, responder: row.responder, way: row.way }, reader);
  if (drawn === null) return null;
  return { ...drawn, key: row.id, incidentKey: `groundrules:${id}`, isDrill, language: reader.language };
}

/** What is left to be done about a page. */
function fateOf({ tries }: PageRow, outcome: PageOutcome, now: number): PageFate {
  const again = (state: 'waiting' | 'unknown', failure: string, asked = 0): PageFate =>
    tries >= TRIES
      ? { state: 'failed', failure, nextTryAt: null }
      : { state, failure, nextTryAt: now + rest(tries, asked) };
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', sentAt: now, reference: outcome.reference, failure: null, nextTryAt: null };
    case 'refused':
      return { state: 'failed', failure: outcome.because, nextTryAt: null };
    case 'wait':
      return again('waiting', 'wait', outcome.retryAfter);
    case 'unreachable':
      return again('waiting', outcome.because);
    case 'unknown':
      return again('unknown', outcome.because);
  }
}

/** However long a receiver asks to wait, an emergency tries again within half a minute. */
function rest(tries: number, asked: number): number {
  return Math.min(LONGEST_BACK_OFF, Math.max(asked, FIRST_BACK_OFF * 2 ** (tries - 1)));
}
