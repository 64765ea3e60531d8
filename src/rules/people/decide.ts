import type { Missing } from '../../engine/absence.ts';
import { clientSubject } from '../../engine/client-subject.ts';
import type { Answer, Effect } from '../../engine/effect.ts';
import type { DeliveryFailed, Event, ViewData } from '../../engine/event.ts';
import { listedAs } from '../../engine/people.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import type { CorrectionFacts, Facts, ListFacts, NewcomerFacts } from './load.ts';
import { isNamed } from './load.ts';
import { askOwner, instead, keysOf } from './notices.ts';
import { toldOfParts } from './parts.ts';
import { choices, putOn, sides } from './sides.ts';
import { say } from './words.ts';

/** Shows, corrects, or asks the owner; nothing is ever said to the client. */
export function decide({ event, facts, agreement, agency, now }: Decision<Facts>): Ruling[] {
  if (facts.kind === 'list') return [shown(facts)];
  if (facts.kind === 'correction') return [correction(event, facts)];
  if (agreement === null) return [];
  if (facts.kind === 'parts') return toldOfParts(facts, agreement, agency, now);
  if (facts.kind === 'newcomer') return newcomer(facts, { agreement, agency, now });
  return facts.kind === 'passing-on'
    ? passedOn(event as DeliveryFailed, { agreement, agency, now }, facts.missing)
    : [];
}

type Under = Pick<Decision<Facts>, 'agency' | 'now'> & { agreement: NonNullable<Decision<Facts>['agreement']> };

function shown({ clientId, channelId, serves }: ListFacts): Ruling {
  const data =
    clientId === null ? { what: 'which' } : serves ? { what: 'list', clientId, channelId } : { what: 'not-yours' };
  const name = data.what === 'not-yours' ? 'not-yours' : 'asked';
  return answered(name, [{ kind: 'answer', how: 'privately', view: 'people', data }]);
}

/** Said once for each client and person, whoever is there to be asked. */
function newcomer({ userId, asked, missing }: NewcomerFacts, { agreement, agency, now }: Under): Ruling[] {
  if (asked !== null) return [];
  const say = askOwner(agreement, agency, userId, missing);
  if (say === null) return [];
  const slot: Effect = { kind: 'set-slot', subject: clientSubject(agreement.id, userId), data: { schema: 1, at: now } };
  const to = say.to.kind === 'person' ? say.to.userId : null;
  return [{ reason: { name: 'asked-owner', data: { by: userId, to } }, subject: null, effects: [slot, say] }];
}

function passedOn(failed: DeliveryFailed, { agreement, agency }: Under, missing: Missing): Ruling[] {
  const say = instead(failed, agreement, agency, missing);
  if (say === null) return [];
  const to = say.to.kind === 'person' ? say.to.userId : null;
  return [{ reason: { name: 'passed-on', data: { to } }, subject: null, effects: [say] }];
}

function correction(event: Event, facts: CorrectionFacts): Ruling {
  if (!facts.serves)
    return answered('not-yours', [{ ...privately({}, facts), view: 'people', data: { what: 'not-yours' } }]);
  if (event.kind === 'FormSubmitted') return submitted(event.values.side ?? null, facts);
  const side = event.kind === 'ButtonPressed' ? sides.find((one) => event.action === `people-${one}`) : undefined;
  if (side === undefined) {
    const subject = clientSubject(facts.clientId);
    return answered('asked', [{ kind: 'answer', how: 'open-form', view: 'people-correct', data: { subject } }]);
  }
  const { about, agreement } = facts;
  // The question is about somebody whom nobody had named; who was named meanwhile is corrected knowingly, by the form.
  if (about === null || isNamed(agreement, about.userId)) return answered('already-named', [privately({}, facts)]);
  return put(side, facts);
}

function submitted(chosen: string | number | null, facts: CorrectionFacts): Ruling {
  const side = choices.find((one) => one === chosen);
  const error = facts.about === null || side === undefined ? 'error.nobody' : whyNot(facts, side);
  if (error === null && side !== undefined) return put(side, facts);
  const errors = { person: say(facts.language, error ?? 'error.nobody') };
  return answered('refused', [{ kind: 'answer', how: 'field-errors', errors, data: {} }]);
}

/** Whoever has a part in the agreement keeps it until somebody else has been given that part. */
function whyNot({ about, agreement, agency }: CorrectionFacts, side: (typeof choices)[number]) {
  const listed = listedAs(about?.userId ?? '', { agreement, agency });
  if (side === 'staff') return null;
  if (listed === 'owner' || listed === 'backup') return 'error.has-part';
  const isManager = listed === 'manager' || listed === 'agency-manager' || listed === 'agency-admin';
  return isManager ? 'error.manages' : null;
}

function put(side: (typeof choices)[number], facts: CorrectionFacts): Ruling {
  const { about, agreement, agency, clientId } = facts;
  if (about === null) return answered('refused', []);
  const { userId, person } = about;
  const isStaffAlready = side === 'staff' && about.standing.side === 'staff' && isNamed(agreement, userId);
  const values = isStaffAlready ? [] : putOn(agreement, { userId, name: person?.name || null }, side);
  if (values.length === 0) return answered('so-already', [privately({}, facts)]);
  const refreshed = keysOf(clientId, userId, agreement, agency).map((key): Effect => ({ kind: 'refresh', key }));
  return {
    reason: { name: 'corrected', data: { userId, side } },
    subject: null,
    effects: [{ kind: 'change-agreement', values }, ...refreshed, privately({ isNew: true }, facts)],
  };
}

function privately(data: ViewData, { clientId, about }: CorrectionFacts): Extract<Answer, { how: 'privately' }> {
  const subject = clientSubject(clientId, about?.userId ?? null);
  return { kind: 'answer', how: 'privately', view: 'person-is', data: { ...data, subject } };
}

function answered(name: string, effects: Effect[]): Ruling {
  return { reason: { name, data: {} }, subject: null, effects };
}
