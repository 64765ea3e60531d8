/** The card as blocks: title, the parts that there are, and quietly below which version it is and who has read it. */

import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement, Person } from '../../../agreement/agreement.ts';
import { sectionOf } from '../../../agreement/section.ts';
import { button, sections } from '../../../engine/blocks.ts';
import type { CardPart, Standing } from '../../../engine/card.ts';
import { versionSubject } from '../../../engine/client-subject.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Bookmark, Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatDate } from '../../../language/messages.ts';
import { localDate } from '../../../time/local-date.ts';
import { zoneOr } from '../../../time/zone.ts';
import { cardSection } from '../config.ts';
import { loadReaders, type Read } from '../slots.ts';
import { say } from '../words.ts';

/** What Slack takes in one message with room for what stands below the card, in characters of all blocks together. */
const LONGEST_CARD = 11_000;

export type CardFacts = {
  agreement: Agreement;
  agency: Agency | null;
  /** Epoch milliseconds. */
  inForceSince: number | null;
  readers: Read[];
  standing: Standing;
};

/** Loads a client's agreement as the card shows it, people by the names that Slack knows where the file gives none. */
export async function loadCard(ask: Ask, clientId: string): Promise<CardFacts | null> {
  const agreement = await ask('agreement', { clientId });
  if (agreement === null) return null;
  const { version } = agreement;
  return {
    agreement: await withNames(ask, agreement),
    agency: await ask('agency', {}),
    inForceSince: (await ask('agreementText', { clientId, version }))?.appliedAt ?? null,
    readers: await loadReaders(ask, clientId, version),
    standing: { milestones: await ask('milestonesOf', { clientId }) },
  };
}

async function withNames(ask: Ask, agreement: Agreement): Promise<Agreement> {
  const { people } = agreement;
  const shown = [people.owner, people.backup, ...people.managers, ...people.staff, ...people.client];
  const nameless = shown.filter(({ name }) => name === undefined).map(({ id }) => id);
  if (nameless.length === 0) return agreement;
  const seen = await ask('seen', { clientId: agreement.id, userIds: nameless });
  const named = (person: Person): Person => {
    const name = person.name ?? seen.find(({ userId }) => userId === person.id)?.person?.name;
    return name === undefined || name === '' ? person : { ...person, name };
  };
  const { owner, backup, managers, staff, client } = people;
  const all = { managers: managers.map(named), staff: staff.map(named), client: client.map(named) };
  return { ...agreement, people: { ...people, owner: named(owner), backup: named(backup), ...all } };
}

/** The card itself. Parts that both sides agreed nothing about are left out. */
export function drawCard(facts: CardFacts, parts: readonly CardPart[], reader: Reader): Rendered {
  const { agreement, agency } = facts;
  const { language } = reader;
  const names = { agency: agencyName(agency, language), client: escapeName(agreement.client.name) };
  const title = `*${say(language, 'title', names)}*`;
  const isOver = agreement.status === 'ended';
  const head = agreement.status === 'active' ? [title] : [title, say(language, `status.${agreement.status}`)];
  const drawn = isOver ? [] : parts.map((part) => linesOf(part, facts, reader)).filter((lines) => lines.length > 0);
  const shown = fitting([head, ...drawn], say(language, 'cut'));
  const blocks = shown.flatMap(sections);
  const foot = footOf(facts, reader);
  return {
    text: shown.flat().join('\n'),
    blocks: [...blocks, { type: 'context', elements: [{ type: 'mrkdwn', text: foot }] }],
  };
}

/** As many lines as fit; `cut` says that there are more. */
function fitting(parts: readonly string[][], cut: string): string[][] {
  let left = LONGEST_CARD;
  const shown: string[][] = [];
  for (const lines of parts) {
    const end = lines.findIndex((line) => {
      left -= line.length + 1;
      return left < 0;
    });
    if (end < 0) shown.push(lines);
    // A title alone would stand above nothing.
    else return [...shown, ...(end > 1 ? [lines.slice(0, end)] : []), [cut]];
  }
  return shown;
}

/** The agency by its own name, ready for markup. */
export function agencyName(agency: Agency | null, language: string): string {
  return agency === null ? say(language, 'the-agency') : escapeName(agency.agency.name);
}

function linesOf(part: CardPart, { agreement, agency, standing }: CardFacts, reader: Reader): string[] {
  const lines = part.lines(agreement, inAKnownZone(reader, agreement), agency, standing);
  return lines.length === 0 ? [] : [`*${part.title(reader.language)}*`, ...lines];
}

function inAKnownZone(reader: Reader, { officeHours }: Agreement): Reader {
  return { ...reader, timeZone: zoneOr(reader.timeZone, officeHours.timeZone) };
}

/** Which version it is, and how many of the client's people have read it; nothing of the latter where none is named. */
function footOf({ agreement, inForceSince, readers }: CardFacts, reader: Reader): string {
  const { language } = reader;
  const { version, people, client, officeHours } = agreement;
  const zone = zoneOr(reader.timeZone, officeHours.timeZone);
  const since = inForceSince === null ? '' : formatDate(localDate(zone, inForceSince), { ...reader, timeZone: zone });
  const line = say(language, 'version', { version, hasSince: since === '' ? 'no' : 'yes', since });
  const count = people.client.filter(({ id }) => readers.some(({ userId }) => userId === id)).length;
  if (count === 0) return line;
  const read = say(language, 'read-by', { count, of: people.client.length, client: escapeName(client.name) });
  return `${line} · ${read}`;
}

/** The links that stand above the channel too: pages only, which is all that Slack takes there. */
export function bookmarksOf({ agreement }: CardFacts): Bookmark[] {
  if (agreement.status === 'ended') return [];
  const links = sectionOf(agreement, cardSection)?.links ?? [];
  return links.filter(({ url }) => url.startsWith('https://')).map(({ title, url }) => ({ title, url }));
}

/** *I have read this*, of the version that is shown. */
export function readButton({ agreement }: CardFacts, { language }: Reader): KnownBlock {
  const value = versionSubject(agreement.id, agreement.version);
  return { type: 'actions', elements: [button('card-read', say(language, 'button.read'), value)] };
}

/** What other rules let people press on the card, and *I have read this* where it is asked for. */
export function cardButtons(
  facts: CardFacts,
  parts: readonly CardPart[],
  reader: Reader,
  asksToRead: boolean,
): KnownBlock[] {
  const offered = parts.flatMap(({ buttons }) => buttons?.(facts.agreement, reader) ?? []);
  return [
    ...(asksToRead ? [readButton(facts, reader)] : []),
    ...(offered.length === 0 ? [] : [{ type: 'actions' as const, elements: offered }]),
  ];
}

/** A message of one text. */
export function plainly(text: string): Rendered {
  return { text, blocks: sections([text]) };
}
