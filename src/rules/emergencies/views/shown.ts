/** How people, channels and times are said in the messages of this rule. */

import type { KnownBlock } from '@slack/types';
import type { Agency } from '../../../agreement/agency.ts';
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import { sections } from '../../../engine/blocks.ts';
import type { Channel } from '../../../engine/facts.ts';
import type { Names, Shown } from '../../../engine/incident-shown.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { escapeName, formatDuration, formatInstant } from '../../../language/messages.ts';
import { shownName } from '../../../language/shown-name.ts';

const SECOND = 1_000;
const LONGEST_NAME = 60;
/** Of a step that pages a whole group. */
const MOST_NAMED = 8;
/** Slack takes no longer text, and no more blocks. */
const LONGEST_TEXT = 3900;
const MOST_BLOCKS = 50;

/** Whoever a policy pages, ready for markup: a person by name, a contact, rota or group by the name it has there. */
export function namedOf(names: Names, responder: string): string {
  return /^[UW][A-Z0-9]+$/.test(responder) || names.has(responder)
    ? shownName(names, responder)
    : escapeName(responder.replace(/^[a-z]+:/, '').slice(0, LONGEST_NAME));
}

/** These names, and those that the agency's file has for its contacts. */
export function withContacts(names: Names, agency: Agency | null): Names {
  const contacts = Object.entries(agency?.onCall?.contacts ?? {});
  return new Map([
    ...contacts.flatMap(([key, { name }]) => (name === undefined ? [] : [[`contact:${key}`, name] as const])),
    ...names,
  ]);
}

/** An instant on the reader's clocks; nothing for none. */
export function at(instant: number | null, reader: Reader): string {
  return instant === null ? '' : formatInstant(instant, reader);
}

/** How long somebody took (milliseconds): a second at least. */
export function took(length: number, language: string): string {
  return formatDuration(Math.max(SECOND, length), language);
}

/** The same in the client's own zone, for a message that all of them read. */
export function atClient(instant: number | null, { agreement }: Pick<Shown, 'agreement'>, reader: Reader): string {
  const timeZone = zoneOfClient(agreement);
  return at(instant, { ...reader, timeZone });
}

export function channelText(channel: Channel | null): string {
  return channel === null ? '' : `<#${channel.slackChannelId}>`;
}

/** These names in a list; beyond some, how many more there are. */
export function listOf(names: readonly string[], language: string): string {
  const shown = names.length <= MOST_NAMED ? names : [...names.slice(0, MOST_NAMED), `+${names.length - MOST_NAMED}`];
  return new Intl.ListFormat(language).format(shown);
}

/** A message of these lines and blocks: all lines as blocks, and as text as many as there is room for. */
export function message(lines: readonly string[], blocks: KnownBlock[] = []): Rendered {
  let room = LONGEST_TEXT;
  const fitting = lines.filter((line) => {
    if (line.length + 1 > room) return false;
    room -= line.length + 1;
    return true;
  });
  return { text: fitting.join('\n'), blocks: [...sections(lines).slice(0, MOST_BLOCKS - blocks.length), ...blocks] };
}
