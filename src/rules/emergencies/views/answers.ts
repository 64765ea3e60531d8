/** The private word to whoever pressed or asked, how an emergency stands, and notices to one of the staff. */
import { type DoNotDisturb, silenceAt } from '../../../engine/do-not-disturb.ts';
import type { ViewData } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import { loadShown, type Shown } from '../../../engine/incident-shown.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { shownName } from '../../../language/shown-name.ts';
import { type ClientKey, type Key, say, sayToClients } from '../words.ts';
import { type Listed, listLines, loadListed } from './list.ts';
import { stateLine, titleOf } from './page.ts';
import { at, listOf, message, namedOf, took, withContacts } from './shown.ts';

/** What both sides may read of their own asking; everything else is the staff's. */
const forBoth = ['raised', 'joined', 'not-yours', 'not-active', 'no-channel', 'gone', 'which'] as const;
const forStaff = [
  'over',
  'already',
  'yours',
  'still-yours',
  'passed-on',
  'added',
  'not-staff',
  'handing',
  'updated',
  'resolved',
  'false-alarm',
  'reopened',
  'runs-already',
  'changed',
  'unreadable',
  'offer-none',
  'offer-over',
  'none',
  'drill-begun',
  'drill-nobody',
  'drill-runs',
  'drill-not-now',
  'drill-closed',
  'drill-over',
  'drill-only',
  'drill-ended',
  'drill-yours',
  'drill-noted',
] as const;

type Facts = { shown: Shown | null; silences: DoNotDisturb[]; listed: Listed | null };

export const said: View<Facts> = {
  name: 'emergency-said',
  load: async (ask, { what, incident, clientId }, reader) => {
    if (what === 'list')
      return { shown: null, silences: [], listed: await loadListed(ask, String(clientId), reader.now) };
    const shown = incident === undefined ? null : await loadShown(ask, incident);
    return { shown, silences: what === 'show' && shown !== null ? await loadSilences(ask, shown) : [], listed: null };
  },
  render: ({ shown, silences, listed }, reader, data) => {
    if (listed !== null) return message(listLines(listed, reader));
    if (data.what === 'show' && shown !== null) return message(showLines(shown, silences, reader));
    return message([saidText(shown, reader, data)]);
  },
};

async function loadSilences(ask: Ask, { entries }: Shown): Promise<DoNotDisturb[]> {
  const paged = entries.flatMap(({ data }) => (Array.isArray(data.people) ? data.people : []));
  return ask('doNotDisturb', { userIds: [...new Set(paged)] });
}

/** The words of an answer. */
export function saidText(shown: Shown | null, reader: Reader, { what, opensAt, after }: ViewData): string {
  const { language } = reader;
  const both = forBoth.find((one) => one === what);
  if (both !== undefined) return sayToClients(language, `said.${both}` satisfies ClientKey);
  const key: Key = forStaff.find((one) => one === what) ?? 'gone';
  const { incident, names } = shown ?? { incident: null, names: new Map<string, string>() };
  return say(language, key, {
    name: shownName(names, incident?.acknowledgedBy ?? null),
    hasHolder: incident?.acknowledgedBy == null ? 'no' : 'yes',
    severity: incident?.severity ?? '',
    at: at(typeof opensAt === 'number' ? opensAt : null, reader),
    after: typeof after === 'number' ? took(after, language) : '',
  });
}

function showLines(shown: Shown, silences: readonly DoNotDisturb[], reader: Reader): string[] {
  const { language } = reader;
  const { entries } = shown;
  const names = withContacts(shown.names, shown.agency);
  return [
    `*${titleOf(shown, language)}*`,
    stateLine(shown, reader),
    ...rolesLine(shown, language),
    ...entries.map(({ kind, at: when, by, data }) => {
      const isSilent = (id: string) => kind === 'paged' && silenceAt(silences, id, when) !== null;
      const meant = Array.isArray(data.people) ? data.people : typeof data.userId === 'string' ? [data.userId] : [];
      const people = meant.map((id) =>
        isSilent(id) ? say(language, 'show.silent', { name: namedOf(names, id) }) : namedOf(names, id),
      );
      const values = {
        name: by === null ? say(language, 'by-itself') : shownName(names, by),
        answer: String(data.answer ?? ''),
        byReading: data.byReading === true ? 'yes' : 'no',
        who: listOf(people, language),
        hasWays: Array.isArray(data.ways) ? 'yes' : 'no',
        ways: Array.isArray(data.ways) ? data.ways.map((way) => say(language, 'way', { way })).join(', ') : '',
      };
      return `${at(when, reader)}: ${say(language, `entry.${kind}` satisfies Key, values)}`;
    }),
    say(language, 'show.how'),
  ];
}

function rolesLine({ incident, names }: Shown, language: string): string[] {
  const { lead, clientContact, acknowledgedBy } = incident;
  const values = {
    lead: shownName(names, lead ?? acknowledgedBy),
    contact: shownName(names, clientContact ?? acknowledgedBy),
  };
  const hasLead = values.lead === '' ? 'no' : 'yes';
  const hasContact = values.contact === '' ? 'no' : 'yes';
  return [say(language, 'show.roles', { ...values, hasLead, hasContact }).trim()].filter(Boolean);
}

/** Something that one of the staff, or the operator, is told of it. */
export const notice: View<Shown | null> = {
  name: 'emergency-notice',
  load: (ask, { incident }) => loadShown(ask, incident),
  pointless: (shown) => (shown === null || shown.incident.state === 'resolved' ? 'over' : null),
  render: (shown, reader, { what, dueAt, by }) => {
    if (shown === null) return null;
    const { language } = reader;
    const keys: Key[] = [
      'notice.update-due',
      'notice.handed',
      'notice.not-taken',
      'notice.lead',
      'notice.contact',
      'notice.client-not-told',
      'notice.exhausted',
    ];
    const key = keys.find((one) => one === `notice.${what}`);
    if (key === undefined) return null;
    const values = {
      at: at(typeof dueAt === 'number' ? dueAt : null, reader),
      name: typeof by === 'string' ? shownName(shown.names, by) : '',
    };
    return message([`*${titleOf(shown, language)}*`, say(language, key, values)]);
  },
};
