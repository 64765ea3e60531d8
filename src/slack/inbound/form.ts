import { z } from 'zod';
import type { FormValues } from '../../engine/event.ts';
import type { IncomingForm } from '../../engine/incoming.ts';
import { element, valueFrom } from './element-value.ts';
import { presser } from './press.ts';

const state = z.looseObject({ values: z.record(z.string(), z.record(z.string(), element)).optional() });

const submission = z.looseObject({
  user: presser,
  trigger_id: z.string(),
  view: z.looseObject({ callback_id: z.string(), private_metadata: z.string().optional(), state: state.nullish() }),
});

/** A form sent off: its fields by action id, its subject as we gave it. Throws ZodError. */
export function fromForm(body: unknown): IncomingForm {
  const { user, trigger_id: triggerId, view } = submission.parse(body);
  const fields = Object.values(view.state?.values ?? {}).flatMap((block) => Object.entries(block));
  const values: FormValues = Object.fromEntries(fields.map(([name, field]) => [name, valueFrom(field)]));
  return {
    kind: 'form',
    form: view.callback_id,
    subject: view.private_metadata ?? '',
    values,
    by: user.id,
    byTeamId: user.team_id ?? null,
    slackChannelId: null,
    triggerId,
  };
}

/** In which block each field of a submitted form stood: Slack wants its errors by block. */
export function blocksOfFields(body: unknown): Map<string, string> {
  const values = submission.safeParse(body).data?.view.state?.values ?? {};
  return new Map(
    Object.entries(values).flatMap(([block, fields]) => Object.keys(fields).map((field) => [field, block] as const)),
  );
}
