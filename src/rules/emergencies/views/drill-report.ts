/** How a drill went: for whoever began it, and for the managers. */
import type { DoNotDisturb } from '../../../engine/do-not-disturb.ts';
import type { Ask, SaidMessage } from '../../../engine/facts.ts';
import type { PageRow } from '../../../engine/incident.ts';
import { loadNames, loadShown, type Names, type Shown } from '../../../engine/incident-shown.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { drillReport, ruleName } from '../config.ts';
import { isAtOnce } from '../drill.ts';
import { type Mend, reportOf, type StepTried, type Tried, type WayTried } from '../drill-report.ts';
import { type Key, say } from '../words.ts';
import { clientOf } from './drill.ts';
import { at, message, namedOf, took, withContacts } from './shown.ts';

/** Of a chain that pages whole groups. */
const MOST_LINES = 60;
const MOST_TO_MEND = 20;

type Facts = {
  shown: Shown;
  pages: PageRow[];
  said: SaidMessage[];
  silences: DoNotDisturb[];
  names: Names;
} | null;

export const report: View<Facts> = {
  name: drillReport,
  load: (ask, { incident }) => loadReport(ask, String(incident)),
  render: (facts, reader) => {
    if (facts === null) return null;
    return message(linesOf(facts, reader));
  },
};

async function loadReport(ask: Ask, id: string): Promise<Facts> {
  const shown = await loadShown(ask, id);
  if (shown === null) return null;
  const { entries, incident } = shown;
  const people = entries.flatMap(({ by, data }) => [by, ...(Array.isArray(data.people) ? data.people : [])]);
  return {
    shown,
    pages: await ask('pages', { incidentId: id }),
    said: await ask('said', { rule: ruleName, subject: id }),
    silences: await ask('doNotDisturb', { userIds: people.filter((one) => one !== null) }),
    names: withContacts(await loadNames(ask, [incident.raisedBy, ...people]), shown.agency),
  };
}

function linesOf({ shown, pages, said, silences, names }: NonNullable<Facts>, reader: Reader): string[] {
  const { incident, entries, agreement } = shown;
  const { language } = reader;
  const found = reportOf({ incident, entries, pages, said, silences });
  const people = found.steps.flatMap((step) => stepLines(step, names, reader));
  const mend = found.mend.slice(0, MOST_TO_MEND).map((one) => `• ${mendLine(one, names, language)}`);
  return [
    say(language, 'report.title', { client: clientOf(agreement) }),
    say(language, 'report.begun', {
      name: shownName(names, incident.raisedBy),
      at: at(incident.raisedAt, reader),
      mode: isAtOnce(entries) ? 'atOnce' : 'earnest',
    }),
    endLine(shown, found.how, names, language),
    ...people.slice(0, MOST_LINES),
    ...(people.length > MOST_LINES ? [say(language, 'report.more', { count: people.length - MOST_LINES })] : []),
    ...(found.untried === 0 ? [] : [say(language, 'report.untried', { count: found.untried })]),
    ...(mend.length === 0 ? [say(language, 'report.fine')] : [say(language, 'report.mend'), ...mend]),
  ];
}

function endLine(
  { incident, entries }: Shown,
  how: ReturnType<typeof reportOf>['how'],
  names: Names,
  language: string,
): string {
  if (how === 'answered' && isAtOnce(entries)) return say(language, 'report.all-answered');
  const { resolvedBy, acknowledgedBy, resolvedAt, raisedAt } = incident;
  return say(language, `report.${how}` satisfies Key, {
    name: shownName(names, how === 'answered' ? acknowledgedBy : resolvedBy),
    after: took((resolvedAt ?? raisedAt) - raisedAt, language),
  });
}

function stepLines({ step, tried, missed }: StepTried, names: Names, reader: Reader): string[] {
  const { language } = reader;
  return [
    say(language, 'report.step', { step: step + 1 }),
    ...tried.map((one) => personLine(one, names, reader)),
    ...missed.map(({ responder, because }) =>
      say(language, 'report.missed', {
        name: whoOf(names, responder, language),
        because: escapeMrkdwn(because.replaceAll('-', '_')),
      }),
    ),
  ];
}

function personLine({ responder, ways, answeredAfter, silentUntil }: Tried, names: Names, reader: Reader): string {
  const { language } = reader;
  const tried = ways.map((way) => wayText(way, reader)).join(', ');
  return say(language, 'report.person', {
    name: whoOf(names, responder, language),
    ways:
      silentUntil === null ? tried : say(language, 'report.silent', { ways: tried, until: at(silentUntil, reader) }),
    hasAnswered: answeredAfter === null ? 'no' : 'yes',
    after: answeredAfter === null ? '' : took(answeredAfter, language),
  });
}

function wayText({ way, outcome, at: when, because }: WayTried, reader: Reader): string {
  const { language } = reader;
  return say(language, 'report.way', {
    way: say(language, 'way', { way }),
    outcome,
    at: at(when, reader),
    because: escapeMrkdwn(because ?? ''),
  });
}

function mendLine(mend: Mend, names: Names, language: string): string {
  return say(language, `mend.${mend.what}` satisfies Key, {
    step: 'step' in mend ? mend.step + 1 : 0,
    name: 'responder' in mend ? whoOf(names, mend.responder, language) : '',
    way: 'way' in mend ? say(language, 'way', { way: mend.way }) : '',
  });
}

function whoOf(names: Names, responder: string, language: string): string {
  return responder === 'system' ? say(language, 'system') : namedOf(names, responder);
}
