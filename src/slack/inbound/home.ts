import { z } from 'zod';
import type { Incoming } from '../../engine/incoming.ts';
import type { Happening } from './channel.ts';

const opened = z.looseObject({ user: z.string(), tab: z.string().optional(), event_ts: z.string() });

/** Somebody opened our home tab; the messages beside it are opened with the same event and are nothing to us. Throws ZodError. */
export function fromHome({ event, eventId }: Happening): Incoming[] {
  const { user, tab, event_ts: eventTs } = opened.parse(event);
  return tab === 'messages' ? [] : [{ kind: 'home-opened', by: user, slackEventId: eventId, eventTs }];
}
