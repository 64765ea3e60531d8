/** The rule's own parts of the card: which channel for what, rhythm, people, links, and what the bot keeps. */
import { managersOf } from '../../agreement/agency.ts';
import type { Agreement, Person } from '../../agreement/agreement.ts';
import { LONGEST_WORDS } from '../../agreement/duration.ts';
import { agreedReport } from '../../agreement/reports.ts';
import { rhythmOf } from '../../agreement/rhythm.ts';
import { sectionOf } from '../../agreement/section.ts';
import { REPORT_KINDS } from '../../agreement/status.ts';
import type { CardPart } from '../../engine/card.ts';
import { escapeMrkdwn, escapeName } from '../../language/messages.ts';
import { cardSection, WAYS } from './config.ts';
import { comingText } from './recurring.ts';
import { type Key, say } from './words.ts';

/** As many of one side as a person reads; the rest is counted. */
const MOST_PEOPLE = 20;
const LONGEST_NAME = 60;
/** Until an agency's file says otherwise. */
const USUAL_DAYS = 30;

const channels: CardPart = {
  part: 'channels',
  keys: ['card.channelsFor'],
  title: (language) => say(language, 'channels'),
  lines: (agreement, { language }) => {
    const agreed = sectionOf(agreement, cardSection)?.channelsFor ?? {};
    return WAYS.flatMap((way) => {
      const words = agreed[way];
      const what = say(language, `way.${way}` satisfies Key);
      return words === undefined ? [] : [`• ${say(language, 'named', { what, words: escapeMrkdwn(words) })}`];
    });
  },
};

const rhythm: CardPart = {
  part: 'rhythm',
  keys: ['rhythm.onClosedDays', 'rhythm.meetings', 'rhythm.status', 'card.rhythm'],
  title: (language) => say(language, 'rhythm'),
  lines: (agreement, { language }) => [
    ...rhythmOf(agreement).meetings.map((meeting) => `• ${comingText(meeting, language)}`),
    ...REPORT_KINDS.flatMap((kind) => {
      const agreed = agreedReport(agreement, kind);
      const title = say(language, `report.${kind}`);
      return agreed === null ? [] : [`• ${comingText({ title, when: agreed.when }, language)}`];
    }),
    ...(sectionOf(agreement, cardSection)?.rhythm ?? []).map((line) => `• ${escapeMrkdwn(line)}`),
  ],
};

const people: CardPart = {
  part: 'people',
  keys: ['people.owner', 'people.backup', 'people.managers', 'people.staff', 'people.client', 'card.roles'],
  title: (language) => say(language, 'people'),
  lines: (agreement, { language }, agency) => {
    const { owner, backup, staff, client } = agreement.people;
    const managers = managersOf(agreement, agency ?? undefined);
    const ours = unique([owner, backup, ...managers, ...staff]);
    const agencyName = agency === null ? say(language, 'the-agency') : escapeName(agency.agency.name);
    return [
      ...groupOf(agencyName, ours, agreement, managers, language),
      ...groupOf(escapeName(agreement.client.name), unique(client), agreement, [], language),
    ];
  },
};

function groupOf(
  title: string,
  persons: readonly Person[],
  agreement: Agreement,
  managers: readonly Person[],
  language: string,
): string[] {
  if (persons.length === 0) return [];
  const lines = persons.slice(0, MOST_PEOPLE).map((person) => {
    const { owner, backup } = agreement.people;
    const given = sectionOf(agreement, cardSection)?.roles.find(({ id }) => id === person.id)?.role;
    const parts = [
      ...(given === undefined ? [] : [escapeName(given)]),
      ...(person.id === owner.id ? [say(language, 'part.owner')] : []),
      ...(person.id === backup.id ? [say(language, 'part.backup')] : []),
      ...(managers.some(({ id }) => id === person.id) ? [say(language, 'part.manager')] : []),
    ];
    return parts.length === 0
      ? `• ${nameOf(person)}`
      : `• ${say(language, 'named', { what: nameOf(person), words: parts.join(', ') })}`;
  });
  const left = persons.length - MOST_PEOPLE;
  return [`_${title}_`, ...lines, ...(left > 0 ? [say(language, 'more', { count: left })] : [])];
}

/** As the agreement names somebody; by Slack's own mention where nobody knows a name. */
export function nameOf({ id, name = '' }: Person): string {
  const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
  return escapeName(short) || `<@${id}>`;
}

function unique(persons: readonly Person[]): Person[] {
  return [...new Map(persons.map((person) => [person.id, person])).values()];
}

const links: CardPart = {
  part: 'links',
  keys: ['card.links'],
  title: (language) => say(language, 'links'),
  lines: (agreement) => {
    const all = sectionOf(agreement, cardSection)?.links ?? [];
    return all.map(({ title, url }) => `• <${escapeMrkdwn(url)}|${escapeName(title).replaceAll('|', '¦')}>`);
  },
};

const privacy: CardPart = {
  part: 'privacy',
  keys: ['retention'],
  title: (language) => say(language, 'privacy'),
  lines: (agreement, { language }, agency) => {
    const words = agreement.retention?.words ?? agency?.retention.words;
    return [say(language, 'kept', { days: words?.days ?? USUAL_DAYS, most: LONGEST_WORDS.days })];
  },
};

export const card: readonly CardPart[] = [channels, rhythm, people, links, privacy];
