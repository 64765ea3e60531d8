/** What is done to an emergency while it runs: words for the client, severity, whose it is, its end, and that it was none. */
import { emergencyOf } from '../../agreement/emergency.ts';
import type { Effect } from '../../engine/effect.ts';
import type { Event, ViewData } from '../../engine/event.ts';
import type { Incident, Severity } from '../../engine/incident.ts';
import { placeOfIncident } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { answered, because, told } from './answers.ts';
import type { IncidentFacts } from './load.ts';
import { keep, updateDue } from './raising.ts';
import { heldBy } from './roles.ts';
import { stopped } from './stopping.ts';
import { drawnAgain, due, note, save, silentFrom } from './upkeep.ts';

/** It is over already. */
export const over = ({ incident }: IncidentFacts, event: Event): Ruling =>
  because('over', incident, told(event, { what: 'over', incident: incident.id }));

/** Words for the client, by whoever wrote them: they stand in their message, and once beside it so that Slack tells them. */
export function updated(event: Event, facts: IncidentFacts, text: string, now: number): Ruling {
  const { incident, agreement, thread } = facts;
  if (incident.state === 'resolved') return over(facts, event);
  const by = event.actor ?? '';
  const place = placeOfIncident(by, `${incident.id}-${event.id}`);
  const { updateEvery } = emergencyOf(agreement);
  const next: Incident = { ...incident, nextUpdateAt: now + updateEvery.ms };
  const beside = plainSay({
    key: `emergencies:update:${incident.id}:${event.id}`,
    to: { kind: 'channel', channelId: incident.channelId, threadTs: thread },
    audience: 'client',
    approvedBy: by,
    priority: 'urgent',
    view: 'emergency-update',
    data: { incident: incident.id, place, by },
    quotes: `${incident.channelId}:${place}`,
  });
  return because('update', incident, [
    keep(incident.channelId, place, text),
    save(next),
    note(incident, event, 'update', {}, place),
    ...updateDue(next, facts, updateEvery.ms, now),
    ...(by === incident.acknowledgedBy || by === incident.clientContact ? silentFrom(next, facts, now) : []),
    ...(thread === null ? [] : [beside]),
    ...drawnAgain(next, facts),
    ...told(event, { what: 'updated', incident: incident.id }),
  ]);
}

/** It is over, or it was none. */
export function closed(event: Event, facts: IncidentFacts, how: NonNullable<Incident['how']>, now: number): Ruling {
  const { incident } = facts;
  if (incident.state === 'resolved') return over(facts, event);
  const ended: Incident = {
    ...incident,
    ...{ state: 'resolved', resolvedBy: event.actor, resolvedAt: now, how, nextUpdateAt: null },
  };
  return because(how, incident, [
    save(ended),
    ...stopped(ended, facts, 'resolved', now),
    note(incident, event, how),
    ...(['step', 'silent', 'update', 'handover'] as const).flatMap((name) => due(ended, facts, name, null, now)),
    ...drawnAgain(ended, facts),
    ...told(event, { what: how, incident: incident.id }),
  ]);
}

/** It was not over: whoever says so has it now, and nobody is woken. */
export function reopened(event: Event, facts: IncidentFacts, now: number): Ruling {
  const { incident, agreement } = facts;
  if (incident.state !== 'resolved') return answered('running', { what: 'runs-already', incident: incident.id });
  const { updateEvery } = emergencyOf(agreement);
  const again: Incident = {
    ...heldBy(incident, event.actor, now),
    acknowledgedAt: now,
    ...{ resolvedBy: null, resolvedAt: null, how: null, nextUpdateAt: now + updateEvery.ms },
  };
  return because('reopened', incident, [
    save(again),
    note(incident, event, 'reopened'),
    ...silentFrom(again, facts, now),
    ...updateDue(again, facts, updateEvery.ms, now),
    ...drawnAgain(again, facts),
    ...told(event, { what: 'reopened', incident: incident.id }),
  ]);
}

export function severityChanged(event: Event, facts: IncidentFacts, severity: Severity): Ruling {
  const { incident } = facts;
  if (incident.state === 'resolved') return over(facts, event);
  if (incident.severity === severity) return because('unchanged', incident, told(event, { what: 'changed' }));
  const changed = { ...incident, severity };
  return changedTo(event, facts, changed, { severity });
}

/** Keeps it as changed, and says so to whoever asked. */
export function changedTo(
  event: Event,
  facts: IncidentFacts,
  changed: Incident,
  data: ViewData,
  more: Effect[] = [],
): Ruling {
  return because('changed', facts.incident, [
    save(changed),
    note(changed, event, 'changed', data),
    ...more,
    ...drawnAgain(changed, facts),
    ...told(event, { what: 'changed', incident: changed.id }),
  ]);
}
