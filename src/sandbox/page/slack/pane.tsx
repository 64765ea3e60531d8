import type { KeyboardEvent, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './pane.css';

type PaneProps = {
  title: string;
  about?: string;
  className?: string;
  onClose: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
};

/** Something that stands beside the channel: its heading, how to close it, and what is in it. */
export function Pane({ title, about, className, onClose, onKeyDown, children }: PaneProps) {
  return (
    <aside className={`pane ${className ?? ''}`} aria-label={title} onKeyDown={onKeyDown}>
      <header className="pane-header">
        <h2>
          {title} {about && <span className="pane-about">{about}</span>}
        </h2>
        <button
          type="button"
          className="icon-button pane-close"
          aria-label={`Close ${title.toLowerCase()}`}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      {children}
    </aside>
  );
}
