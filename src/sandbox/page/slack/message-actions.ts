/** What can be done with a message, by whoever looks at it. */
import { useMemo } from 'react';
import type { HouseDeed, PersonDeed } from '../../contract.ts';
import type { Message } from '../../slack/model.ts';
import { useDeed, useLook } from '../connection/connection.tsx';
import { type Place, queryOf } from '../connection/place.ts';

export type MessageActions = {
  /** Puts a reaction on, or takes the reader's own off. */
  react(message: Message, name: string): void;
  openThread(message: Message): void;
  shortcut(message: Message, callbackId: string): void;
  showCurtain(message: Message): void;
  copyLink(message: Message): void;
  pin(message: Message, isPinned: boolean): void;
  edit(message: Message): void;
  /** Asks before it deletes. */
  remove(message: Message): void;
};

export type ActionsAbout = {
  channel: string;
  me: string;
  /** Told what went wrong, and what was done where nothing else shows it. */
  tell: (words: string) => void;
  edit: (message: Message) => void;
  remove: (message: Message) => void;
  openThread: (ts: string) => void;
};

/** Whether somebody has put this reaction on a message. */
export function hasReacted(message: Message, name: string, user: string): boolean {
  return message.reactions?.some((one) => one.name === name && one.users.includes(user)) === true;
}

/** The address of a message: opens it in this sandbox, and reads as Slack's own links do, so that commands take it. */
export function linkTo(place: Place, channel: string, message: Message, origin: string): string {
  const isReply = message.thread_ts !== undefined && message.thread_ts !== message.ts;
  const query = queryOf({
    ...place,
    channel,
    thread: isReply ? (message.thread_ts ?? null) : null,
    selected: message.ts,
    curtain: false,
    story: false,
    tab: 'messages',
  });
  return `${origin}/${query}#/archives/${channel}/p${message.ts.replace('.', '')}`;
}

/** The actions for the messages of one channel; they stay the same object while what they are about does. */
export function useMessageActions(about: ActionsAbout): MessageActions {
  const deed = useDeed();
  const { look, setLook } = useLook();
  const { channel, me, tell, edit, remove, openThread } = about;
  return useMemo(() => {
    const does = async (what: PersonDeed | HouseDeed) => {
      const done = await deed(what);
      if (!done.ok) tell(done.message);
    };
    return {
      react: ({ ts, ...message }, name) =>
        does({ deed: hasReacted({ ts, ...message }, name, me) ? 'unreact' : 'react', channel, ts, name }),
      openThread: (message) => openThread(message.thread_ts ?? message.ts),
      shortcut: ({ ts }, callbackId) => does({ deed: 'shortcut', channel, ts, callbackId }),
      showCurtain: ({ ts }) => setLook({ curtain: true, story: false, selected: ts }),
      copyLink: async (message) => {
        const link = linkTo(look, channel, message, window.location.origin);
        await navigator.clipboard.writeText(link).then(
          () => tell('The link is copied.'),
          () => tell(`The browser did not let it be copied: ${link}`),
        );
      },
      pin: ({ ts }, isPinned) => does({ deed: isPinned ? 'pin' : 'unpin', channel, ts }),
      edit,
      remove,
    };
  }, [deed, look, setLook, channel, me, tell, edit, remove, openThread]);
}
