/** What every message of this rule is drawn from: a report with its client, and how people and times are said. */
import type { KnownBlock } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { sections } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Contributor, Report } from '../../../engine/report.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { type Key, say } from '../words.ts';

const LONGEST_NAME = 40;

export type Names = ReadonlyMap<string, string>;

export type Shown = { report: Report; agreement: Agreement; names: Names };

/** Loads a report by its id, with the names of all who have a part in it and of these; null where there is none. */
export async function loadShown(ask: Ask, id: unknown, more: readonly string[] = []): Promise<Shown | null> {
  const report = typeof id === 'string' ? await ask('report', { id }) : null;
  const agreement = report === null ? null : await ask('agreement', { clientId: report.clientId });
  if (report === null || agreement === null) return null;
  return { report, agreement, names: await loadNames(ask, [...report.contributors.flatMap(namedIn), ...more]) };
}

const namedIn = ({ userId, standsFor, askedBy }: Contributor) =>
  [userId, standsFor, askedBy].flatMap((one) => one ?? []);

/** What Slack calls these people; those of whom nothing is known are missing. */
export async function loadNames(ask: Ask, userIds: readonly string[]): Promise<Names> {
  const persons = await ask('persons', { userIds: [...new Set(userIds)] });
  return new Map(persons.filter(({ name }) => name !== '').map(({ userId, name }) => [userId, name]));
}

/** What Slack calls somebody; their own mention where nothing is known. */
export function nameOf(names: Names, userId: string): string {
  const name = names.get(userId);
  if (name === undefined) return `<@${userId}>`;
  return escapeName(name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);
}

/** The values that most texts have: which report, whose, when its draft is made and when it goes. */
export function valuesOf({ report, agreement }: Pick<Shown, 'report' | 'agreement'>, reader: Reader) {
  return {
    report: say(reader.language, `kind.${report.kind}` as Key),
    client: escapeName(agreement.client.name),
    draft: at(report.draftAt, reader),
    goes: at(report.goesAt, reader),
  };
}

/** An instant on the reader's clocks. */
export function at(instant: number, reader: Reader): string {
  return formatInstant(instant, reader);
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: readonly KnownBlock[] = []): Rendered {
  return { text: lines.join('\n'), blocks: [...sections(lines), ...blocks] };
}
