import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import './popover.css';

export type PopoverProps = {
  /** What the button shows. */
  children: ReactNode;
  /** What the button is called where its content does not say it. */
  label?: string;
  title?: string;
  className?: string;
  /** What the opened panel is called. */
  name: string;
  /** The panel's content; it is made when the panel opens and is told how to close it. */
  content: (close: () => void) => ReactNode;
  tabIndex?: number;
  onOpenChange?: (isOpen: boolean) => void;
};

const edge = 8;

/** Beside its button, on the side that has more room; in pixels of the window. */
function placeBeside(button: Element): CSSProperties {
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const { innerWidth: width, innerHeight: height } = window;
  const isBelow = bottom < height * 0.55;
  const isLeft = left + right < width;
  const room = isBelow ? height - bottom - 4 - edge : top - 4 - edge;
  return {
    ...(isBelow ? { top: bottom + 4 } : { bottom: height - top + 4 }),
    ...(isLeft ? { left: Math.max(edge, left) } : { right: Math.max(edge, width - right) }),
    maxHeight: Math.max(120, room),
    maxWidth: `calc(100vw - ${(isLeft ? Math.max(edge, left) : Math.max(edge, width - right)) + edge}px)`,
  };
}

/** Moves the focus among what can be focused in a panel or list with the arrow keys; fields keep their own keys. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
  const isField = event.target instanceof HTMLElement && event.target.matches('textarea, select');
  if (isField || !(event.key in steps || event.key === 'Home' || event.key === 'End')) return;
  const isInput = event.target instanceof HTMLInputElement;
  if (isInput && (event.key === 'Home' || event.key === 'End')) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input')].filter(
    (stop) => stop.dataset.skip === undefined && stop.checkVisibility(),
  );
  const now = stops.indexOf(document.activeElement as HTMLElement);
  const step = steps[event.key];
  const next = step === undefined ? (event.key === 'Home' ? 0 : stops.length - 1) : now + step;
  event.preventDefault();
  event.stopPropagation();
  stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
}

/** A button and the panel that it opens above all else; Escape and pressing elsewhere close it. */
export function Popover({ children, label, title, className, name, content, tabIndex, onOpenChange }: PopoverProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [place, setPlace] = useState<CSSProperties>({});
  useEffect(() => {
    if (!isOpen || panel.current?.contains(document.activeElement)) return;
    const first =
      panel.current?.querySelector<HTMLElement>('[data-first]') ??
      panel.current?.querySelector<HTMLElement>('input, button, a[href]');
    (first ?? panel.current)?.focus();
  }, [isOpen]);
  return (
    <>
      <button
        type="button"
        ref={button}
        className={className}
        aria-label={label}
        title={title}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        popoverTarget={id}
        tabIndex={tabIndex}
      >
        {children}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="popover"
        role="dialog"
        aria-label={name}
        style={place}
        tabIndex={-1}
        onKeyDown={moveByArrows}
        onBeforeToggle={(event) => {
          if (event.newState === 'open' && button.current) setPlace(placeBeside(button.current));
        }}
        onToggle={(event) => {
          if (event.target !== event.currentTarget) return;
          setOpen(event.newState === 'open');
          onOpenChange?.(event.newState === 'open');
        }}
      >
        {isOpen && content(() => panel.current?.hidePopover())}
      </div>
    </>
  );
}
