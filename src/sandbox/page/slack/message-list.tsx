import { type KeyboardEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLook } from '../connection/connection.tsx';
import { useConversation } from './conversation.tsx';
import { Icon } from './icon.tsx';
import { MessageRow } from './message.tsx';
import type { MessageActions } from './message-actions.ts';
import './message-list.css';
import type { Row } from './rows.ts';
import { dayWordsOf } from './times.ts';

export type MessageListProps = {
  rows: Row[];
  /** What the list is called. */
  name: string;
  inThread: boolean;
  actions: MessageActions;
  /** `ts` of the message that is being edited. */
  editing: string | null;
  onEdited: () => void;
  /** Told whether the last message is in sight. */
  onAtEnd?: (isAtEnd: boolean) => void;
};

/** Keeps the end of a list in sight while it grows, as long as it was in sight before. */
function useEndInSight(scroller: RefObject<HTMLElement | null>, rows: Row[], onAtEnd?: (isAtEnd: boolean) => void) {
  const isAtEnd = useRef(true);
  const [isAway, setAway] = useState(false);
  const look = useCallback(() => {
    const list = scroller.current;
    if (!list) return;
    isAtEnd.current = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    setAway(!isAtEnd.current);
    onAtEnd?.(isAtEnd.current);
  }, [scroller, onAtEnd]);
  const toEnd = useCallback(() => {
    const list = scroller.current;
    if (list) list.scrollTop = list.scrollHeight;
  }, [scroller]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new rows are the reason to look again
  useLayoutEffect(() => {
    if (isAtEnd.current) toEnd();
    look();
  }, [rows, toEnd, look]);
  useEffect(() => {
    const list = scroller.current;
    const content = list?.firstElementChild;
    if (!list || !content) return;
    const observer = new ResizeObserver(() => {
      if (isAtEnd.current) toEnd();
      look();
    });
    observer.observe(list);
    observer.observe(content);
    return () => observer.disconnect();
  }, [scroller, toEnd, look]);
  return { isAway, toEnd, onScroll: look };
}

function Divider({ row, inThread }: { row: Extract<Row, { kind: 'day' | 'new' }>; inThread: boolean }) {
  const { reader, today } = useConversation();
  const Heading = inThread ? 'h3' : 'h2';
  if (row.kind === 'new') {
    return (
      <div className="message-list-new">
        <Heading>New</Heading>
      </div>
    );
  }
  return (
    <div className="message-list-day">
      <Heading>{dayWordsOf(row.at, today, reader)}</Heading>
    </div>
  );
}

/** Moves between messages with the arrow keys, while one of them has the focus. */
function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
  const from = event.target as HTMLElement;
  if (!from.matches('article') || (step === 0 && event.key !== 'Home' && event.key !== 'End')) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('article')];
  const next = step === 0 ? (event.key === 'Home' ? 0 : all.length - 1) : all.indexOf(from) + step;
  event.preventDefault();
  all[next]?.focus();
}

/** Which message is chosen by pointer or focus; the last one where none is, so that Tab leads to it. */
function useActive(rows: Row[]) {
  const [active, setActive] = useState<string | null>(null);
  const isLocked = useRef(false);
  const onActive = useCallback((key: string | null) => {
    if (!isLocked.current) setActive(key);
  }, []);
  const onLock = useCallback((locked: boolean) => {
    isLocked.current = locked;
  }, []);
  const last = rows.findLast((row) => row.kind === 'message')?.key ?? null;
  const isThere = active !== null && rows.some(({ key }) => key === active);
  return { active: isThere ? active : null, last, onActive, onLock };
}

/** Scrolls to the message that the address names, once for each. */
function useSelectedInSight(scroller: RefObject<HTMLElement | null>, rows: Row[]): string | null {
  const { look } = useLook();
  const seen = useRef<string | null>(null);
  useEffect(() => {
    if (look.selected === null) seen.current = null;
    if (look.selected === null || seen.current === look.selected || rows.length === 0) return;
    const found = scroller.current?.querySelector(`[data-ts="${CSS.escape(look.selected)}"]`);
    if (!found) return;
    seen.current = look.selected;
    found.scrollIntoView({ block: 'center' });
  }, [look.selected, rows, scroller]);
  return look.selected;
}

/** Messages with their days, in a list that keeps its end in sight. */
export function MessageList({ rows, name, inThread, actions, editing, onEdited, onAtEnd }: MessageListProps) {
  const scroller = useRef<HTMLElement>(null);
  const { isAway, toEnd, onScroll } = useEndInSight(scroller, rows, onAtEnd);
  const { active, last, onActive, onLock } = useActive(rows);
  const selected = useSelectedInSight(scroller, rows);
  return (
    <div className="message-list">
      <section
        ref={scroller}
        className="message-list-scroller"
        aria-label={name}
        onScroll={onScroll}
        onKeyDown={moveBetween}
        onPointerLeave={() => onActive(null)}
      >
        <div className="message-list-rows">
          {rows.map((row) =>
            row.kind === 'message' ? (
              <MessageRow
                key={row.key}
                rowKey={row.key}
                message={row.message}
                isHead={row.isHead}
                isEphemeral={row.isEphemeral}
                isActive={row.key === active}
                isStop={row.key === (active ?? last)}
                isMarked={row.message.ts === selected}
                isEditing={row.message.ts === editing && !row.isEphemeral}
                inThread={inThread}
                actions={actions}
                onActive={onActive}
                onLock={onLock}
                onEdited={onEdited}
              />
            ) : (
              <Divider key={row.key} row={row} inThread={inThread} />
            ),
          )}
        </div>
      </section>
      {isAway && (
        <button type="button" className="message-list-end" onClick={toEnd}>
          <Icon name="down" size={16} /> To the newest
        </button>
      )}
    </div>
  );
}
