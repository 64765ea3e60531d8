import { needText, textOf } from '../arguments.ts';
import { addBookmark } from '../marks.ts';
import { type Call, joinedChannel, type Method, method } from '../method.ts';
import type { Bookmark } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { seconds } from '../slack.ts';

const MOST = 100;

function listOf(call: Call): Bookmark[] {
  const channel = joinedChannel(call, needText(call.given, 'channel_id', 'channel_not_found'));
  return call.slack.world.bookmarks[channel.id] ?? [];
}

function named(call: Call): Bookmark {
  const id = needText(call.given, 'bookmark_id', 'not_found');
  const found = listOf(call).find((bookmark) => bookmark.id === id);
  if (!found) throw new Refusal('not_found');
  return found;
}

function checkLink(link: string): void {
  if (!/^https?:\/\/\S+$/.test(link)) throw new Refusal('invalid_link');
}

/** Links in the bar above a channel. */
export const bookmarkMethods: Record<string, Method> = {
  'bookmarks.add': method(2, ['bookmarks:write'], (call) => {
    const channel = joinedChannel(call, needText(call.given, 'channel_id', 'channel_not_found'));
    if (needText(call.given, 'type') !== 'link') throw new Refusal('invalid_bookmark_type');
    const link = needText(call.given, 'link', 'invalid_link');
    checkLink(link);
    if (listOf(call).length >= MOST) throw new Refusal('too_many_bookmarks');
    const emoji = textOf(call.given, 'emoji') ?? null;
    const given = { title: needText(call.given, 'title'), link, emoji };
    return { bookmark: { ...addBookmark(call.slack, channel, given, call.app.bot_user_id) } };
  }),

  'bookmarks.edit': method(2, ['bookmarks:write'], (call) => {
    const bookmark = named(call);
    const link = textOf(call.given, 'link');
    if (link) {
      checkLink(link);
      bookmark.link = link;
    }
    bookmark.title = textOf(call.given, 'title') ?? bookmark.title;
    bookmark.emoji = textOf(call.given, 'emoji') ?? bookmark.emoji;
    bookmark.date_updated = seconds(call.slack);
    bookmark.last_updated_by_user_id = call.app.bot_user_id;
    call.slack.changed({ kind: 'bookmark', channel: bookmark.channel_id });
    return { bookmark: { ...bookmark } };
  }),

  'bookmarks.list': method(3, ['bookmarks:read'], (call) => ({ bookmarks: structuredClone(listOf(call)) })),

  'bookmarks.remove': method(2, ['bookmarks:write'], (call) => {
    const bookmark = named(call);
    const { bookmarks } = call.slack.world;
    bookmarks[bookmark.channel_id] = (bookmarks[bookmark.channel_id] ?? []).filter((one) => one.id !== bookmark.id);
    call.slack.changed({ kind: 'bookmark', channel: bookmark.channel_id });
    return {};
  }),
};
