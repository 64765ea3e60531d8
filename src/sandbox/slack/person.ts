import { directChannel, isExternal, resolveChannel } from './acquaintance.ts';
import { type Author, author } from './author.ts';
import { joinChannel, leaveChannel } from './channels.ts';
import { type Caller, caller } from './commands.ts';
import type { FieldValue, Option } from './form-state.ts';
import { addBookmark, addReaction, pin, removeReaction, unpin } from './marks.ts';
import type { Channel, Message, View } from './model.ts';
import { type ClientMemory, type PressOptions, placeOf, press, suggestions } from './presses.ts';
import type { Outcome, Place } from './requests.ts';
import { channelsOf, homeOf, mayRead, type Seen, sees } from './sees.ts';
import { appOf, findMessage, nextTs, type Slack, userOf } from './slack.ts';
import { closeForm, fill, type Submitted, submit, topForm } from './submissions.ts';

/** What somebody can do in Slack's client. Channels are named by id, direct conversations also by the other's user id. */
export type Person = Author &
  Caller & {
    react(channel: string, ts: string, name: string): Promise<void>;
    unreact(channel: string, ts: string, name: string): Promise<void>;
    pin(channel: string, ts: string): Promise<void>;
    unpin(channel: string, ts: string): Promise<void>;
    bookmark(channel: string, title: string, link: string): Promise<void>;
    join(channel: string): Promise<void>;
    leave(channel: string): Promise<void>;
    invite(channel: string, user: string): Promise<void>;
    remove(channel: string, user: string): Promise<void>;
    /** Presses a button or chooses in a select of a message. */
    press(channel: string, ts: string, actionId: string, options?: PressOptions): Promise<Outcome>;
    /** Types into an external select of a message. */
    suggestions(channel: string, ts: string, actionId: string, typed: string): Promise<Option[]>;
    /** The topmost open form, or null. */
    form(): View | null;
    /** All open forms, the topmost last. */
    forms(): View[];
    /** Fills fields of the topmost form without sending it. */
    enter(values: Record<string, FieldValue>): Promise<void>;
    /** Fills fields, by action id or `block_id/action_id`, and sends the topmost form. */
    submit(values?: Record<string, FieldValue>): Promise<Submitted>;
    pressInView(actionId: string, options?: PressOptions): Promise<Outcome>;
    suggestionsInView(actionId: string, typed: string): Promise<Option[]>;
    /** Cancels the topmost form; with `all` the whole stack. */
    closeView(all?: boolean): Promise<void>;
    /** Opens the app's home tab, or its messages tab. */
    openHome(tab?: 'home' | 'messages'): Promise<void>;
    home(): View | null;
    pressInHome(actionId: string, options?: PressOptions): Promise<Outcome>;
    suggestionsInHome(actionId: string, typed: string): Promise<Option[]>;
    sees(channel: string): Seen;
    channels(): Channel[];
    /** Has read everything in a channel. */
    reads(channel: string): Promise<void>;
    /** The direct conversation with somebody; begun where there was none. */
    direct(user: string): string;
  };

type Marks = Pick<Person, 'react' | 'unreact' | 'pin' | 'unpin' | 'bookmark'>;
type Comings = Pick<Person, 'join' | 'leave' | 'invite' | 'remove'>;
type Forms = Pick<Person, 'form' | 'forms' | 'enter' | 'submit' | 'pressInView' | 'suggestionsInView' | 'closeView'>;
type Looks = Pick<
  Person,
  'openHome' | 'home' | 'pressInHome' | 'suggestionsInHome' | 'sees' | 'channels' | 'reads' | 'direct'
>;

function marks(slack: Slack, user: string): Marks {
  const subject = (id: string, ts: string): { channel: Channel; message: Message } => {
    const channel = resolveChannel(slack, user, id);
    const message = findMessage(slack, channel.id, ts);
    if (!message || !channel.members.includes(user)) throw new Error(`${user} sees no ${ts} in ${id}`);
    return { channel, message };
  };
  return {
    async react(id, ts, name) {
      const { channel, message } = subject(id, ts);
      if (!addReaction(slack, channel, message, user, name)) throw new Error(`${name} is there already`);
    },
    async unreact(id, ts, name) {
      const { channel, message } = subject(id, ts);
      if (!removeReaction(slack, channel, message, user, name)) throw new Error(`There is no ${name}`);
    },
    async pin(id, ts) {
      const { channel, message } = subject(id, ts);
      pin(slack, channel, message, user);
    },
    async unpin(id, ts) {
      const { channel, message } = subject(id, ts);
      unpin(slack, channel, message, user);
    },
    async bookmark(id, title, link) {
      addBookmark(slack, resolveChannel(slack, user, id), { title, link, emoji: null }, user);
    },
  };
}

