/** What everything within one open conversation needs to know, given once. */
import { createContext, useContext, useMemo } from 'react';
import type { ChannelCard, ChannelPart, PersonCard, WorkspacePart } from '../../contract.ts';
import type { Names } from '../blocks/names.ts';
import { useDeed, useLook, usePart, usePiece } from '../connection/connection.tsx';
import { channelName } from './channels.ts';
import { isPresent } from './people.ts';
import { dayKeyOf, type Reader } from './times.ts';
import { type Callables, callablesOf } from './typed.ts';

export type Conversation = {
  workspace: WorkspacePart;
  me: PersonCard;
  card: ChannelCard;
  /** Null while it is on its way. */
  channel: ChannelPart | null;
  names: Names;
  callables: Callables;
  reader: Reader;
  /** The reader's local date. */
  today: string;
  personOf: (id: string | undefined) => PersonCard | undefined;
};

const Given = createContext<Conversation | null>(null);

/** Gives a conversation to all that stands within. */
export const ConversationProvider = Given.Provider;

/** The conversation that this stands in. */
export function useConversation(): Conversation {
  const conversation = useContext(Given);
  if (!conversation) throw new Error('This stands outside of a conversation');
  return conversation;
}

const minute = 60_000;

/** How texts name people and channels for the person whose eyes the window has; null until they are known. */
export function useNames(): Names | null {
  const workspace = usePart('workspace');
  const channels = usePart('channels');
  const now = usePiece('clock', (clock) => Math.floor(clock.now / minute) * minute);
  const { setLook } = useLook();
  const deed = useDeed();
  return useMemo(() => {
    if (!workspace || !channels || now === undefined) return null;
    const { people, me } = workspace;
    const named = (person: PersonCard) => ({
      id: person.id,
      name: person.realName,
      isMe: person.id === me.id,
      isBot: person.side === 'bot',
    });
    const shown = (card: ChannelCard) => ({
      id: card.id,
      name: channelName(card, people),
      kind: card.kind,
      isShared: card.sharedWith.length > 0,
    });
    return {
      person: (id: string) => {
        const found = people.find((person) => person.id === id);
        return found ? named(found) : null;
      },
      channel: (id: string) => {
        const found = channels.find((card) => card.id === id);
        return found ? shown(found) : null;
      },
      people: () => people.filter(isPresent).map(named),
      channels: () => channels.map(shown),
      timeZone: me.timeZone,
      locale: me.locale,
      now,
      openChannel: (channel: string) => setLook({ channel }),
      openPerson: (user: string) => {
        const known = channels.find((card) => card.with === user);
        if (known) setLook({ channel: known.id });
        else if (user !== me.id) {
          deed({ deed: 'direct', user }).then((done) => {
            if (done.ok && typeof done.answer === 'string') setLook({ channel: done.answer });
          });
        }
      },
    };
  }, [workspace, channels, now, setLook, deed]);
}

/** The conversation of a channel, made of the parts; null while they are on their way. */
export function useConversationOf(card: ChannelCard | undefined): Conversation | null {
  const workspace = usePart('workspace');
  const channels = usePart('channels');
  const channel = usePart('channel');
  const names = useNames();
  const today = usePiece('clock', ({ now }) => (workspace ? dayKeyOf(now, workspace.me) : ''));
  return useMemo(() => {
    if (!workspace || !card || !channels || !names) return null;
    const { me, people } = workspace;
    const byId = new Map(people.map((person) => [person.id, person]));
    return {
      workspace,
      me,
      card,
      channel: channel?.id === card.id ? channel : null,
      names,
      callables: callablesOf(people, channels),
      reader: { timeZone: me.timeZone, locale: me.locale },
      today: today ?? '',
      personOf: (id) => (id === undefined ? undefined : byId.get(id)),
    };
  }, [workspace, card, channels, channel, names, today]);
}
