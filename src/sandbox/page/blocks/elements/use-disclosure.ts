import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';

/** A `<details>` that closes as a menu does: by Escape, by a press elsewhere, when the focus goes on. */
export function useDisclosure(): {
  details: RefObject<HTMLDetailsElement | null>;
  close: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
} {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => {
    const open = details.current?.open ? details.current : null;
    open?.removeAttribute('open');
    if (open?.contains(document.activeElement)) open.querySelector('summary')?.focus();
  };
  useEffect(() => {
    const leave = (event: Event) => {
      const open = details.current?.open ? details.current : null;
      if (open === null || !(event.target instanceof Node) || open.contains(event.target)) return;
      // A press on words in it gives the focus to whatever it stands in and can be scrolled.
      const isAround = event.type === 'focusin' && event.target.contains(open);
      if (!isAround) open.removeAttribute('open');
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !details.current?.open) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return { details, close, onKeyDown };
}
