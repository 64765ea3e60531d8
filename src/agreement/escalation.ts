import { z } from 'zod';
import { type Span, spanSchema } from './duration.ts';
import type { Person } from './slack-id.ts';
import { written } from './written.ts';

const MINUTE = 60_000;
/** As many as others offer; after it nobody new would be woken anyhow. */
const MOST_REPEATS = 9;

/** How somebody is reached. `webhook` and `pagerduty` tell a system, which has its own list of people. */
export const WAYS = ['slack', 'sms', 'call', 'email', 'webhook', 'pagerduty'] as const;
export type Way = (typeof WAYS)[number];

/** Who is paged: somebody, whoever is on call in a rota then, everybody of a Slack user group, or a contact outside Slack. */
export type Responder =
  | ({ kind: 'person' } & Person)
  | { kind: 'rota'; name: string }
  | { kind: 'group'; id: string }
  | { kind: 'contact'; name: string };

/** One step: who is paged by which ways, and how long until the next one. */
export type Step = { page: Responder[]; by: Way[]; wait: Span };

/** As the file calls a step's `wait`; a value that has it as a key would be taken for a promise. */
const UNTIL_NEXT = 'then';

/** The short name of a rota, a policy or a contact in files and commands. */
export const SHORT_NAME = /^[a-z][a-z0-9-]{0,39}$/;

const responderSchema = written<Responder>(
  {
    what: 'somebody to page',
    description: 'A person, whoever is on call in a rota, a Slack user group, or a contact.',
    examples: ['rota:evenings', 'U0123ABCD Mira Aksoy', 'group:S0123ABCD', 'contact:night-desk'],
    pattern: '^(rota:[a-z].*|contact:[a-z].*|group:S[A-Z0-9]{2,}|[UW][A-Z0-9]{2,}( .+)?)$',
  },
  readResponder,
);

function readResponder(text: string): { value: Responder } | undefined {
  const [, id, called] = /^([UW][A-Z0-9]{2,})(?:\s+(.+))?$/.exec(text) ?? [];
  if (id !== undefined) return { value: { kind: 'person', id, ...(called === undefined ? {} : { name: called }) } };
  const [, kind, name = ''] = /^(rota|group|contact):\s*(\S+)$/.exec(text) ?? [];
  if (kind === 'group') return /^S[A-Z0-9]{2,}$/.test(name) ? { value: { kind, id: name } } : undefined;
  if (kind !== 'rota' && kind !== 'contact') return undefined;
  return SHORT_NAME.test(name) ? { value: { kind, name } } : undefined;
}

const stepSchema = z
  .strictObject({
    page: z
      .array(responderSchema)
      .min(1, 'name at least one to page, such as rota:evenings')
      .max(20)
      .meta({ description: 'Who is paged, all at once.', examples: [['rota:evenings']] }),
    by: z
      .array(z.enum(WAYS))
      .min(1, 'name at least one way, such as slack')
      .default(['slack'])
      .meta({ description: 'By which ways; all of them at once.', examples: [['slack', 'sms']] }),
    [UNTIL_NEXT]: spanSchema(
      'How long until the next step, when nobody takes it.',
      ['5m', '10m'],
      24 * 60 * MINUTE,
      MINUTE / 2,
    ).prefault('5m'),
  })
  .transform(({ [UNTIL_NEXT]: wait, ...step }) => ({ ...step, wait }))
  .meta({ description: 'One step of the chain.' });

/** Schema of an escalation policy: who is woken in which order when an emergency is raised. */
export const policySchema = z
  .strictObject({
    hours: z.enum(['always', 'office']).default('always').meta({
      description: "When people are paged: always, round the clock; office, only within the client's office hours.",
    }),
    repeat: z
      .int('write a whole number, such as 2')
      .min(0)
      .max(MOST_REPEATS, `write ${MOST_REPEATS} at most`)
      .default(5)
      .meta({ description: 'How often the whole chain is gone through again while nobody takes it.' }),
    steps: z
      .array(stepSchema)
      .min(1, 'write at least one step, such as - { page: [rota:evenings] }')
      .max(20)
      .meta({ description: 'The steps, the first one first.' }),
  })
  .meta({ description: 'Who is woken, by which ways, how fast and in which order.' });
export type Policy = z.output<typeof policySchema>;

/** A responder as it is written in the file. */
export function responderText(responder: Responder): string {
  switch (responder.kind) {
    case 'person':
      return responder.name === undefined ? responder.id : `${responder.id} ${responder.name}`;
    case 'group':
      return `group:${responder.id}`;
    default:
      return `${responder.kind}:${responder.name}`;
  }
}
