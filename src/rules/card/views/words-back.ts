/** The private word to whoever pressed something on a card, and to the owner where Slack refused part of it. */
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import type { Channel } from '../../../engine/facts.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatInstant } from '../../../language/messages.ts';
import { type Key, say, sayToStaff } from '../words.ts';
import { plainly } from './draw.ts';
import { channelName } from './shown.ts';

type About = { agreement: Agreement | null; agency: Agency | null };

const put: View<About & { channels: Channel[] }> = {
  name: 'card-put',
  load: async (ask, { clientId }) => {
    const all = await ask('channelsOf', { clientId: String(clientId) });
    return {
      agreement: await ask('agreement', { clientId: String(clientId) }),
      agency: null,
      channels: all.filter(({ role }) => role === 'shared'),
    };
  },
  render: ({ channels }, { language }, { what }) => {
    const where = channels.map(channelName).join(', ');
    return plainly(sayToStaff(language, `put.${what as 'put' | 'out' | 'there-already' | 'not-yours'}`, { where }));
  },
};

const read: View<About> = {
  name: 'card-read',
  load: async (ask, { clientId }) => ({
    agreement: await ask('agreement', { clientId: String(clientId) }),
    agency: await ask('agency', {}),
  }),
  render: ({ agreement, agency }, reader, { what, version, at }) => {
    const values = {
      client: escapeName(agreement?.client.name ?? ''),
      agency: agency === null ? say(reader.language, 'the-agency') : escapeName(agency.agency.name),
      version: Number(version ?? agreement?.version ?? 0),
      at: typeof at === 'number' ? formatInstant(at, reader) : '',
    };
    return plainly(say(reader.language, `read.${what as 'noted'}` satisfies Key, values));
  },
};

const lacks: View<About & { channel: Channel | null }> = {
  name: 'card-lacks',
  load: async (ask, { clientId, channelId }) => ({
    agreement: await ask('agreement', { clientId: String(clientId) }),
    agency: null,
    channel: await ask('channel', { channelId: String(channelId) }),
  }),
  render: ({ channel }, { language }, { lacks: names }) => {
    if (channel === null || !Array.isArray(names)) return null;
    const isScope = names.every((name) => name.includes(':'));
    const values = {
      where: channelName(channel),
      lacks: escapeMrkdwn(names.join(', ')),
      isScope: isScope ? 'yes' : 'no',
    };
    return plainly(sayToStaff(language, 'lacks', values));
  },
};

const unput: View<Channel | null> = {
  name: 'card-unput',
  load: (ask, { channelId }) => ask('channel', { channelId: String(channelId) }),
  render: (channel, { language }, { because }) => {
    if (channel === null) return null;
    return plainly(
      sayToStaff(language, 'unput', { where: channelName(channel), because: escapeMrkdwn(String(because)) }),
    );
  },
};

export const wordsBack = [put, read, lacks, unput] as View[];
