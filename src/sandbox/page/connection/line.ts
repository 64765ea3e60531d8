/** The line to the server: a WebSocket that comes back by itself, with pauses that grow. */
import type { Frame, Look } from '../../contract.ts';

export type Line = {
  /** Tells the server what the window looks at from now on. */
  look(look: Look): void;
  /** Tries again at once instead of waiting for the next attempt. */
  hurry(): void;
  /** Begins a new connection, over which the server tells everything anew. */
  renew(): void;
  close(): void;
};

export type LineEvents = {
  /** `isFirst`: nothing that came over an earlier connection holds beside it. */
  onFrame(frame: Frame, isFirst: boolean): void;
  onState(state: LineState): void;
};

export type LineState = 'connecting' | 'open' | 'away';

const pauses = [300, 700, 1500, 3000, 6000, 10_000];

/** How many milliseconds to wait before the attempt after so many that failed; ten seconds at most. */
export function pauseBefore(attempt: number): number {
  return pauses[Math.min(attempt, pauses.length - 1)] ?? 10_000;
}

/** Opens the line and keeps it open until it is closed. Frames that are no JSON break nothing and are dropped. */
export function openLine(address: string, first: Look, events: LineEvents): Line {
  let socket: WebSocket | null = null;
  let look = first;
  let failures = 0;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const connect = () => {
    timer = undefined;
    const own = new WebSocket(address);
    let isFirst = true;
    socket = own;
    own.onopen = () => own.send(JSON.stringify(look));
    own.onmessage = ({ data }) => {
      if (own !== socket) return;
      failures = 0;
      events.onState('open');
      events.onFrame(JSON.parse(String(data)) as Frame, isFirst);
      isFirst = false;
    };
    own.onclose = () => {
      if (isClosed || own !== socket) return;
      events.onState('away');
      timer = setTimeout(connect, pauseBefore(failures));
      failures += 1;
    };
  };
  connect();

  return {
    look(next) {
      if (JSON.stringify(next) === JSON.stringify(look)) return;
      look = next;
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(look));
    },
    hurry() {
      if (timer === undefined) return;
      clearTimeout(timer);
      connect();
    },
    renew() {
      const old = socket;
      clearTimeout(timer);
      connect();
      old?.close();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
