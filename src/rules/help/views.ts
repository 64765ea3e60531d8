import type { Agency } from '../../agreement/agency.ts';
import type { Channel } from '../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../engine/rule.ts';
import { escapeName } from '../../language/messages.ts';
import { say } from './words.ts';

/** What can be asked: all of it for staff, how to be heard for a client. */
const help: View<Agency | null> = {
  name: 'help',
  load: (ask) => ask('agency', {}),
  render: (agency, reader, { isKnown }) => {
    if (reader.side === 'client') return forClient(agency, reader);
    const usage = say(reader.language, 'usage');
    return plainly(isKnown === false ? `${say(reader.language, 'not-understood')}\n${usage}` : usage);
  },
};

/** What to do with a channel that no agreement names. */
const joined: View<Channel | null> = {
  name: 'joined',
  load: (ask, { channelId }) => ask('channel', { channelId: String(channelId) }),
  render: (channel, reader) => {
    if (channel === null || channel.clientId !== null) return null;
    if (reader.side === 'client') return plainly(say(reader.language, 'joined-client'));
    const name = escapeName(channel.name === '' ? channel.slackChannelId : `#${channel.name}`);
    return plainly(say(reader.language, 'joined', { name, id: channel.slackChannelId }));
  },
};

/** What the corridor says by itself: not allowed, nobody's business, noted for a moment later, too late to open. */
const refused: View<Agency | null> = {
  name: 'refused',
  load: (ask) => ask('agency', {}),
  // A client need not hear of what there is for staff.
  render: (agency, reader) =>
    reader.side === 'client' ? forClient(agency, reader) : plainly(say(reader.language, 'refused')),
};
const noted = ofOneText('noted');
const tryAgain = ofOneText('try-again');
const nothingToDo: View<Agency | null> = {
  name: 'nothing-to-do',
  load: (ask) => ask('agency', {}),
  render: (agency, reader) => {
    if (reader.side === 'client') return forClient(agency, reader);
    return plainly(`${say(reader.language, 'not-understood')}\n${say(reader.language, 'usage')}`);
  },
};

export const views: readonly View[] = [help, joined, refused, noted, tryAgain, nothingToDo] as View[];

function ofOneText(name: 'noted' | 'try-again'): View<null> {
  return { name, load: () => Promise.resolve(null), render: (_, reader) => plainly(say(reader.language, name)) };
}

function forClient(agency: Agency | null, { language }: Reader): Rendered {
  const hasName = agency === null ? 'no' : 'yes';
  return plainly(say(language, 'client', { hasName, agency: escapeName(agency?.agency.name ?? '') }));
}

function plainly(text: string): Rendered {
  return { text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] };
}
