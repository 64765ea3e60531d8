/** Pins a message of ours, and keeps our links above its channel: each as often as one likes, with what is so already left. */
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Outcome } from '../engine/ports.ts';
import type { Bookmark } from '../engine/rule.ts';
import { type Failure, failureOf, refusalOf } from './failure.ts';

const kept = z.looseObject({
  id: z.string(),
  title: z.string().nullish(),
  link: z.string().nullish(),
  last_updated_by_user_id: z.string().nullish(),
});
type Kept = z.infer<typeof kept>;

/** Where, and as whom: links that the bot touched last are its own, whatever a person changed is theirs. */
type Place = { post: WebClient; slackChannelId: string; botUserId: string };

/** One refusal for good, by Slack's name for it. */
class Lacking extends Error {
  override name = 'Lacking';
}

/**
 * Gives *sent* with what Slack refused for good, or why it is to be tried again; `ts` null leaves pins alone, `bookmarks` null
 * leaves links alone.
 */
export async function fastenAll(
  place: Place,
  { ts, isPinned }: { ts: string | null; isPinned: boolean },
  bookmarks: readonly Bookmark[] | null,
): Promise<Outcome> {
  const lacks: string[] = [];
  const steps = [
    ...(ts === null ? [] : [() => (isPinned ? pin(place, ts) : unpin(place, ts))]),
    ...(bookmarks === null ? [] : [() => reconcile(place, bookmarks)]),
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      if (error instanceof Lacking) lacks.push(error.message);
      else return failureOf(error);
    }
  }
  return { kind: 'sent', slackChannelId: place.slackChannelId, ts: ts ?? '', lacks };
}

async function pin({ post, slackChannelId }: Place, ts: string): Promise<void> {
  await refusing('pins', ['already_pinned'], () => post.pins.add({ channel: slackChannelId, timestamp: ts }));
}

async function unpin({ post, slackChannelId }: Place, ts: string): Promise<void> {
  await refusing('pins', ['no_pin', 'not_pinned'], () => post.pins.remove({ channel: slackChannelId, timestamp: ts }));
}

/** A link stands once, whoever put it there. */
async function reconcile(place: Place, wanted: readonly Bookmark[]): Promise<void> {
  const { post, slackChannelId } = place;
  const id = { channel_id: slackChannelId };
  const listed = await refusing('bookmarks', [], () => post.bookmarks.list(id));
  const all = z.array(kept).parse(listed?.bookmarks ?? []);
  const ours = all.filter((one) => one.last_updated_by_user_id === place.botUserId);
  const spare = ours.filter(({ link }) => !wanted.some(({ url }) => isSame(link, url)));
  for (const { title, url } of wanted) {
    const there = all.find(({ link }) => isSame(link, url));
    const changed = there === undefined ? spare.shift() : ours.includes(there) && there.title !== title ? there : null;
    if (changed === null) continue;
    await refusing('bookmarks', ['not_found'], () =>
      changed === undefined
        ? post.bookmarks.add({ ...id, type: 'link', title, link: url })
        : post.bookmarks.edit({ ...id, bookmark_id: changed.id, title, link: url }),
    );
  }
  for (const one of spare) await refusing('bookmarks', ['not_found'], () => remove(place, one));
}

function remove({ post, slackChannelId }: Place, { id }: Kept) {
  return post.bookmarks.remove({ channel_id: slackChannelId, bookmark_id: id });
}

/** Slack may write an address a little otherwise than it was given. */
function isSame(link: string | null | undefined, url: string): boolean {
  return (link ?? '').replace(/\/$/, '') === url.replace(/\/$/, '');
}

/** Throws {@link Lacking} for a no that stays one; a message that is gone is none of these. */
async function refusing<Result>(what: string, fine: readonly string[], call: () => Promise<Result>) {
  try {
    return await call();
  } catch (error) {
    const code = refusalOf(error);
    if (code !== null && fine.includes(code)) return undefined;
    if (code === 'missing_scope') throw new Lacking(neededBy(error) ?? `${what}:write`);
    const failure: Failure = failureOf(error);
    if (failure.kind === 'refused' && failure.because !== 'message_not_found')
      throw new Lacking(`${what}.${failure.because}`);
    throw error;
  }
}

/** The scope that Slack says is missing. */
function neededBy(error: unknown): string | null {
  const needed = error instanceof WebAPIPlatformError && 'needed' in error.data ? error.data.needed : undefined;
  return typeof needed === 'string' && /^[a-z.:]+$/.test(needed) ? needed : null;
}
