/** What is asked before a month or a quarter is told; the database only. */

import type { Ask, Channel, Deadline } from '../../engine/facts.ts';
import type { Decision } from '../../engine/rule.ts';
import { sharedChannels } from '../../engine/shared-channel.ts';
import type { Win } from '../../engine/win.ts';
import { APART } from '../../engine/wordings.ts';
import { type Around, loadAround } from './around.ts';
import { monthsOf, type QuarterFacts, quarterOf } from './quarter.ts';
import { loadReachedIn } from './reached.ts';
import { countable, type Recap, readRecap } from './recap-record.ts';

/** The card of a month: its time has come, somebody pressed in its draft, or it could not be posted. */
export type RecapFacts = {
  kind: 'recap';
  recap: Recap;
  /** Those that may stand on it; and all of the month, in the order by which the draft names them. */
  wins: Win[];
  all: Win[];
  /** How much was reached together, beside. */
  together: number;
  channel: Channel | null;
  wordings: string[];
} & Around;

type About = Omit<Decision<unknown>, 'facts'>;

/** A month's card or a quarter whose time has come. Null: it is neither. */
export async function loadDue(ask: Ask, about: About, row: Deadline | null): Promise<RecapFacts | QuarterFacts | null> {
  if (row === null) return null;
  return quarterOf(row) === null ? loadRecap(ask, about, row.id) : loadQuarter(ask, about, row);
}

/** By the id of its deadline; null where there is none, or it is another client’s. */
export async function loadRecap(ask: Ask, about: About, id: string): Promise<RecapFacts | null> {
  const { agreement } = about;
  const recap = readRecap(await ask('deadline', { id }));
  if (recap === null || agreement === null || recap.clientId !== agreement.id) return null;
  const { month } = recap.data;
  const all = await ask('winsOf', { clientId: agreement.id, from: month, until: month });
  const reached = await loadReachedIn(ask, agreement, month);
  const channel = (await sharedChannels(ask, agreement.id))[0] ?? null;
  return {
    ...{ kind: 'recap', recap, all, wins: countable(all), channel },
    together: reached.milestones.length + reached.goals.length,
    wordings: channel === null ? [] : await ask('wordingsSaid', { channelId: channel.id, limit: APART }),
    ...(await loadAround(ask, about, agreement)),
  };
}

async function loadQuarter(ask: Ask, about: About, row: Deadline): Promise<QuarterFacts | null> {
  const agency = about.agency ?? (await ask('agency', {}));
  const quarter = quarterOf(row);
  if (agency === null || quarter === null) return null;
  const told = [];
  for (const { id } of agency.managers) {
    const served = await ask('clientsServedBy', { userId: id });
    const clientIds = served.map(({ clientId }) => clientId);
    const person = await ask('person', { userId: id });
    if (person?.isDeleted === true) continue;
    if ((await ask('winCounts', { clientIds, ...monthsOf(quarter) })).length > 0) told.push(id);
  }
  return { kind: 'quarter', row, quarter, told };
}
