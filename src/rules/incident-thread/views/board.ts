/** The post by which staff follow an emergency: how it stands now, what is happening, and what can be done about it. */
import type { ActionsBlock, KnownBlock, PlainTextOption, SectionBlock, StaticSelect } from '@slack/types';
import { button, plain, section } from '../../../engine/blocks.ts';
import { standing } from '../../../engine/form-subject.ts';
import { type Incident, openHandOver, severities } from '../../../engine/incident.ts';
import { loadShown, type Shown } from '../../../engine/incident-shown.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { formatInstant, quoteWords } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { type Key, say } from '../words.ts';

const LONGEST_QUOTE = 1500;
const LONGEST_CLIENT = 80;

export const board: View<Shown | null> = {
  name: 'incident-board',
  load: (ask, { incident }) => loadShown(ask, incident),
  render: (shown, reader) => {
    if (shown === null) return null;
    const title = `*${titleOf(shown, reader.language)}*`;
    const state = stateOf(shown, reader);
    return {
      text: `${title}\n${state}`,
      blocks: [
        section(`${title}\n${state}`),
        fieldsOf(shown, reader),
        ...happening(shown, reader.language),
        ...actions(shown, reader.language),
        { type: 'context', elements: [{ type: 'mrkdwn', text: howText(shown, reader.language) }] },
      ],
    };
  },
};

function titleOf({ agreement, incident }: Shown, language: string): string {
  const name = agreement.client.name.replaceAll(/[<>&*_~`]/g, ' ');
  const client = name.length > LONGEST_CLIENT ? `${name.slice(0, LONGEST_CLIENT - 1)}…` : name;
  return say(language, 'board.title', { client, number: incident.number ?? 0 });
}

function stateOf({ incident, names, entries }: Shown, reader: Reader): string {
  const { language } = reader;
  const { state, acknowledgedBy, acknowledgedAt, resolvedBy, resolvedAt, how } = incident;
  const said = (key: Key, who: string | null, at: number | null) =>
    say(language, key, { name: shownName(names, who), at: at === null ? '' : formatInstant(at, reader) });
  if (state === 'resolved')
    return said(how === 'false-alarm' ? 'state.false-alarm' : 'state.resolved', resolvedBy, resolvedAt);
  const to = openHandOver(entries)?.to;
  const handing = to === undefined ? [] : [say(language, 'state.handing', { who: shownName(names, to) })];
  const now =
    state === 'triggered'
      ? say(language, 'state.triggered')
      : said('state.acknowledged', acknowledgedBy, acknowledgedAt);
  return [now, ...handing].join('\n');
}

/** In two columns; severity is among the buttons while it runs. */
function fieldsOf(shown: Shown, reader: Reader): SectionBlock {
  const { incident, names } = shown;
  const { language } = reader;
  const { lead, clientContact, acknowledgedBy, nextUpdateAt } = incident;
  const who = (userId: string | null) => shownName(names, userId ?? acknowledgedBy) || say(language, 'board.nobody');
  const raised = say(language, 'board.raised-by', {
    name: shownName(names, incident.raisedBy),
    at: formatInstant(incident.raisedAt, reader),
  });
  const roles: [Key, string][] = [
    ['board.lead', who(lead)],
    ['board.contact', who(clientContact)],
  ];
  const fields: [Key, string][] = [
    ['board.raised', raised],
    // Of one that nobody had to take, nobody leads it.
    ...(incident.state === 'resolved' && acknowledgedBy === null ? [] : roles),
    ...(incident.state === 'resolved'
      ? [['board.severity', say(language, `severity.${incident.severity}` satisfies Key)] satisfies [Key, string]]
      : []),
    ...(nextUpdateAt === null ? [] : [['board.next', formatInstant(nextUpdateAt, reader)] satisfies [Key, string]]),
  ];
  return {
    type: 'section',
    fields: fields.map(([key, value]) => ({ type: 'mrkdwn', text: `*${say(language, key)}*\n${value}` })),
  };
}

function severityChoice(incident: Incident, language: string): StaticSelect {
  const options = severities.map(
    (one, index): PlainTextOption => ({
      text: plain(say(language, 'board.severity-is', { severity: say(language, `severity.${one}` satisfies Key) })),
      value: standing(incident.id, index),
    }),
  );
  const initial = options[severities.indexOf(incident.severity)];
  return {
    type: 'static_select',
    action_id: 'emergency-severity',
    placeholder: plain(say(language, 'board.severity')),
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  };
}

/** In the words of whoever raised it, while they are kept, and where it was written. */
function happening({ reports, names, channel, link }: Shown, language: string): KnownBlock[] {
  const words = reports[0]?.words ?? null;
  const quote = words === null ? '' : quoteWords(words, LONGEST_QUOTE, (id) => names.get(id));
  const where = channel === null ? '' : `<#${channel.slackChannelId}>`;
  const title = say(language, 'board.happening', { where });
  const lines = [
    ...(quote === '' ? [] : [title, quote]),
    ...(link === null ? [] : [`<${link}|${say(language, 'board.link')}>`]),
  ];
  return lines.length === 0 ? [] : [section(lines.join('\n'))];
}

function actions({ incident }: Shown, language: string): ActionsBlock[] {
  const { id, state } = incident;
  if (state === 'resolved') return [];
  const made = (action: string, key: Key) => button(`emergency-${action}`, say(language, key), id);
  const primary = (one: ReturnType<typeof made>) => ({ ...one, style: 'primary' as const });
  const more = [made('pass', 'button.pass'), made('add', 'button.add'), severityChoice(incident, language)];
  if (state === 'triggered') return [{ type: 'actions', elements: [primary(made('have', 'button.have')), ...more] }];
  const confirm = {
    title: plain(say(language, 'sure.title')),
    text: plain(say(language, 'sure.text')),
    confirm: plain(say(language, 'sure.yes')),
    deny: plain(say(language, 'sure.no')),
  };
  const elements = [
    primary(made('update', 'button.update')),
    { ...made('resolve', 'button.resolve'), confirm },
    { ...made('false-alarm', 'button.false-alarm'), confirm },
    ...more,
  ];
  return [{ type: 'actions', elements }];
}

function howText({ incident }: Shown, language: string): string {
  return say(language, incident.state === 'resolved' ? 'how.over' : 'how.running');
}
