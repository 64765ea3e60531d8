/** An emergency is raised, or joined where one runs already. The first page leaves with the transaction that keeps it. */
import { emergencyOf } from '../../agreement/emergency.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { Event, MessagePlace } from '../../engine/event.ts';
import { clientKey, type Incident, raisedByAPerson } from '../../engine/incident.ts';
import { placeOfIncident } from '../../engine/kept-place.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { answered, because, openForm, told } from './answers.ts';
import { JOINS_REST, LONGEST_KEPT, remindedBefore } from './config.ts';
import { drillOver } from './drill.ts';
import type { IncidentFacts, RaiseFacts } from './load.ts';
import { goOn, heardAgainAt, pageInSlack } from './paging.ts';
import { whyNot } from './raising-allowed.ts';
import { newIncidentId, raisedAtSubject } from './subject.ts';
import { drawnAgain, due, note, save } from './upkeep.ts';

/** Asks what is happening; whoever cannot raise one reads why. */
export function asked(facts: RaiseFacts): Ruling {
  const not = whyNot(facts);
  if (not !== null || facts.channel === null)
    return answered(not === 'not-yours' ? not : 'refused', { what: not ?? 'no-channel' });
  const subject = raisedAtSubject({ channelId: facts.channel.id, ts: facts.message?.ts ?? null });
  return openForm('emergency-form', { subject });
}

/**
 * Somebody sent the form, typed it, or gave the agreed sign; `text`: what is happening, empty where it is the message.
 * `byReading`: nobody did, and the agreement lets a message that reads so raise one.
 */
export function raised(event: Event, facts: RaiseFacts, text: string, now: number, byReading = false): Ruling[] {
  const not = whyNot(facts);
  const { channel } = facts;
  if (not !== null || channel === null) {
    const effects = told(event, { what: not ?? 'no-channel' });
    return effects.length === 0 ? [] : [{ reason: { name: not ?? 'refused', data: {} }, subject: null, effects }];
  }
  if (facts.running !== null) return joined(event, facts, facts.running, text, now);
  // A message raises one once, however often it is edited.
  if (facts.known && event.source !== 'request') return [];
  const { drill } = facts;
  // Whoever was paged in a drill must not take what comes now for one.
  const cut = drill === null ? [] : [drillOver(event, drill, 'emergency', now)];
  return [...cut, begun(event, facts, channel.id, { text, byReading }, now)];
}

type What = { text: string; byReading: boolean };

function begun(event: Event, facts: RaiseFacts, channelId: string, { text, byReading }: What, now: number): Ruling {
  const { agreement, policy, message } = facts;
  const { updateEvery } = emergencyOf(agreement);
  const by = event.actor ?? '';
  const id = newIncidentId(event.id);
  const place = text === '' ? null : placeOfIncident(by, id);
  const incident: Incident = {
    ...{
      id,
      clientId: agreement.id,
      number: facts.count + 1,
      state: 'triggered',
      severity: 'critical',
      isDrill: false,
    },
    ...{ channelId, message: message === null ? null : placeOf(message), raisedBy: by, raisedAt: now },
    ...{ policy, step: null, round: 0, acknowledgedBy: null, acknowledgedAt: null, lead: null },
    ...{
      clientContact: null,
      nextUpdateAt: heardAgainAt({ policy, state: 'triggered' }, agreement, now),
      resolvedBy: null,
      resolvedAt: null,
      how: null,
      place,
      revision: 0,
    },
  };
  const gone = goOn(incident, { ...facts, deadlines: [] }, event, now);
  return because(
    'raised',
    incident,
    [
      ...(place === null ? [] : [keep(incident.channelId, place, text)]),
      save(gone.incident),
      note(incident, event, 'raised', byReading ? { byReading } : {}, place),
      ...gone.effects,
      ...updateDue(incident, { deadlines: [] }, updateEvery.ms, now),
      clientMessage(incident),
      ...told(event, { what: 'raised', incident: id }),
    ],
    { by },
  );
}

const placeOf = ({ ts, threadTs }: MessagePlace) => ({ ts, threadTs });

/** What somebody wrote, among the words. */
export function keep(channelId: string, place: string, text: string): Effect {
  return { kind: 'keep-words', channelId, place, text: text.slice(0, LONGEST_KEPT) };
}

/** When the client is to hear next, and its responder is reminded before. */
export function updateDue(
  incident: Incident,
  known: Pick<IncidentFacts, 'deadlines'>,
  updateEvery: number,
  now: number,
): Effect[] {
  const dueAt = incident.nextUpdateAt ?? now + updateEvery;
  return due(incident, known, 'update', { dueAt, ringAt: Math.max(now, dueAt - remindedBefore(updateEvery)) }, now);
}

/** The one message by which the client follows it: beside what raised it, else at the top of their channel. */
function clientMessage(incident: Incident): Say {
  const { message, channelId } = incident;
  return plainSay({
    key: clientKey(incident),
    to: { kind: 'channel', channelId, threadTs: message === null ? null : (message.threadTs ?? message.ts) },
    audience: 'client',
    permission: raisedByAPerson,
    priority: 'urgent',
    view: 'emergency-client',
    data: { incident: incident.id },
  });
}

/** A second report joins; whoever has it hears of it, unless the same person has just said so. */
function joined(event: Event, facts: RaiseFacts, running: IncidentFacts, text: string, now: number): Ruling[] {
  const { incident, entries } = running;
  if (event.source !== 'request' && incident.message?.ts === facts.message?.ts && facts.message !== null) return [];
  const by = event.actor ?? '';
  const isAgain = entries.some(
    (one) => one.by === by && ['raised', 'joined'].includes(one.kind) && one.at > now - JOINS_REST,
  );
  const place = text === '' ? null : placeOfIncident(by, `${incident.id}-${event.id}`);
  const kept = place === null ? [] : [keep(incident.channelId, place, text)];
  const data = { ts: facts.message?.ts ?? null };
  const hears = isAgain || incident.acknowledgedBy === null ? [] : [incident.acknowledgedBy];
  return [
    because('joined', incident, [
      ...kept,
      note(incident, event, 'joined', data, place),
      ...hears.map((userId) =>
        pageInSlack(incident, userId, `emergencies:page:${incident.id}:${event.id}:${userId}`, {
          round: incident.round,
          step: incident.step ?? 0,
        }),
      ),
      ...(isAgain ? [] : drawnAgain(incident, running)),
      ...told(event, { what: 'joined', incident: incident.id }),
    ]),
  ];
}
