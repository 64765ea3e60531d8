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
      const inside = event.target instanceof Node && details.current?.contains(event.target);
      if (!inside) details.current?.removeAttribute('open');
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
