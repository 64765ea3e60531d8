import { type FormEvent, useState } from 'react';
import { SlackLink } from '../blocks/slack-link.tsx';
import { useDeed } from '../connection/connection.tsx';
import './bookmarks.css';
import { useConversation } from './conversation.tsx';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';

function AddBookmark({ close }: { close: () => void }) {
  const { card } = useConversation();
  const deed = useDeed();
  const [title, setTitle] = useState('');
  const [link, setLink] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const done = await deed({ deed: 'bookmark', channel: card.id, title: title.trim() || link, link: link.trim() });
    if (done.ok) close();
    else setTrouble(done.message);
  };
  return (
    <form className="bookmarks-form" onSubmit={add}>
      <label>
        Link
        <input
          data-first=""
          type="url"
          required
          placeholder="https://"
          value={link}
          onChange={({ target }) => setLink(target.value)}
        />
      </label>
      <label>
        Name
        <input value={title} maxLength={80} onChange={({ target }) => setTitle(target.value)} />
      </label>
      {trouble !== null && <p role="alert">{trouble}</p>}
      <button type="submit" className="button button-main" disabled={link.trim() === ''}>
        Add bookmark
      </button>
    </form>
  );
}

/** The links above a channel, and a way to add one. */
export function Bookmarks() {
  const { channel, card } = useConversation();
  const mayAdd = card.isMember && !card.isArchived && card.kind !== 'im';
  const bookmarks = channel?.bookmarks ?? [];
  if (!mayAdd && bookmarks.length === 0) return null;
  return (
    <section className="bookmarks" aria-label="Bookmarks">
      {bookmarks.map(({ id, title, link }) => (
        <SlackLink key={id} url={link}>
          <Icon name="bookmark" size={14} /> {title}
        </SlackLink>
      ))}
      {mayAdd && (
        <Popover className="bookmarks-add" name="Add a bookmark" content={(close) => <AddBookmark close={close} />}>
          <Icon name="plus" size={14} /> Add a bookmark
        </Popover>
      )}
    </section>
  );
}
