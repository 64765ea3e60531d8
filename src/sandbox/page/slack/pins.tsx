import { useLook, useMessages } from '../connection/connection.tsx';
import { useConversation } from './conversation.tsx';
import { Icon } from './icon.tsx';
import './pins.css';
import { Popover } from './popover.tsx';
import { instantOf, shortWhenOf } from './times.ts';
import { typedFrom } from './typed.ts';

function PinsPanel({ close }: { close: () => void }) {
  const { channel, callables, personOf, reader, today } = useConversation();
  const messages = useMessages();
  const { setLook } = useLook();
  const pinned = (channel?.pins ?? []).flatMap((ts) => messages.find((message) => message.ts === ts) ?? []);
  return (
    <div className="pins">
      <h2 className="popover-title">Pinned</h2>
      {pinned.length === 0 && <p className="pins-none">Nothing yet. Pin a message from its menu to keep it here.</p>}
      {pinned.map((message) => (
        <button
          type="button"
          key={message.ts}
          className="popover-item pins-one"
          onClick={() => {
            close();
            setLook({ selected: message.ts });
          }}
        >
          <span className="pins-who">
            {personOf(message.user)?.realName ?? 'Somebody'}, {shortWhenOf(instantOf(message.ts), today, reader)}
          </span>
          <span>{typedFrom(message.text, callables).slice(0, 160) || 'A file'}</span>
        </button>
      ))}
    </div>
  );
}

/** How many messages are pinned; opens them. */
export function Pins() {
  const { channel } = useConversation();
  const count = channel?.pins.length ?? 0;
  return (
    <Popover
      className="channel-header-button"
      label={count === 1 ? '1 pinned message' : `${count} pinned messages`}
      title="What is pinned"
      name="Pinned messages"
      content={(close) => <PinsPanel close={close} />}
    >
      <Icon name="pin" /> {count}
    </Popover>
  );
}
