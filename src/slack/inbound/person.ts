import { z } from 'zod';
import type { Incoming } from '../../engine/incoming.ts';
import type { Happening } from './channel.ts';

const changed = z.looseObject({ user: z.looseObject({ id: z.string() }) });

/** Something about a person changed (name, zone, leaving): who it was, not what; that is read anew. Throws ZodError. */
export function fromPerson({ event, eventId }: Happening): Incoming[] {
  return [{ kind: 'person-change', userId: changed.parse(event).user.id, slackEventId: eventId }];
}
