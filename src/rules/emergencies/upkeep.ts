/** What every change of an emergency brings with it: it is kept, noted down, its deadlines moved, and what people see drawn anew. */
import { emergencyOf } from '../../agreement/emergency.ts';
import type { Effect, SetDeadline } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Incident, IncidentEntryKind } from '../../engine/incident.ts';
import { clientKey, pageView } from '../../engine/incident.ts';
import { plainSay } from '../../engine/say.ts';
import type { IncidentFacts } from './load.ts';

/** *step*: the next step of the chain. *silent*: whoever has it should have written. *update*: the client hears next. *handover*: whoever was asked should have taken it. */
export type DeadlineName = 'step' | 'silent' | 'update' | 'handover';

type WithDeadlines = Pick<IncidentFacts, 'deadlines'>;

/** Keeps it, as changed once more. */
export function save(incident: Incident): Effect {
  const { clientId: _of, ...kept } = incident;
  return { kind: 'save-incident', incident: { ...kept, revision: incident.revision + 1 } };
}

/** A line of its time line. `place`: where the words of it are. */
export function note(
  { id: incidentId }: Incident,
  event: Event,
  kind: IncidentEntryKind,
  data: ViewData = {},
  place: string | null = null,
): Effect {
  const which = typeof data.round === 'number' ? `:${data.round}:${data.step}` : '';
  return {
    kind: 'note-incident',
    entry: { id: `${incidentId}:${event.id}:${kind}${which}`, incidentId, kind, data, place },
  };
}

/** Sets when something of it is due next (epoch milliseconds); null: not any more. */
export function due(
  incident: Incident,
  { deadlines }: WithDeadlines,
  name: DeadlineName,
  at: { dueAt: number; ringAt: number } | null,
  now: number,
): SetDeadline[] {
  const known = deadlines.find((one) => one.name === name);
  if (at === null && known?.state !== 'pending') return [];
  const dueAt = at?.dueAt ?? known?.dueAt ?? now;
  return [
    {
      kind: 'set-deadline',
      id: known?.id ?? null,
      subject: incident.id,
      name,
      channelId: null,
      dueAt,
      ringAt: at?.ringAt ?? null,
      state: at === null ? 'cancelled' : 'pending',
      settledAt: at === null ? now : null,
      late: { policy: 'fire' },
      data: { setAt: now },
      isUrgent: true,
    },
  ];
}

/** Draws again what people see of it: the direct messages of those who were paged, and the client's. */
export function drawnAgain(incident: Incident, { said }: Pick<IncidentFacts, 'said'>): Effect[] {
  const standing = said.filter(({ view, state }) => view === pageView && (state === 'sent' || state === 'waiting'));
  const keys = [...standing.map(({ key }) => key), clientKey(incident)];
  return keys.map((key): Effect => ({ kind: 'refresh', key }));
}

/** Tells one of the staff something about it. */
export function hearOf(incident: Incident, userId: string, id: string, data: ViewData): Effect {
  return plainSay({
    key: `emergencies:${id}:${incident.id}:${userId}`,
    to: { kind: 'person', userId },
    audience: 'staff',
    priority: 'urgent',
    view: 'emergency-notice',
    data: { incident: incident.id, ...data },
    wantedWhile: incident.id,
  });
}

/** When whoever has it is looked for, if they write nothing from now on. */
export function silentFrom(
  incident: Incident,
  facts: Pick<IncidentFacts, 'agreement' | 'deadlines'>,
  now: number,
): Effect[] {
  const at = now + emergencyOf(facts.agreement).silentAfter.ms;
  return due(incident, facts, 'silent', { dueAt: at, ringAt: at }, now);
}
