/** A report with everything that is shown or decided of it: its words, its figures, and how it would read now. */

import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import { loadNames, type Names } from '../../engine/incident-shown.ts';
import { type Answers, type Report, readAnswers } from '../../engine/report.ts';
import { sharedChannels } from '../../engine/shared-channel.ts';
import { type Assembled, assemble } from './assemble.ts';
import { loadFigures } from './figures.ts';
import { type PostedReport, readPosted } from './posted.ts';

export type Whole = {
  report: Report;
  agreement: Agreement;
  agency: Agency | null;
  /** Where it goes; null: the client has no channel any more in which both sides read. */
  channel: Channel | null;
  names: Names;
  /** As it stands now, put together from answers and edits. */
  assembled: Assembled;
  /** The same as the client would read it if it went now. */
  current: PostedReport;
  /** As it went; null: it has not, or its words are not kept any more. */
  posted: PostedReport | null;
};

/** Loads one by its id, with the names of these people too; null where there is none. */
export async function loadWhole(ask: Ask, id: unknown, more: readonly (string | null)[] = []): Promise<Whole | null> {
  const report = typeof id === 'string' ? await ask('report', { id }) : null;
  const agreement = report === null ? null : await ask('agreement', { clientId: report.clientId });
  if (report === null || agreement === null) return null;
  const { contributors, edited, channelId, postedPlace, approvedBy } = report;
  const places = [...contributors.map(({ place }) => place), edited?.place ?? null, postedPlace];
  const words = await loadWords(ask, channelId, places);
  const agency = await ask('agency', {});
  const people = contributors.flatMap(({ userId, standsFor }) => [userId, standsFor]);
  const names = await loadNames(ask, [...people, edited?.by ?? null, approvedBy, agreement.people.owner.id, ...more]);
  const answers = new Map<string, Answers | null>(
    contributors.map(({ userId, place }) => [userId, readAnswers(words.get(place) ?? null)]),
  );
  const nameOf = (userId: string) => names.get(userId) ?? agency?.agency.name ?? agreement.client.name;
  const assembled = assemble(report, {
    answers,
    edited: readAnswers(words.get(edited?.place ?? null) ?? null),
    nameOf,
  });
  const [channel = null] = await sharedChannels(ask, agreement.id);
  return {
    ...{ report, agreement, agency, names, assembled },
    channel,
    current: { sections: assembled.sections, figures: await loadFigures(ask, agreement, report) },
    posted: readPosted(words.get(postedPlace) ?? null),
  };
}

async function loadWords(ask: Ask, channelId: string, places: readonly (string | null)[]) {
  const named = [...new Set(places.filter((place) => place !== null))];
  const kept = named.length === 0 ? [] : await ask('wordsOf', { places: named.map((ts) => ({ channelId, ts })) });
  return new Map<string | null, string | null>(named.map((place, index) => [place, kept[index]?.text ?? null]));
}