function comings(slack: Slack, user: string): Comings {
  const own = (id: string): Channel => {
    const channel = resolveChannel(slack, user, id);
    if (!channel.members.includes(user)) throw new Error(`${user} is not in ${id}`);
    return channel;
  };
  return {
    async join(id) {
      const channel = resolveChannel(slack, user, id);
      if (!mayRead(slack, user, channel)) throw new Error(`${user} may not enter ${id}`);
      joinChannel(slack, channel, user);
    },
    async leave(id) {
      leaveChannel(slack, own(id), user);
    },
    async invite(id, other) {
      const channel = own(id);
      const guest = userOf(slack, other);
      if (isExternal(slack, guest) && !channel.connected_team_ids.includes(guest.team_id)) {
        throw new Error(`${id} is not shared with ${guest.team_id}`);
      }
      joinChannel(slack, channel, other, user);
    },
    async remove(id, other) {
      leaveChannel(slack, own(id), other);
    },
  };
}

function forms(slack: Slack, user: string, memory: ClientMemory): Forms {
  const top = (): Place => ({ in: 'view', view: topForm(slack, user) });
  const open = () => (slack.world.forms[user] ?? []).flatMap((id) => slack.world.views[id] ?? []);
  return {
    form: () => structuredClone(open().at(-1) ?? null),
    forms: () => structuredClone(open()),
    async enter(values) {
      fill(slack, user, topForm(slack, user), values, memory);
    },
    async submit(values = {}) {
      fill(slack, user, topForm(slack, user), values, memory);
      return submit(slack, user);
    },
    pressInView: async (actionId, options = {}) => press(slack, user, top(), actionId, options, memory),
    suggestionsInView: async (actionId, typed) => suggestions(slack, user, top(), actionId, typed, memory),
    closeView: (all = false) => closeForm(slack, user, all),
  };
}

function looks(slack: Slack, user: string, memory: ClientMemory): Looks {
  const inHome = (): Place => {
    const view = homeOf(slack, user) ? slack.world.views[slack.world.homes[user] ?? ''] : undefined;
    if (!view) throw new Error(`${user} has no home tab`);
    return { in: 'view', view };
  };
  return {
    async openHome(tab = 'home') {
      // For people of other companies the tab stays empty and the app hears nothing.
      if (isExternal(slack, userOf(slack, user))) return;
      const channel = directChannel(slack, user, appOf(slack).bot_user_id);
      const view = homeOf(slack, user);
      const shown = tab === 'home' && view ? { view } : {};
      const event_ts = nextTs(slack, channel.id);
      slack.emit({ type: 'app_home_opened', user, channel: channel.id, tab, ...shown, event_ts }, {});
    },
    home: () => homeOf(slack, user),
    pressInHome: async (actionId, options = {}) => press(slack, user, inHome(), actionId, options, memory),
    suggestionsInHome: async (actionId, typed) => suggestions(slack, user, inHome(), actionId, typed, memory),
    direct: (other) => directChannel(slack, user, other).id,
    sees: (channel) => sees(slack, user, channel),
    channels: () => channelsOf(slack, user),
    async reads(id) {
      const channel = resolveChannel(slack, user, id);
      slack.world.read[user] = {
        ...slack.world.read[user],
        [channel.id]: slack.world.messages[channel.id]?.at(-1)?.ts ?? '',
      };
      slack.changed({ kind: 'read', channel: channel.id, user });
    },
  };
}

/** Somebody at their client: a person, or another bot that writes. */
export function person(slack: Slack, user: string, memory: ClientMemory): Person {
  const at = (id: string, ts: string) => placeOf(slack, user, resolveChannel(slack, user, id).id, ts);
  return {
    ...author(slack, user),
    ...caller(slack, user),
    ...marks(slack, user),
    ...comings(slack, user),
    ...forms(slack, user, memory),
    ...looks(slack, user, memory),
    press: async (id, ts, actionId, options = {}) => press(slack, user, at(id, ts), actionId, options, memory),
    suggestions: async (id, ts, actionId, typed) => suggestions(slack, user, at(id, ts), actionId, typed, memory),
  };
}
