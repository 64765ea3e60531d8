import { isPaused } from '../engine/conversation.ts';
import type { DeafChannel } from '../engine/facts.ts';
import type { DeafReason } from '../engine/hearing.ts';
import { dueOf, type OpenQuestion, openQuestions } from '../engine/open-questions.ts';
import { formatDuration } from '../language/messages.ts';
import type { Office } from '../main.ts';
import { rules } from '../rules/index.ts';
import { unknownClient } from './clients.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { instantText } from './instant.ts';
import { inOffice } from './office.ts';
import { aligned } from './table.ts';
import { emphasise, type Terminal } from './terminal.ts';

/** `groundrules status`: what waits for an answer, by due time. */
export function addStatus(programme: Programme): void {
  addCommand<[string | undefined]>(
    programme,
    {
      usage: 'status [client]',
      summary: 'list what waits for an answer, by due time',
      description:
        'Lists the questions that wait for an answer, of all clients or of one (by the id of its agreement), the next due\n' +
        'first, with who has them; before them, the channels in which nothing is heard. Times are in the agency’s zone; people’s\n' +
        'words are not shown.',
      examples: ['status', 'status nova --json'],
    },
    status,
  );
}

async function status(terminal: Terminal, options: CommonOptions, client: string | undefined): Promise<number> {
  return inOffice(terminal, options, async (office, zone) => {
    const agreements = (await office.store.agreements.all()).filter(({ id }) => client === undefined || id === client);
    if (client !== undefined && agreements.length === 0) throw await unknownClient(office, client);
    const questions = await openQuestions(
      office.store.ask,
      rules,
      agreements.map(({ id }) => id),
    );
    const now = office.clock();
    const rows = [];
    for (const question of questions) rows.push({ question, who: await whoHas(office, question) });
    const deaf = await office.store.ask('deafChannels', { clientIds: agreements.map(({ id }) => id) });
    if (options.json) {
      const waiting = rows.map((row) => forPrograms(row, now));
      terminal.out(jsonText({ at: now, timeZone: zone, deaf: deaf.map(deafForPrograms), waiting }));
      return 0;
    }
    for (const line of deafForPeople(terminal, deaf, zone)) terminal.out(line);
    for (const line of forPeople(terminal, rows, { zone, now })) terminal.out(line);
    return 0;
  });
}

type Row = { question: OpenQuestion; who: { id: string; name: string } | null };

/** Whoever it was handed to or who took it; else whom staff chose, else the owner. */
async function whoHas({ store }: Office, { conversation }: OpenQuestion): Promise<Row['who']> {
  const { clientId, handedTo, takenBy, chosen } = conversation;
  const owner = (await store.ask('agreement', { clientId }))?.people.owner;
  const id = takenBy ?? handedTo ?? chosen.owner ?? owner?.id;
  if (id === undefined) return null;
  const person = await store.ask('person', { userId: id });
  return { id, name: person?.name ?? (id === owner?.id ? (owner.name ?? id) : id) };
}

function stateOf(question: OpenQuestion, now: number): 'paused' | 'overdue' | 'taken' | 'waiting' | 'not counted' {
  const due = dueOf(question);
  if (isPaused(question.conversation)) return 'paused';
  if (due === null) return 'not counted';
  if (due < now) return 'overdue';
  return question.conversation.takenBy === null ? 'waiting' : 'taken';
}

function forPrograms({ question, who }: Row, now: number) {
  const { conversation, deadlines, link } = question;
  const { id, clientId, askedAt, asker, turn, messages } = conversation;
  const deadlineIds = deadlines.map((deadline) => deadline.id);
  return {
    id,
    clientId,
    link,
    state: stateOf(question, now),
    askedAt,
    asker,
    turn,
    messages: messages.length,
    dueAt: dueOf(question),
    with: who,
    deadlineIds,
  };
}

function deafForPrograms({ clientId, slackChannelId, name, because, since }: DeafChannel) {
  return { clientId, channel: slackChannelId, name, because, since };
}

const becauseText: Record<DeafReason, string> = {
  left: 'the bot is not in it',
  archived: 'it is archived',
  'not-found': 'Slack shows the bot no such channel',
  'no-scope': 'the token lacks a permission',
  token: 'Slack does not take the token',
};

/** What is not heard comes first: without it the list would look as if all were well. */
function deafForPeople(terminal: Terminal, deaf: readonly DeafChannel[], zone: string): string[] {
  return deaf.map(({ clientId, slackChannelId, name, because, since }) => {
    const channel = name === '' ? slackChannelId : `#${name}`;
    const when = instantText(since, zone);
    return emphasise(
      terminal,
      'red',
      `Nothing is heard in ${channel} (${clientId}) since ${when}: ${becauseText[because]}.`,
    );
  });
}

function forPeople(terminal: Terminal, rows: readonly Row[], { zone, now }: { zone: string; now: number }): string[] {
  if (rows.length === 0) return ['Nothing is waiting for an answer.'];
  const head = ['DUE', '', 'CLIENT', 'STATE', 'WITH', 'MESSAGE'];
  const cells = rows.map(({ question, who }) => {
    const due = dueOf(question);
    const state = stateOf(question, now);
    const distance = due === null || state === 'paused' ? '' : distanceText(due - now);
    const when = due === null ? '–' : instantText(due, zone);
    return [when, distance, question.conversation.clientId, state, who?.name ?? '–', question.link];
  });
  const [title = '', ...lines] = aligned([head, ...cells]);
  const isOver = (index: number) => rows[index] !== undefined && stateOf(rows[index].question, now) === 'overdue';
  return [
    emphasise(terminal, 'dim', title),
    ...lines.map((line, index) => (isOver(index) ? emphasise(terminal, 'red', line) : line)),
    emphasise(terminal, 'dim', `As of ${instantText(now, zone)} ${zone}.`),
  ];
}

const distanceText = (ms: number) => (ms < 0 ? `${formatDuration(-ms, 'en')} ago` : `in ${formatDuration(ms, 'en')}`);
