/** All emergencies of a client, with this month's figures and what is left of each: its review, and what is still to be done. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { emergencyOf } from '../../../agreement/emergency.ts';
import { monthOf } from '../../../engine/allowance.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Incident } from '../../../engine/incident.ts';
import { figuresOf, loadTold, type MonthFigures } from '../../../engine/incident-figures.ts';
import { loadNames, type Names } from '../../../engine/incident-shown.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName, formatDuration } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { say } from '../words.ts';
import { at } from './shown.ts';

const MOST_LISTED = 15;

export type Listed = {
  agreement: Agreement;
  /** The newest first; drills left out. */
  incidents: Incident[];
  names: Names;
  /** Of this month. */
  figures: MonthFigures;
  /** Emergencies whose review is written, and how much is to be done after which. */
  written: ReadonlySet<string>;
  open: ReadonlyMap<string, number>;
};

/** Null: there is no such client. */
export async function loadListed(ask: Ask, clientId: string, now: number): Promise<Listed | null> {
  const agreement = await ask('agreement', { clientId });
  if (agreement === null) return null;
  const incidents = (await ask('incidentsOf', { clientId, most: 200 })).filter(({ isDrill }) => !isDrill);
  const people = incidents.flatMap(({ raisedBy, acknowledgedBy }) => [raisedBy, acknowledgedBy]);
  const month = monthOf(agreement, now);
  const reviews = await ask('incidentReviewsOf', { clientId });
  const open = new Map<string, number>();
  for (const { incidentId, state } of await ask('followUpsOf', { clientId, incidentId: null }))
    if (state === 'open') open.set(incidentId, (open.get(incidentId) ?? 0) + 1);
  return {
    ...{ agreement, incidents, open },
    names: await loadNames(ask, people),
    figures: figuresOf(await loadTold(ask, agreement, month), agreement, month),
    written: new Set(reviews.flatMap(({ incidentId, place }) => (place === null ? [] : [incidentId]))),
  };
}

/** The list, in lines. */
export function listLines(listed: Listed, reader: Reader): string[] {
  const { agreement, incidents, figures } = listed;
  const { language } = reader;
  const client = escapeName(agreement.client.name);
  if (incidents.length === 0) return [say(language, 'list.none', { client })];
  const { fairUse } = emergencyOf(agreement);
  const { count, falseAlarms, toAcknowledge, toResolve, well, notQuite } = figures;
  const length = (time: number | null) => (time === null ? 'none' : formatDuration(time, language));
  const hasAgreed = fairUse === undefined ? 'no' : 'yes';
  return [
    `*${say(language, 'list.title', { client })}*`,
    say(language, 'list.month', { count, falseAlarms, agreed: fairUse?.count ?? 0, hasAgreed }),
    ...(toResolve === null
      ? []
      : [say(language, 'list.times', { taken: length(toAcknowledge), resolved: length(toResolve), well, notQuite })]),
    ...incidents.slice(0, MOST_LISTED).map((one) => `• ${lineOf(one, listed, reader)}`),
  ];
}

function lineOf(incident: Incident, { names, written, open }: Listed, reader: Reader): string {
  const { language } = reader;
  const { id, number, raisedAt, acknowledgedAt, resolvedAt, state, how } = incident;
  const length = (until: number | null) => (until === null ? '' : formatDuration(until - raisedAt, language));
  const line = say(language, 'list.line', {
    number: number ?? 0,
    at: at(raisedAt, reader),
    name: shownName(names, incident.raisedBy),
    hasTaken: acknowledgedAt === null ? 'no' : 'yes',
    taken: length(acknowledgedAt),
    by: shownName(names, incident.acknowledgedBy),
    state: how === 'false-alarm' ? 'false_alarm' : state,
    resolved: length(resolvedAt),
  });
  const isReviewed = state === 'resolved' && how !== 'false-alarm';
  const review = written.has(id) ? 'written' : isReviewed ? 'missing' : 'none';
  return `${line}${say(language, 'list.review', { review, open: open.get(id) ?? 0 })}`;
}
