import { z } from 'zod';
import type { IncomingPress } from '../../engine/incoming.ts';
import { element, valueFrom } from './element-value.ts';
import { entriesOf, formState } from './form-state.ts';
import { slackTs } from './message.ts';

export const presser = z.looseObject({ id: z.string(), team_id: z.string().nullish() });

const press = z.looseObject({
  user: presser,
  trigger_id: z.string(),
  channel: z.looseObject({ id: z.string() }).nullish(),
  container: z.looseObject({
    type: z.string().optional(),
    channel_id: z.string().optional(),
    message_ts: slackTs.optional(),
  }),
  view: z.looseObject({ state: formState.nullish() }).nullish(),
  actions: z.tuple([element.extend({ action_id: z.string() })], z.unknown()),
});

/** A button pressed or an option chosen, in a message or a form; Slack sends one at a time. Throws ZodError. */
export function fromPress(body: unknown): IncomingPress {
  const { user, trigger_id: triggerId, channel, container, view, actions } = press.parse(body);
  const { channel_id: channelId, message_ts: ts } = container;
  return {
    kind: 'press',
    action: actions[0].action_id,
    value: String(valueFrom(actions[0]) ?? ''),
    on: channelId && ts ? { slackChannelId: channelId, ts } : null,
    by: user.id,
    byTeamId: user.team_id ?? null,
    slackChannelId: channel?.id ?? channelId ?? null,
    triggerId,
    ...(view?.state ? { entered: entriesOf(view.state) } : {}),
  };
}
