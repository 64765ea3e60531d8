import './completion-list.css';
import type { Candidate } from './completion.ts';

type CompletionListProps = { id: string; candidates: Candidate[]; chosen: number; onChoose: (one: Candidate) => void };

/** What could complete the word before the caret; the field that it belongs to keeps the focus. */
export function CompletionList({ id, candidates, chosen, onChoose }: CompletionListProps) {
  return (
    <div id={id} className="completion-list" role="listbox" aria-label="Suggestions">
      {candidates.map((one, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys
        <div
          key={one.key}
          id={`${id}-${index}`}
          className="completion-list-one"
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(one)}
        >
          <span className="completion-list-sign" aria-hidden="true">
            {one.sign}
          </span>
          <span className="completion-list-label">{one.label}</span>
          <span className="completion-list-detail">{one.detail}</span>
        </div>
      ))}
    </div>
  );
}
