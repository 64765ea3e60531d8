import type { Agreement } from '../../agreement/agreement.ts';
import type { ViewData } from '../../engine/event.ts';
import type { Ask, Channel, DeafChannel } from '../../engine/facts.ts';
import type { Reader, Rendered, View } from '../../engine/rule.ts';
import { escapeName } from '../../language/messages.ts';
import { formatInstant } from '../../language/spoken-time.ts';
import { say } from './words.ts';

type Facts = {
  channel: Channel;
  agreement: Agreement | null;
  deaf: DeafChannel | null;
  /** How many questions wait for an answer there. */
  waiting: number;
  /** Who was to be told and could not be. */
  meantFor: string | null;
};

async function load(ask: Ask, data: ViewData): Promise<Facts | null> {
  const channel = await ask('channel', { channelId: String(data.channelId) });
  const clientId = channel?.clientId ?? null;
  if (channel === null || clientId === null) return null;
  const deaf = (await ask('deafChannels', { clientIds: [clientId] })).find(({ id }) => id === channel.id) ?? null;
  const open = await ask('openConversations', { clientIds: [clientId] });
  const waiting = open.filter(({ channelId }) => channelId === channel.id).length;
  const [first] = Array.isArray(data.unreached) ? data.unreached : [];
  const meantFor = first === undefined ? null : ((await ask('person', { userId: first }))?.name ?? first);
  return { channel, agreement: await ask('agreement', { clientId }), deaf, waiting, meantFor };
}

/** That nothing is heard in a channel, why, and what to do; once it is heard again, that. */
const channelDeaf: View<Facts | null> = {
  name: 'channel-deaf',
  load,
  render: (facts, reader) => {
    if (facts === null) return null;
    const { deaf, waiting } = facts;
    const { language } = reader;
    const place = placeOf(facts);
    if (deaf === null) return drawn(facts, reader, say(language, 'heard-again', place), []);
    const since = formatInstant(deaf.since, reader);
    const more = [
      say(language, `do.${deaf.because}`),
      ...(waiting > 0 ? [say(language, 'waiting', { count: waiting })] : []),
      say(language, 'since', { since }),
    ];
    return drawn(facts, reader, say(language, `deaf.${deaf.because}`, place), more);
  },
};

const changed = ['renamed', 'shared', 'unshared', 'id-changed'] as const;

/** That something about a channel is another now, and what that means. */
const channelChanged: View<Facts | null> = {
  name: 'channel-changed',
  load,
  render: (facts, reader, { what, before, id }) => {
    const known = changed.find((one) => one === what);
    if (facts === null || known === undefined) return null;
    const words = { ...placeOf(facts), before: nameOf(String(before ?? '')), id: escapeName(String(id ?? '')) };
    return drawn(facts, reader, say(reader.language, known, words), []);
  },
};

export const views: readonly View[] = [channelDeaf, channelChanged] as View[];

const nameOf = (name: string) => escapeName(`#${name}`);

function placeOf({ channel, agreement }: Facts) {
  const name = channel.name === '' ? escapeName(channel.slackChannelId) : nameOf(channel.name);
  return { channel: name, client: escapeName(agreement?.client.name ?? '') };
}

function drawn({ meantFor }: Facts, { language }: Reader, headline: string, more: string[]): Rendered {
  const instead = meantFor === null ? [] : [say(language, 'instead', { person: escapeName(meantFor) })];
  const small = [...more, ...instead];
  return {
    text: [headline, ...small].join('\n'),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*${headline}*` } },
      ...(small.length === 0
        ? []
        : [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: small.join('\n') } }]),
    ],
  };
}
