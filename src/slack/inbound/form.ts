import { z } from 'zod';
import type { IncomingForm } from '../../engine/incoming.ts';
import { entriesOf, formState } from './form-state.ts';
import { presser } from './press.ts';

const submission = z.looseObject({
  user: presser,
  trigger_id: z.string(),
  view: z.looseObject({ callback_id: z.string(), private_metadata: z.string().optional(), state: formState.nullish() }),
});

/** A form sent off: its fields by action id, its subject as we gave it. Throws ZodError. */
export function fromForm(body: unknown): IncomingForm {
  const { user, trigger_id: triggerId, view } = submission.parse(body);
  return {
    kind: 'form',
    form: view.callback_id,
    subject: view.private_metadata ?? '',
    values: entriesOf(view.state ?? {}),
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
