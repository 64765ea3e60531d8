import { type ChannelPerson, peopleBlock } from '../agreement/people-block.ts';
import { readConfig } from '../config.ts';
import { type Lists, sideOf } from '../engine/people.ts';
import type { SlackPerson, SlackReader } from '../engine/ports.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { commandLogger } from './logger.ts';
import { inOffice, progress } from './office.ts';
import { Refusal, UsageError } from './refusal.ts';
import type { Terminal } from './terminal.ts';

/** `groundrules people`: who is in a channel, as lines for its agreement. */
export function addPeople(programme: Programme): void {
  addCommand<[string]>(
    programme,
    {
      usage: 'people <channel>',
      summary: 'print who is in a channel, to paste into its agreement',
      description:
        'Reads from Slack who is in a channel (by id or link) and prints the people part of an agreement: ids with names\n' +
        'beside them, on the side on which they seem to be. Put owner and backup right by hand. Needs SLACK_BOT_TOKEN, and\n' +
        'the bot in the channel.',
      examples: ['people C0123ABCD', 'people https://example.slack.com/archives/C0123ABCD'],
    },
    people,
  );
}

async function people(terminal: Terminal, options: CommonOptions, channel: string): Promise<number> {
  const slackChannelId = channelIdOf(channel);
  const config = readConfig('database');
  if (config.slack === null) throw new Refusal('people reads from Slack: set SLACK_BOT_TOKEN.');
  const { connectSlack } = await import('../main.ts');
  const { reader, identity } = await connectSlack(config.slack, commandLogger(options.verbose));
  const found = await membersOf(terminal, reader, slackChannelId);
  return inOffice(terminal, options, async ({ store, home }) => {
    const known = await store.ask('channelBySlackId', { slackChannelId });
    const clientId = known?.clientId ?? null;
    const agreement = clientId === null ? null : await store.ask('agreement', { clientId });
    const lists: Lists = { agreement, agency: await store.ask('agency', {}) };
    const persons = found
      .filter((person) => person.userId !== identity.botUserId && !person.isDeleted)
      .map((person) => channelPerson(person, lists, home));
    if (options.json) terminal.out(jsonText({ channel: slackChannelId, people: persons }));
    else terminal.out(peopleBlock(persons).replace(/\n$/, ''));
    return 0;
  });
}

function channelIdOf(text: string): string {
  const [, id] =
    /^(?:https:\/\/[^\s/]+\/(?:archives|client\/[A-Z0-9]+)\/)?([CG][A-Z0-9]{2,})(?:[/?].*)?$/.exec(text) ?? [];
  if (id !== undefined) return id;
  throw new UsageError(`"${text}" is no channel. Give its id, such as C0123ABCD, or its link (Copy link in Slack).`);
}

async function membersOf(terminal: Terminal, reader: SlackReader, slackChannelId: string): Promise<SlackPerson[]> {
  const channel = await reader.channel(slackChannelId);
  if (channel === null) {
    throw new Refusal(`Slack shows the bot no channel ${slackChannelId}. Invite it there first: /invite the bot.`);
  }
  const ids = await reader.members(slackChannelId);
  progress(terminal, `Reading ${ids.length} people from Slack …`);
  const persons: SlackPerson[] = [];
  for (const id of ids) {
    const person = await reader.person(id);
    if (person !== null) persons.push(person);
  }
  return persons;
}

function channelPerson(person: SlackPerson, lists: Lists, home: Parameters<typeof sideOf>[3]): ChannelPerson {
  const { userId: id, name } = person;
  const side = sideOf(id, person, lists, home);
  return { id, name, side: side === 'unknown' ? 'client' : side };
}
