/** Why a scene cannot go on in a world that somebody changed meanwhile, in words for whoever plays it. */
import { nameOf } from '../plain.ts';
import type { World } from '../slack/model.ts';

/** Its message may be shown to a visitor. */
export class Obstacle extends Error {
  override name = 'Obstacle';
}

/** Why the scene ends here, as a sentence; `cause` is for the log. */
export function obstacle(why: string, cause?: unknown): Obstacle {
  return new Obstacle(`The scene cannot go on: ${why}`, { cause });
}

type About = { world: Readonly<World>; who: string; channel: string };

/** What keeps a person from acting in a channel, or on a message of it; null when nothing does. */
export function whatKeeps({ world, who, channel: id }: About, ts?: string): string | null {
  const user = world.users[who];
  const name = user?.real_name ?? who;
  const channel = world.channels[id];
  if (user === undefined || user.deleted) return `${name}’s account is closed.`;
  // A direct conversation is named by the other person, and begins when it is first needed.
  if (channel === undefined) return world.users[id] === undefined ? 'one of its channels is gone.' : null;
  if (channel.is_archived) return `#${channel.name} is archived.`;
  if (!channel.members.includes(who)) return `${nameOf(world, who)} is not in #${channel.name} any more.`;
  const mayPost = channel.posting_restricted_to?.includes(who) ?? true;
  if (!mayPost) return `${nameOf(world, who)} may not write in #${channel.name}.`;
  const isThere = ts === undefined || world.messages[id]?.some((message) => message.ts === ts);
  return isThere ? null : `a message of it in #${channel.name} was deleted.`;
}
