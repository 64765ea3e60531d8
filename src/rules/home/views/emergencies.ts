/** The emergencies that run, before everything else: whose they are, and whether somebody has them. */
import type { KnownBlock } from '@slack/types';
import { sections } from '../../../engine/blocks.ts';
import type { Reader } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import type { Emergency } from '../board.ts';
import { say } from '../words.ts';
import { mostEmergencies, nameOf, type Shown } from './shown.ts';

export function emergencyBlocks(emergencies: readonly Emergency[], shown: Shown, reader: Reader): KnownBlock[] {
  const { language } = reader;
  const lines = emergencies.slice(0, mostEmergencies).map(({ client, incident }) => {
    const { id, number, raisedAt, acknowledgedBy } = incident;
    const line = say(language, 'emergency', {
      client: escapeName(client.name),
      number: number ?? 0,
      since: formatInstant(raisedAt, reader),
      isTaken: acknowledgedBy === null ? 'no' : 'yes',
      by: nameOf(shown, acknowledgedBy ?? '', reader),
    });
    const link = shown.links.get(id);
    return link === undefined ? line : `${line} · <${link}|${say(language, 'open-in-slack')}>`;
  });
  const left = emergencies.length - lines.length;
  return sections(left > 0 ? [...lines, say(language, 'more-emergencies', { count: left })] : lines);
}
