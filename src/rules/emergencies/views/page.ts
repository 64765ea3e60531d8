/** What somebody is paged with: in Slack with buttons, and in plain text for all other ways. Drawn again it says who has it. */
import type { KnownBlock } from '@slack/types';
import { button, plain } from '../../../engine/blocks.ts';
import { openHandOver, pageView } from '../../../engine/incident.ts';
import { loadShown, type Shown } from '../../../engine/incident-shown.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { plainWords, quoteWords } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { say } from '../words.ts';
import { drillMessage, drillText } from './drill.ts';
import { at, channelText, message } from './shown.ts';

const LONGEST_QUOTE = 1200;
const MOST_REPORTS = 3;
const LONGEST_TEXT = 1500;

export const page: View<Shown | null> = {
  name: pageView,
  load: (ask, { incident }) => loadShown(ask, incident),
  pointless: (shown, reader, { isBeside }) => {
    if (shown === null || shown.incident.state === 'resolved') return 'over';
    const { acknowledgedBy } = shown.incident;
    return isBeside === true || acknowledgedBy === null || acknowledgedBy === reader.userId ? null : 'taken';
  },
  render: (shown, reader) => {
    if (shown === null) return null;
    if (shown.incident.isDrill) return drillMessage(shown, reader);
    const { language } = reader;
    const { incident, channel, names } = shown;
    const lines = [
      `*${titleOf(shown, language)}*`,
      say(language, 'page.raised', {
        byReading: byReading(shown),
        name: shownName(names, incident.raisedBy),
        at: at(incident.raisedAt, reader),
        channel: channelText(channel),
        severity: incident.severity,
      }),
      stateLine(shown, reader),
      ...handingLine(shown, reader),
      ...(shown.link === null ? [] : [`<${shown.link}|${say(language, 'page.link')}>`]),
      ...quotes(shown),
    ];
    return message(lines, buttons(shown, reader));
  },
  page: (shown, reader) => {
    if (shown === null) return null;
    if (shown.incident.isDrill) return drillText(shown, reader);
    const { incident, names, link, reports } = shown;
    const words = reports.flatMap((report) =>
      report.words === null ? [] : plainWords(report.words, (id) => names.get(id)),
    );
    const raised = say(reader.language, 'page.raised-plain', {
      byReading: byReading(shown),
      name: names.get(incident.raisedBy) ?? say(reader.language, 'somebody'),
      at: at(incident.raisedAt, reader),
    });
    return {
      title: say(reader.language, 'page.title', { client: shown.agreement.client.name, number: incident.number ?? 0 }),
      text: [raised, words.join('\n').slice(0, LONGEST_TEXT)].filter(Boolean).join('\n'),
      link,
    };
  },
};

/** Whether nobody raised it but how a message reads. */
function byReading({ entries }: Shown): 'yes' | 'no' {
  return entries.some(({ kind, data }) => kind === 'raised' && data.byReading === true) ? 'yes' : 'no';
}

export function titleOf({ agreement, incident }: Shown, language: string): string {
  const client = agreement.client.name.replaceAll(/[<>&*_~`]/g, ' ');
  return say(language, 'page.title', { client, number: incident.number ?? 0 });
}

/** How it stands, in a line. */
export function stateLine({ incident, names }: Shown, reader: Reader): string {
  const { language, userId } = reader;
  const { state, acknowledgedBy, acknowledgedAt, resolvedBy, resolvedAt, how } = incident;
  if (state === 'resolved')
    return say(language, how === 'false-alarm' ? 'state.false-alarm' : 'state.resolved', {
      name: shownName(names, resolvedBy),
      at: at(resolvedAt, reader),
    });
  if (state === 'triggered') return say(language, 'state.triggered');
  return say(language, acknowledgedBy === userId ? 'state.yours' : 'state.acknowledged', {
    name: shownName(names, acknowledgedBy),
    at: at(acknowledgedAt, reader),
    next: at(incident.nextUpdateAt, reader),
  });
}

/** It is handed over to the reader. */
function handingLine({ incident, entries, names }: Shown, { language, userId }: Reader): string[] {
  const open = incident.state === 'resolved' ? null : openHandOver(entries);
  return open === null || open.to !== userId
    ? []
    : [say(language, 'page.handing', { name: shownName(names, open.by) })];
}

function quotes({ reports, names }: Shown): string[] {
  return reports.slice(0, MOST_REPORTS).flatMap(({ by, words }) => {
    const quote = words === null ? '' : quoteWords(words, LONGEST_QUOTE / MOST_REPORTS, (id) => names.get(id));
    return quote === '' ? [] : [`${shownName(names, by)}:`, quote];
  });
}

function buttons({ incident, entries }: Shown, { language, userId }: Reader): KnownBlock[] {
  const { id, state, acknowledgedBy } = incident;
  if (state === 'resolved') return [];
  const pass = button('emergency-pass', say(language, 'button.pass'), id);
  const add = button('emergency-add', say(language, 'button.add'), id);
  const have = { ...button('emergency-have', say(language, 'button.have'), id), style: 'primary' as const };
  if (state === 'triggered') return [{ type: 'actions', elements: [have, pass, add] }];
  if (acknowledgedBy !== userId)
    return userId !== null && openHandOver(entries)?.to === userId ? [{ type: 'actions', elements: [have] }] : [];
  const sure = {
    title: plain(say(language, 'sure.title')),
    text: plain(say(language, 'sure.text')),
    confirm: plain(say(language, 'sure.yes')),
    deny: plain(say(language, 'sure.no')),
  };
  return [
    {
      type: 'actions',
      elements: [
        { ...button('emergency-update', say(language, 'button.update'), id), style: 'primary' as const },
        { ...button('emergency-resolve', say(language, 'button.resolve'), id), confirm: sure },
        { ...button('emergency-false-alarm', say(language, 'button.false-alarm'), id), confirm: sure },
        pass,
        add,
      ],
    },
  ];
}
