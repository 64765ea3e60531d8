import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';

export type Tab<Name extends string> = { name: Name; title: string; content: ReactNode };

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowRight: (index, count) => (index + 1) % count,
  ArrowLeft: (index, count) => (index + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Takes tabs, the name of the open one and what opens another. Arrow keys, Home and End go from tab to tab. */
export function Tabs<Name extends string>(props: {
  label: string;
  tabs: readonly Tab<Name>[];
  open: Name;
  onOpen: (name: Name) => void;
}) {
  const { tabs, open, onOpen } = props;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  function move(event: KeyboardEvent) {
    const index = tabs.findIndex(({ name }) => name === open);
    const next = STEPS[event.key]?.(index, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || !tab) return;
    event.preventDefault();
    onOpen(tab.name);
    list.current?.querySelectorAll('button')[next]?.focus();
  }
  return (
    <div className="tabs">
      <div className="tabs-list" role="tablist" aria-label={props.label} ref={list} onKeyDown={move}>
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === open}
            aria-controls={`${id}-${name}-panel`}
            tabIndex={name === open ? 0 : -1}
            onClick={() => onOpen(name)}
          >
            {title}
          </button>
        ))}
      </div>
      {tabs.map(({ name, content }) => (
        <div
          key={name}
          className="tabs-panel"
          role="tabpanel"
          id={`${id}-${name}-panel`}
          aria-labelledby={`${id}-${name}`}
          hidden={name !== open}
        >
          {content}
        </div>
      ))}
    </div>
  );
}
