/** Several matters in one message: what is overdue after an outage, and what `/rules status` shows. */

import type { KnownBlock } from '@slack/types';
import { section } from '../../../engine/blocks.ts';
import type { Ask, DeafChannel } from '../../../engine/facts.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeName, formatDuration, quoteWords } from '../../../language/messages.ts';
import { say } from '../words.ts';
import { fewButtons } from './buttons.ts';
import { insteadLine, linkLine, meanwhileLines, nameOf, settledLine, time } from './lines.ts';
import { loadMatter, loadNames, type Matter, type Names } from './matter.ts';
import { plainly, settledMeanwhile } from './notice.ts';
import { loadReports, type ReportOf, reportLines } from './report-lines.ts';

/** As many as a person reads at once, and as fit into a message that can be drawn again (4,000 characters). */
const most = 12;
const longestText = 3700;
const longestQuote = 140;
const mostDeaf = 5;

type Overdue = { matters: Matter[]; names: Names; settled: number };

/** What is overdue, in one message per reader; each line shows how its matter stands now. */
export const overdue: View<Overdue> = {
  name: 'overdue',
  load: async (ask, data, reader) => {
    const { subjects, standsInFor } = data;
    const persons = typeof standsInFor === 'string' ? [standsInFor] : [];
    const matters = await loadMatters(ask, Array.isArray(subjects) ? subjects : [], reader);
    const names = await loadNames(ask, persons, matters[0]?.agreement ?? null);
    return { matters, names, settled: await settledMeanwhile(ask, data, reader) };
  },
  render: ({ matters, names, settled }, reader, { standsInFor }) => {
    if (matters.length === 0) return plainly(say(reader.language, 'settled.gone'));
    const waiting = matters.filter((matter) => settledLine(matter, reader) === null);
    const { language } = reader;
    const title = say(language, waiting.length === 0 ? 'overdue.done' : 'overdue.title', { count: waiting.length });
    const first = [
      ...(typeof standsInFor === 'string' ? [insteadLine(names, standsInFor, reader)] : []),
      ...meanwhileLines(settled, reader),
    ];
    return listed(title, matters, reader, (matter) => waiting.includes(matter), first);
  },
};

type Status = { serves: boolean; matters: Matter[]; total: number; deaf: DeafChannel[]; reports: ReportOf[] };

/** What waits of the clients whose staff the reader is, by due time. */
export const status: View<Status> = {
  name: 'status',
  load: async (ask, _data, reader) => {
    const clients = await ask('clientsServedBy', { userId: reader.userId ?? '', at: reader.now });
    const clientIds = clients.map(({ clientId }) => clientId);
    const open = clientIds.length === 0 ? [] : await ask('openConversations', { clientIds });
    const matters = await loadMatters(
      ask,
      open.map(({ id }) => id),
      reader,
    );
    const waiting = matters.filter(({ reply }) => reply.state === 'pending');
    const deaf = clientIds.length === 0 ? [] : await ask('deafChannels', { clientIds });
    const reports = await loadReports(ask, clients);
    return { serves: clients.length > 0, matters: waiting, total: waiting.length, deaf, reports };
  },
  render: ({ serves, matters, total, deaf, reports }, reader) => {
    const { language } = reader;
    const first = [...deafLines(deaf, reader), ...reportLines(reports, reader)];
    if (total > 0) return listed(say(language, 'status.title', { count: total }), matters, reader, () => false, first);
    return plainly([...first, say(language, serves ? 'status.nothing' : 'status.no-clients')].join('\n'));
  },
};

async function loadMatters(ask: Ask, subjects: readonly string[], reader: Reader): Promise<Matter[]> {
  const matters = new Map<string, Matter>();
  for (const subject of subjects) {
    const matter = await loadMatter(ask, subject, reader);
    if (matter !== null) matters.set(matter.subject, matter);
  }
  return [...matters.values()].sort((a, b) => a.reply.dueAt - b.reply.dueAt || (a.subject < b.subject ? -1 : 1));
}

/** What is not heard is said before anything else: a list without it would look as if all were well. */
function deafLines(deaf: readonly DeafChannel[], reader: Reader): string[] {
  const { language } = reader;
  const lines = deaf.slice(0, mostDeaf).map(({ name, slackChannelId, since }) => {
    const channel = escapeName(name === '' ? slackChannelId : `#${name}`);
    return say(language, 'status.deaf', { channel, since: time(since, reader) });
  });
  const left = deaf.length - lines.length;
  return left > 0 ? [...lines, say(language, 'status.more-deaf', { count: left })] : lines;
}

function listed(
  title: string,
  matters: Matter[],
  reader: Reader,
  hasButtons: (matter: Matter) => boolean,
  first: string[] = [],
) {
  const all = matters.slice(0, most).map((matter) => ({ matter, line: lineOf(matter, reader) }));
  let length = [...first, title].join('\n').length;
  const shown = all.filter(({ line }) => {
    length += line.length + 1;
    return length <= longestText;
  });
  const lines = shown.map(({ line }) => line);
  const left = matters.length - shown.length;
  const more = left > 0 ? [say(reader.language, 'more', { count: left })] : [];
  const blocks: KnownBlock[] = [
    ...first.map(section),
    section(`*${title}*`),
    ...shown.flatMap(({ matter, line }) => [
      section(line),
      ...(hasButtons(matter) ? [fewButtons(matter, reader)] : []),
    ]),
    ...more.map(section),
  ];
  return { text: [...first, title, ...lines, ...more].join('\n'), blocks };
}

function lineOf(matter: Matter, reader: Reader): string {
  const { language } = reader;
  const { conversation, reply, names, words } = matter;
  const isOver = reply.dueAt <= reader.now && reply.data.pausedSince === null;
  const settled = settledLine(matter, reader);
  const state = [
    settled ?? say(language, isOver ? 'was-due' : 'due', { due: time(reply.dueAt, reader) }),
    ...(settled === null ? [say(language, 'waited', { waited: formatDuration(matter.waited, language) })] : []),
    ...(settled === null && reply.data.pausedSince !== null ? [say(language, 'paused-short')] : []),
    ...(settled === null && conversation.takenBy !== null
      ? [say(language, 'taken', { by: nameOf(names, conversation.takenBy, reader) })]
      : []),
    linkLine(matter, reader),
  ];
  const asker = nameOf(names, conversation.asker, reader);
  const quote = words === null ? '' : quoteWords(words.replaceAll('\n', ' '), longestQuote, (id) => names.get(id));
  const unavailable = matter.isPartUnavailable ? [`_${say(language, 'words-unavailable')}_`] : [];
  const quotes = [...(quote === '' ? [] : [quote]), ...unavailable];
  return [`${escapeName(matter.client)}, ${asker}: ${state.join(' · ')}`, ...quotes].join('\n');
}
