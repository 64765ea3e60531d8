import { type FormEvent, useState } from 'react';
import './attached.css';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';

/** Files that will go with a message, each with a button that takes it off. */
export function Attached({ files, onChange }: { files: string[]; onChange: (files: string[]) => void }) {
  if (files.length === 0) return null;
  return (
    <ul className="attached" aria-label="Attached files">
      {files.map((file) => (
        <li key={file} className="attached-one">
          <Icon name="file" size={15} /> {file}
          <button
            type="button"
            className="icon-button attached-off"
            aria-label={`Take ${file} off`}
            onClick={() => onChange(files.filter((one) => one !== file))}
          >
            <Icon name="close" size={13} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function FileName({ onAttach }: { onAttach: (file: string) => void }) {
  const [name, setName] = useState('');
  const attach = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onAttach(name.trim());
  };
  return (
    <form className="attached-form" onSubmit={attach}>
      <label>
        Name of the file
        <input
          data-first=""
          value={name}
          placeholder="banner-wide.png"
          maxLength={120}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <p>Files go by their name here; nothing is uploaded.</p>
      <button type="submit" className="button button-main" disabled={name.trim() === ''}>
        Attach
      </button>
    </form>
  );
}

/** Asks for the name of a file and gives it. */
export function AttachButton({ onAttach }: { onAttach: (file: string) => void }) {
  return (
    <Popover
      className="icon-button attached-button"
      label="Attach a file"
      title="Attach a file"
      name="Attach a file"
      content={(close) => (
        <FileName
          onAttach={(file) => {
            close();
            onAttach(file);
          }}
        />
      )}
    >
      <Icon name="attach" />
    </Popover>
  );
}
