import type { Message } from '../../slack/model.ts';
import { EmojiMark } from '../blocks/emoji-mark.tsx';
import { useConversation } from './conversation.tsx';
import { hasReacted, type MessageActions } from './message-actions.ts';
import './reactions.css';

/** `You, Anna Novak and Ben Castellan`. */
function everybody(names: string[]): string {
  return new Intl.ListFormat('en-GB').format(names);
}

/** The reactions below a message; pressing one adds one's own or takes it off. */
export function Reactions({ message, actions }: { message: Message; actions: MessageActions }) {
  const { me, card, personOf } = useConversation();
  if (!message.reactions || message.reactions.length === 0) return null;
  const isFixed = card.isArchived || !(card.isMember || card.kind === 'im');
  return (
    <ul className="reactions" aria-label="Reactions">
      {message.reactions.map(({ name, users, count }) => {
        const isMine = hasReacted(message, name, me.id);
        const names = users.map((id) => (id === me.id ? 'You' : (personOf(id)?.realName ?? 'Somebody')));
        const said = `${everybody(names)} reacted with :${name}:`;
        return (
          <li key={name}>
            <button
              type="button"
              className="reactions-one"
              aria-pressed={isMine}
              aria-label={`${name}, ${count}: ${said}`}
              title={said}
              disabled={isFixed}
              onClick={() => actions.react(message, name)}
            >
              <EmojiMark name={name} /> <span>{count}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
