import { useEffect, useRef, useState } from 'react';
import type { TimelineDeadline } from '../../../contract.ts';

const SHOWN_FOR = 12_000;

/** Due times that are others than before, by id: what each was (epoch milliseconds). */
export function movedSince(before: ReadonlyMap<string, number>, deadlines: readonly TimelineDeadline[]) {
  const moved = new Map<string, number>();
  for (const { id, dueAt } of deadlines) {
    const was = before.get(id);
    if (was !== undefined && was !== dueAt) moved.set(id, was);
  }
  return moved;
}

/** Follows deadlines and gives what those were due at that have just moved, for twelve seconds. */
export function useMoved(deadlines: readonly TimelineDeadline[]): ReadonlyMap<string, number> {
  const before = useRef<ReadonlyMap<string, number>>(new Map());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [moved, setMoved] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    const found = movedSince(before.current, deadlines);
    before.current = new Map(deadlines.map(({ id, dueAt }) => [id, dueAt]));
    if (found.size === 0) return;
    setMoved(found);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setMoved(new Map()), SHOWN_FOR);
  }, [deadlines]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return moved;
}
