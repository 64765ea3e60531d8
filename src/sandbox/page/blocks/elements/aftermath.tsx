import './element.css';
import type { ReactNode } from 'react';

type AftermathProps = { isBusy: boolean; trouble: string | null; question: ReactNode };

/** What stands behind an element: that it is under way, what went wrong, what is asked before. */
export function Aftermath({ isBusy, trouble, question }: AftermathProps) {
  return (
    <>
      {isBusy && (
        <span className="element-busy" role="status">
          <span className="element-unseen">Waiting for the app</span>
        </span>
      )}
      {trouble !== null && (
        <span className="element-trouble" role="alert">
          {trouble}
        </span>
      )}
      {question}
    </>
  );
}
