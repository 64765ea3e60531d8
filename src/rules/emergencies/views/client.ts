/** What the client reads: one message that keeps itself current, and each update beside it. Calm, and nothing internal. */
import { emergencyOf } from '../../../agreement/emergency.ts';
import type { Ask } from '../../../engine/facts.ts';
import { loadNames, loadShown, type Names, type Shown } from '../../../engine/incident-shown.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, quoteWords } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';
import { waitsUntil } from '../paging.ts';
import { languages, sayToClients } from '../words.ts';
import { atClient, message } from './shown.ts';

const LONGEST_UPDATE = 2000;

export const client: View<Shown | null> = {
  name: 'emergency-client',
  languages,
  load: (ask, { incident }) => loadShown(ask, incident),
  render: (shown, reader) => (shown === null ? null : message(linesOf(shown, reader))),
};

function linesOf(shown: Shown, reader: Reader): string[] {
  const { incident, names, agreement, latest } = shown;
  const { language } = reader;
  const { state, raisedBy, raisedAt, resolvedBy, resolvedAt, how, nextUpdateAt } = incident;
  const received = sayToClients(language, 'received', {
    name: shownName(names, raisedBy),
    at: atClient(raisedAt, shown, reader),
  });
  if (state === 'resolved') {
    const values = { name: shownName(names, resolvedBy), at: atClient(resolvedAt, shown, reader) };
    return [received, sayToClients(language, how === 'false-alarm' ? 'false-alarm' : 'resolved', values)];
  }
  const { calm } = emergencyOf(agreement);
  return [
    received,
    stateOf(shown, reader),
    ...(latest === null ? [] : [updateOf(latest, shown, reader)]),
    ...(nextUpdateAt === null ? [] : [sayToClients(language, 'next', { at: atClient(nextUpdateAt, shown, reader) })]),
    ...(calm === undefined ? [] : [escapeMrkdwn(calm)]),
  ];
}

function stateOf(shown: Shown, reader: Reader): string {
  const { incident, names, agreement } = shown;
  const { language } = reader;
  if (incident.state === 'acknowledged')
    return sayToClients(language, 'acknowledged', {
      name: shownName(names, incident.acknowledgedBy),
      at: atClient(incident.acknowledgedAt, shown, reader),
    });
  const opensAt = waitsUntil(incident, agreement, reader.now);
  return opensAt === null
    ? sayToClients(language, 'triggered')
    : sayToClients(language, 'waiting', { at: atClient(opensAt, shown, reader) });
}

function updateOf({ by, at, words }: NonNullable<Shown['latest']>, shown: Shown, reader: Reader): string {
  const { names } = shown;
  const values = { at: atClient(at, shown, reader), name: shownName(names, by) };
  const quote = words === null ? '' : quoteWords(words, LONGEST_UPDATE, (id) => names.get(id));
  if (quote === '') return sayToClients(reader.language, 'update.none', values);
  return `${sayToClients(reader.language, 'update', values)}\n${quote}`;
}

type Update = { words: string | null; names: Names; isOver: boolean };

/** The same words once beside it, for Slack tells nobody of what is changed. */
export const update: View<Update> = {
  name: 'emergency-update',
  languages,
  load: (ask, data) => loadUpdate(ask, data),
  render: ({ words, names }, { language }, { by }) => {
    const quote = words === null ? '' : quoteWords(words, LONGEST_UPDATE, (id) => names.get(id));
    const title = sayToClients(language, 'update.beside', { name: shownName(names, String(by)) });
    return message(quote === '' ? [title, sayToClients(language, 'update.gone')] : [title, quote]);
  },
};

async function loadUpdate(ask: Ask, data: Record<string, unknown>): Promise<Update> {
  const incident = await ask('incident', { id: String(data.incident) });
  const place = { channelId: incident?.channelId ?? '', ts: String(data.place) };
  return {
    words: incident === null ? null : await ask('words', place),
    names: await loadNames(ask, [String(data.by)]),
    isOver: incident?.state === 'resolved',
  };
}
