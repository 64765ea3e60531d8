import { useState } from 'react';
import { useDeed } from '../connection/connection.tsx';
import { useConversation } from './conversation.tsx';
import './edit-field.css';
import { sentFrom } from './typed.ts';

type EditFieldProps = {
  channel: string;
  ts: string;
  /** The words as they were typed. */
  first: string;
  onDone: () => void;
};

/** Changes the words of a message where it stands. Enter saves, Escape leaves it as it was. */
export function EditField({ channel, ts, first, onDone }: EditFieldProps) {
  const { callables } = useConversation();
  const deed = useDeed();
  const [text, setText] = useState(first);
  const [trouble, setTrouble] = useState<string | null>(null);
  const save = async () => {
    if (text.trim() === '') {
      setTrouble('A message needs words. To take it back, delete it.');
      return;
    }
    const done =
      text === first
        ? { ok: true as const }
        : await deed({ deed: 'edit', channel, ts, text: sentFrom(text, callables) });
    if (done.ok) onDone();
    else setTrouble(done.message);
  };
  return (
    <div className="edit-field">
      <textarea
        // biome-ignore lint/a11y/noAutofocus: it opens because somebody asked to write here
        autoFocus
        aria-label="Edit message"
        value={text}
        rows={Math.min(12, text.split('\n').length + 1)}
        onFocus={({ target }) => target.setSelectionRange(target.value.length, target.value.length)}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') {
            event.stopPropagation();
            onDone();
          } else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            save();
          }
        }}
      />
      {trouble !== null && (
        <p className="edit-field-trouble" role="alert">
          {trouble}
        </p>
      )}
      <div className="edit-field-buttons">
        <button type="button" className="button" onClick={onDone}>
          Cancel
        </button>
        <button type="button" className="button button-main" onClick={save}>
          Save
        </button>
      </div>
    </div>
  );
}
