import type { Effect, Say } from '../../engine/effect.ts';
import { type Incident, type IncidentEntry, quotedBy } from '../../engine/incident.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { boardKey, lineKey } from './config.ts';
import type { Facts } from './load.ts';

/** Posts how an emergency stands, draws it again with every change, and adds to the thread what it does not tell yet. */
export function decide({ facts }: Decision<Facts>): Ruling[] {
  if (facts === null) return [];
  const { incident, board, room, untold } = facts;
  const standsIn = board === null ? room?.id : board.to.kind === 'channel' ? board.to.channelId : undefined;
  // Refused for good, or taken back: those who were paged have their own messages.
  const isGone = board !== null && (board.state === 'failed' || board.state === 'cancelled');
  if (standsIn === undefined || isGone) return [];
  const first: Effect = board === null ? boardOf(incident, standsIn) : { kind: 'refresh', key: boardKey(incident) };
  const effects = [first, ...untold.map((entry) => lineOf(incident, entry, standsIn))];
  return [{ reason: { name: 'told', data: { incident: incident.id, lines: untold.length } }, subject: null, effects }];
}

function boardOf(incident: Incident, channelId: string): Say {
  return plainSay({
    key: boardKey(incident),
    to: { kind: 'channel', channelId, threadTs: null },
    audience: 'staff',
    priority: 'high',
    view: 'incident-board',
    data: { incident: incident.id },
    quotes: quotedBy(incident),
  });
}

function lineOf(incident: Incident, entry: IncidentEntry, channelId: string): Say {
  const quoted = entry.place ?? (typeof entry.data.ts === 'string' ? entry.data.ts : null);
  return plainSay({
    key: lineKey(entry),
    to: { kind: 'channel', channelId, threadTs: null, under: boardKey(incident) },
    audience: 'staff',
    priority: 'high',
    view: 'incident-line',
    data: { incident: incident.id, entry: entry.id },
    quotes: quoted === null ? null : `${incident.channelId}:${quoted}`,
  });
}
