import './message-body.css';
import type { Message } from '../../slack/model.ts';
import { Attachment } from './attachment.tsx';
import { Blocks } from './blocks.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import type { Names, OnPress, OnSuggest } from './names.ts';
import { type Given, givenIn, inOrder, textIn } from './reading.ts';
import { MessageSurface } from './surface.tsx';

type MessageBodyProps = {
  message: Message;
  world: Names;
  /** Without it, nothing in the message can be pressed. */
  onPress?: OnPress | undefined;
  onSuggest?: OnSuggest | undefined;
};

/** All that a message says: its blocks or its words, what hangs on it, its files; not who wrote it, nor reactions. */
export function MessageBody({ message, world, onPress, onSuggest }: MessageBodyProps) {
  if (message.subtype === 'tombstone')
    return <div className="message-body message-body-gone">This message was deleted.</div>;
  const isDone = message.subtype === 'me_message';
  const blocks = message.blocks ?? [];
  const edited = message.edited && <span className="message-body-edited"> (edited)</span>;
  return (
    <MessageSurface names={world} onPress={onPress} onSuggest={onSuggest} edition={message.edited?.ts ?? ''}>
      <div className={isDone ? 'message-body message-body-done' : 'message-body'}>
        {blocks.length > 0 ? <Blocks blocks={blocks} /> : <Mrkdwn text={message.text} names={world} />}
        {edited}
        {inOrder(givenIn(message.attachments)).map(({ key, part }) => (
          <Attachment key={textIn(part.id) || key} attachment={part} />
        ))}
        <Files files={givenIn(message.files)} />
      </div>
    </MessageSurface>
  );
}

function Files({ files }: { files: Given[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="message-body-files" aria-label="Files">
      {inOrder(files).map(({ key, part }) => (
        <li key={textIn(part.id) || key} className="message-body-file">
          <span className="message-body-file-kind" aria-hidden="true">
            {endingOf(textIn(part.name))}
          </span>
          {textIn(part.name) || textIn(part.title) || 'A file'}
        </li>
      ))}
    </ul>
  );
}

function endingOf(name: string): string {
  const ending = name.includes('.') ? (name.split('.').at(-1) ?? '') : '';
  return ending === '' ? 'file' : ending.slice(0, 4).toLowerCase();
}
