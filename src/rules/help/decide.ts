import type { Say } from '../../engine/effect.ts';
import type { BotAddressed, ChannelChanged } from '../../engine/event.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { firstWord } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import type { Facts } from './load.ts';

/** Answers a command at once; everybody else gets a direct message. */
export function decide({ event, facts }: Pick<Decision<Facts>, 'event' | 'facts'>): Ruling[] {
  switch (event.kind) {
    case 'CommandGiven': {
      const word = firstWord(event.words);
      const isKnown = word === '' || word === 'help';
      const data = { isKnown };
      return [ruling('helped', [{ kind: 'answer', how: 'privately', view: 'help', data }])];
    }
    case 'BotAddressed':
      return addressed(event);
    case 'ChannelChanged':
      return joined(event, facts);
    default:
      return [];
  }
}

/** Bots and workflows are not answered: two that answer each other never stop. */
function addressed({ id, actor, side }: BotAddressed): Ruling[] {
  if (side === 'neither') return [];
  const audience = side === 'staff' ? 'staff' : 'client';
  return [ruling('helped', [privately(`help:${id}`, actor, audience, 'help', { isKnown: true })])];
}

/** Says once, to whoever invited the bot, what it needs before it can do anything there. */
function joined({ change, actor, side, channelId }: ChannelChanged, { channel }: Facts): Ruling[] {
  const isOurs = channel !== null && (channel.clientId !== null || channel.role === 'direct');
  if (change !== 'bot-joined' || isOurs || actor === null || side === 'neither') return [];
  const audience = side === 'staff' ? 'staff' : 'client';
  return [ruling('told-inviter', [privately(`help:joined:${channelId}`, actor, audience, 'joined', { channelId })])];
}

function privately(key: string, userId: string, audience: Say['audience'], view: string, data: Say['data']): Say {
  return plainSay({ key, to: { kind: 'person', userId }, audience, view, data, unknownOutcome: 'drop' });
}

function ruling(name: string, effects: Ruling['effects']): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}
