/** How people, channels and times are said in the messages of this rule. */
import type { KnownBlock } from '@slack/types';
import { section } from '../../../engine/blocks.ts';
import type { Channel } from '../../../engine/facts.ts';
import type { Names, Shown } from '../../../engine/incident-shown.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';

const LONGEST_NAME = 60;

/** Whoever a policy pages, ready for markup: a person by name, a contact, rota or group by the name it has there. */
export function namedOf(names: Names, responder: string): string {
  return /^[UW][A-Z0-9]+$/.test(responder)
    ? shownName(names, responder)
    : escapeName(responder.replace(/^[a-z]+:/, '').slice(0, LONGEST_NAME));
}

/** An instant on the reader's clocks; nothing for none. */
export function at(instant: number | null, reader: Reader): string {
  return instant === null ? '' : formatInstant(instant, reader);
}

/** The same in the client's own zone, for a message that all of them read. */
export function atClient(instant: number | null, { agreement }: Pick<Shown, 'agreement'>, reader: Reader): string {
  const timeZone = agreement.client.timeZone ?? agreement.officeHours.timeZone;
  return at(instant, { ...reader, timeZone });
}

export function channelText(channel: Channel | null): string {
  return channel === null ? '' : `<#${channel.slackChannelId}>`;
}

/** A message of these lines and blocks, with the lines as its text. */
export function message(lines: readonly string[], blocks: KnownBlock[] = []): Rendered {
  const text = lines.join('\n');
  return { text, blocks: [section(text), ...blocks] };
}
