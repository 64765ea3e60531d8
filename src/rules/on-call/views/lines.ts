/** How people, stretches and reasons are said. */
import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import { section } from '../../../engine/blocks.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Duty } from '../../../engine/on-call.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { say } from '../words.ts';

const longestName = 60;

export type Names = ReadonlyMap<string, string>;

/** What Slack calls these people, else the agency's file. */
export async function loadNames(
  ask: Ask,
  agency: Agency | null,
  userIds: Iterable<string | null | undefined>,
): Promise<Names> {
  const asked = [...new Set(userIds)].filter((userId): userId is string => Boolean(userId));
  const persons = asked.length === 0 ? [] : await ask('persons', { userIds: asked });
  const inRotas = Object.values(agency?.onCall?.rotas ?? {}).flatMap(({ people }) => people);
  const names = new Map<string, string>();
  for (const { id, name } of inRotas) if (name !== undefined) names.set(id, name);
  for (const { userId, name } of persons) if (name !== '') names.set(userId, name);
  return names;
}

/** A name ready for markup; Slack's own mention where none is known. */
export function nameOf(names: Names, userId: string | null): string {
  const name = names.get(userId ?? '') ?? '';
  return escapeName(name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name) || `<@${userId}>`;
}

/** From when to when, on the reader's clocks. */
export function spanText({ since, until }: { since: number; until: number }, reader: Reader): string {
  return say(reader.language, 'from-to', { from: formatInstant(since, reader), to: formatInstant(until, reader) });
}

/** Who is on call, and why it is them where it is not their turn. */
export function whoText({ userId, because, planned }: Duty, names: Names, { language }: Reader): string {
  const person = userId === null ? '' : nameOf(names, userId);
  return say(language, `who.${because}`, { person, planned: nameOf(names, planned) });
}

/** A message of these pieces, each drawn as a block. */
export function pieces(...all: (string | KnownBlock)[]): Rendered {
  const text = all.filter((one) => typeof one === 'string').join('\n');
  return { text, blocks: all.map((one) => (typeof one === 'string' ? section(one) : one)) };
}
