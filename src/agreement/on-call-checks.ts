import { closest } from './closest.ts';
import type { Policy, Responder, Step, Way } from './escalation.ts';
import { byName, type Contact, type OnCall } from './on-call.ts';
import type { SectionProblem } from './section.ts';
import type { Person } from './slack-id.ts';

/** What is wrong, and what works but not as one may think. */
export type Findings = { problems: SectionProblem[]; warnings: SectionProblem[] };

/** What each way needs to know of a person; the others need nothing. */
const needs: Partial<Record<Way, 'phone' | 'email'>> = { sms: 'phone', call: 'phone', email: 'email' };

/** What is wrong with the agency's policies although each line is right. */
export function checkOnCall(onCall: OnCall): Findings {
  const found = Object.entries(onCall.policies).map(([name, policy]) => {
    const under = ({ path, message }: SectionProblem) => ({ path: ['policies', name, ...path], message });
    const { problems, warnings } = checkPolicy(policy, onCall);
    return { problems: problems.map(under), warnings: warnings.map(under) };
  });
  return together([...found, nameless(onCall)]);
}

/** The same for one policy, be it the agency's or an agreement's own. */
export function checkPolicy(policy: Policy, onCall: OnCall): Findings {
  const found = policy.steps.map((step, index): Findings => {
    const under = ({ path, message }: SectionProblem) => ({ path: ['steps', index, ...path], message });
    const { problems, warnings } = together([
      ...step.page.map((responder, at) => checkResponder(responder, at, step, onCall)),
      silenced(policy, step),
    ]);
    return { problems: problems.map(under), warnings: warnings.map(under) };
  });
  return together(found);
}

/** A short name says nothing to whoever reads who is called. */
function nameless({ contacts }: OnCall): Findings {
  const without = Object.entries(contacts).filter(([key, { name }]) => !/^[A-Z]/.test(key) && name === undefined);
  const problems = without.map(([key]) => ({
    path: ['contacts', key],
    message: `${key} is nobody in Slack, so write beside the number what they are called, such as name: Night desk`,
  }));
  return { problems, warnings: [] };
}

function silenced({ hours }: Policy, { by }: Step): Findings {
  if (hours !== 'always' || by.some((way) => way !== 'slack')) return nothing();
  const message =
    'Slack alone wakes nobody who has do-not-disturb on at night; add sms, call or another way to by, or write hours: office';
  return { problems: [], warnings: [{ path: [], message }] };
}

function checkResponder(responder: Responder, at: number, step: Step, onCall: OnCall): Findings {
  const { contacts, rotas } = onCall;
  const path = ['page', at];
  if (responder.kind === 'rota') {
    const rota = byName(rotas, responder.name);
    if (rota === undefined) return refused(path, unknown('rota', responder.name, Object.keys(rotas)));
    return together(rota.people.map((person) => reached(path, person, byName(contacts, person.id), step)));
  }
  if (responder.kind === 'person') return reached(path, responder, byName(contacts, responder.id), step);
  // Who is in a group is known to Slack alone.
  if (responder.kind === 'group') return nothing();
  const contact = byName(contacts, responder.name);
  if (contact === undefined) return refused(path, unknown('contact', responder.name, Object.keys(contacts)));
  if (step.by.some((way) => way !== 'slack')) return reached(path, { id: responder.name }, contact, step);
  return refused(path, `${responder.name} is nobody in Slack; add sms, call or email to by`);
}

/** Each way that needs a number or an address has one; where one of several is missing, the others still go. */
function reached(path: (string | number)[], { id, name }: Person, contact: Contact | undefined, step: Step): Findings {
  const asked = step.by.flatMap((way) => {
    const need = needs[way];
    return need === undefined ? [] : [{ way, need, has: contact?.[need] !== undefined }];
  });
  const missing = asked.filter(({ has }) => !has);
  const [first] = missing;
  if (first === undefined) return nothing();
  const who = name === undefined ? id : `${name} (${id})`;
  const ways = missing.map(({ way }) => way).join(' and ');
  const message = `${ways} cannot reach ${who}, who has no ${first.need}; write it under onCall: contacts: ${id}: in the agency file`;
  return missing.length === asked.length ? refused(path, message) : { problems: [], warnings: [{ path, message }] };
}

/** What to say of a name that nothing has. */
export function unknown(what: 'rota' | 'contact' | 'policy', name: string, known: readonly string[]): string {
  const near = closest(name, known);
  const advice =
    near !== undefined
      ? `did you mean ${near}?`
      : known.length > 0
        ? `there is ${known.join(', ')}`
        : `write it under onCall: in the agency file`;
  return `there is no ${what} ${name}; ${advice}`;
}

const nothing = (): Findings => ({ problems: [], warnings: [] });
const refused = (path: (string | number)[], message: string): Findings => ({
  problems: [{ path, message }],
  warnings: [],
});

function together(found: readonly Findings[]): Findings {
  return {
    problems: found.flatMap(({ problems }) => problems),
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}
