import { useId, useRef } from 'react';

/** A button that starts the sandbox over, once a dialog has said what is lost and was answered with yes. */
export function StartOver({ onStartOver }: { onStartOver: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  return (
    <>
      <button type="button" className="story-button" onClick={() => dialog.current?.showModal()}>
        Start over…
      </button>
      <dialog className="story-dialog" ref={dialog} aria-labelledby={`${id}-title`} aria-describedby={`${id}-lost`}>
        <h3 id={`${id}-title`}>Start over?</h3>
        <p id={`${id}-lost`}>
          Everything that was written, decided and applied here is lost, in every window: messages, deadlines, the
          story, and changes to agreements. The sandbox begins again as it was at first. This cannot be undone.
        </p>
        <form method="dialog" className="story-buttons">
          <button type="submit" className="story-button">
            Keep everything
          </button>
          <button type="submit" className="story-button story-danger" onClick={onStartOver}>
            Start over
          </button>
        </form>
      </dialog>
    </>
  );
}
