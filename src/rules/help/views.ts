import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { celebrationsOf } from '../../agreement/celebrations.ts';
import { sections } from '../../engine/blocks.ts';
import { celebrateButton } from '../../engine/celebrate-button.ts';
import { emergencyButton } from '../../engine/emergency-button.ts';
import type { Ask, Channel } from '../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../engine/rule.ts';
import { sharedChannels } from '../../engine/shared-channel.ts';
import { escapeName } from '../../language/messages.ts';
import { say, sayToClients } from './words.ts';

/** A button's text holds 75 characters. */
const LONGEST_BUTTON = 75;
const MOST_BUTTONS = 5;

/** Whose bot it is, and for a client what was agreed with them. */
type Facts = { agency: Agency | null; agreements: Agreement[]; celebrating: Celebrating[] };
/** Where a day of theirs could be celebrated: our id of the client's own channel. */
type Celebrating = { agreement: Agreement; channelId: string };

async function loadFacts(ask: Ask, { side, userId }: Reader): Promise<Facts> {
  const agency = await ask('agency', {});
  if (side !== 'client' || userId === null) return { agency, agreements: [], celebrating: [] };
  const named = await ask('clientsNaming', { userId });
  const met = await ask('clientsMeeting', { userId });
  const clientIds = [...new Set([...named, ...met].map(({ clientId }) => clientId))];
  const agreements = await ask('agreements', { clientIds });
  return { agency, agreements, celebrating: await loadCelebrating(ask, agreements) };
}

async function loadCelebrating(ask: Ask, agreements: Agreement[]): Promise<Celebrating[]> {
  const found: Celebrating[] = [];
  for (const agreement of agreements) {
    if (agreement.status !== 'active' || celebrationsOf(agreement) === null) continue;
    const [own] = await sharedChannels(ask, agreement.id);
    if (own !== undefined) found.push({ agreement, channelId: own.id });
  }
  return found.slice(0, MOST_BUTTONS);
}

/** What can be asked: all of it for staff, how to be heard for a client. */
const help: View<Facts> = {
  name: 'help',
  load: (ask, _, reader) => loadFacts(ask, reader),
  render: (facts, reader, { isKnown }) => {
    if (reader.side === 'client') return forClient(facts, reader);
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
const refused: View<Facts> = {
  name: 'refused',
  load: (ask, _, reader) => loadFacts(ask, reader),
  // A client need not hear of what there is for staff.
  render: (facts, reader) =>
    reader.side === 'client' ? forClient(facts, reader) : plainly(say(reader.language, 'refused')),
};
const noted = ofOneText('noted');
const tryAgain = ofOneText('try-again');
const nothingToDo: View<Facts> = {
  name: 'nothing-to-do',
  load: (ask, _, reader) => loadFacts(ask, reader),
  render: (facts, reader) => {
    if (reader.side === 'client') return forClient(facts, reader);
    return plainly(`${say(reader.language, 'not-understood')}\n${say(reader.language, 'usage')}`);
  },
};

export const views: readonly View[] = [help, joined, refused, noted, tryAgain, nothingToDo] as View[];

function ofOneText(name: 'noted' | 'try-again'): View<null> {
  return { name, load: () => Promise.resolve(null), render: (_, reader) => plainly(say(reader.language, name)) };
}

/** Whoever writes to the bot alone in an emergency must not wait for somebody who does not read it. */
function forClient({ agency, agreements, celebrating }: Facts, { language }: Reader): Rendered {
  const hasName = agency === null ? 'no' : 'yes';
  const text = sayToClients(language, 'client', { hasName, agency: escapeName(agency?.agency.name ?? '') });
  const raisable = agreements.filter((agreement) => emergencyButton(agreement, '').length > 0).slice(0, MOST_BUTTONS);
  const said = plainly(raisable.length === 0 ? text : `${text}\n${sayToClients(language, 'emergency')}`);
  const raising = raisable.map((agreement) =>
    emergencyButton(agreement, buttonText(agreement, raisable.length, language)),
  );
  const giving = celebrating.map(({ agreement, channelId }) => [
    celebrateButton(channelId, celebrateText(agreement, celebrating.length, language)),
  ]);
  const blocks = [...raising, ...giving].map((elements): KnownBlock => ({ type: 'actions', elements }));
  return { ...said, blocks: [...said.blocks, ...blocks] };
}

function celebrateText({ client }: Agreement, count: number, language: string): string {
  if (count === 1) return sayToClients(language, 'celebrate');
  return sayToClients(language, 'celebrate.of', { client: client.name }).slice(0, LONGEST_BUTTON);
}

function buttonText({ client }: Agreement, count: number, language: string): string {
  if (count === 1) return sayToClients(language, 'button');
  return sayToClients(language, 'button.of', { client: client.name }).slice(0, LONGEST_BUTTON);
}

function plainly(text: string): Rendered {
  return { text, blocks: sections(text.split('\n')) };
}
