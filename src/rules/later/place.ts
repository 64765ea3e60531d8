/**
 * Where something is to be posted, as forms and buttons carry it: `${channelId}:${lane}`, and behind an @ what it is about:
 * the ts of the message that is answered, or which wording of a kept message is edited.
 */
import type { KeptPlace } from '../../engine/kept-place.ts';
import { readKept } from '../../engine/kept-place.ts';

const topLane = 'top';
const form = /^(.*):([^:@]+)(?:@(.+))?$/;

export type FormSubject = { channelId: string; lane: string; about: string | null; kept: KeptPlace | null };

/** What a form or button is about; null for what is none of these. */
export function readFormSubject(subject: string): FormSubject | null {
  const [, channelId, lane, about = null] = form.exec(subject) ?? [];
  if (channelId === undefined || lane === undefined) return null;
  return { channelId, lane, about, kept: readKept(`${channelId}:${lane}`) };
}

/** A channel's top level or one thread, and perhaps the message there that is answered. */
export function placeSubject(channelId: string, threadTs: string | null, about: string | null = null): string {
  return `${channelId}:${threadTs ?? topLane}${about === null ? '' : `@${about}`}`;
}

/** The root of the thread of such a lane; null for the top level. */
export function threadOfLane(lane: string): string | null {
  return lane === topLane ? null : lane;
}
