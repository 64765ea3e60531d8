/**
 * Walks what happened in its order and says who begins to wait, who waits along, and who waits no more. It deliberately
 * treats a person of an unknown side as a client: a clock too many is better than a question unheard.
 */
import type { Happening } from './happenings.ts';
import { applyMark } from './marks.ts';
import {
  join,
  laneOf,
  leave,
  open,
  resume,
  settle,
  standBeside,
  topLane,
  type Wait,
  type Waits,
  waitingAround,
  waitingOfThread,
} from './waits.ts';

/** The latest top-level message of a client, the conversation it belongs to, and what came before that asked nothing. */
type Run = { author: string; at: number; wait: Wait | null; chatter: { ts: string; at: number }[] };

type Posted = Extract<Happening, { kind: 'posted' }>;
type Edited = Extract<Happening, { kind: 'edited' }>;

/** Changes `waits` by all that happened, which must be in order. `grouping` in milliseconds. */
export function walk(happenings: readonly Happening[], waits: Waits, grouping: number): void {
  let run: Run | null = null;
  for (const one of happenings) {
    switch (one.kind) {
      case 'posted':
        if (one.row.side === 'staff') replied(one, waits);
        else run = asked(one, waits, run, grouping);
        break;
      case 'edited':
        reworded(one, waits);
        break;
      case 'marked':
        applyMark(waits, one);
        break;
      case 'deleted':
        leave(waits, one.row.ts, { at: one.at, how: 'deleted', by: null });
        break;
    }
  }
}

/** Staff wrote: whatever waits there has its answer. At the top level that ends a client's run as well: it waits no more. */
function replied({ row, at }: Posted, waits: Waits): void {
  for (const wait of waitingAround(waits, row)) settle(waits, wait, { at, how: 'replied', by: row.author });
}

/** A client wrote: a stopped clock goes on, and what needs a reply joins what waits already or begins to wait. */
function asked(one: Posted, waits: Waits, run: Run | null, grouping: number): Run | null {
  const { row, at, needsReply } = one;
  for (const wait of waitingAround(waits, row)) resume(wait, at);
  const isTop = laneOf(row) === topLane;
  const goesOn = run !== null && run.author === row.author && at - run.at <= grouping;
  const along = isTop ? stillWaiting(goesOn ? run.wait : null) : waitingOfThread(waits, row);
  const wait = needsReply ? joinOrOpen(one, waits, along, 'message') : (along ?? null);
  if (!isTop) return run;
  const before = goesOn && run.wait === null ? run.chatter.filter((said) => at - said.at <= grouping) : [];
  const chatter = needsReply ? before : [...before, { ts: row.ts, at }];
  if (wait !== null) standBeside(waits, wait, chatter);
  return { author: row.author, at, wait, chatter };
}

/** A client's edit made a request of chatter, or chatter of a request. */
function reworded(one: Edited, waits: Waits): void {
  const { row, at, needsReply } = one;
  const own = waits.waitingWithMessage.get(row.ts);
  if (!needsReply) {
    const isTracked = own?.asking.some(({ ts, isTracked }) => ts === row.ts && isTracked) ?? false;
    if (!isTracked) leave(waits, row.ts, { at, how: 'edited-away', by: row.author });
    return;
  }
  if (own !== undefined) return;
  const along = waitingOfThread(waits, row);
  if (along !== undefined) resume(along, at);
  joinOrOpen(one, waits, along, 'edit');
}

function joinOrOpen(one: Posted | Edited, waits: Waits, along: Wait | undefined, openedBy: 'message' | 'edit'): Wait {
  if (along === undefined) return open(waits, one, openedBy);
  join(waits, along, one, openedBy);
  return along;
}

function stillWaiting(wait: Wait | null): Wait | undefined {
  return wait?.conversation.settled === null ? wait : undefined;
}
