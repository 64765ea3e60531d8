import { z } from 'zod';
import type { Incoming } from '../../engine/incoming.ts';
import type { Happening } from './channel.ts';

/** The events that say that our token may be worth nothing any more. */
export const appEvents: readonly string[] = ['app_uninstalled', 'tokens_revoked'];

const revoked = z.looseObject({ tokens: z.looseObject({ bot: z.array(z.string()).nullish() }).nullish() });

/** The app was taken out, or tokens were revoked; a person's own token is none of our business. Throws ZodError. */
export function fromApp({ event, eventId, botUserId }: Happening): Incoming[] {
  const { tokens } = revoked.parse(event);
  const isOurs = tokens == null || (tokens.bot ?? []).includes(botUserId);
  return isOurs ? [{ kind: 'app-change', slackEventId: eventId }] : [];
}
