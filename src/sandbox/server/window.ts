/** One window of the page: sends the parts of what it looks at, and after each change those that are others now. */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Frame, Look } from '../contract.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { Run } from '../run.ts';
import { curtainParts, partsOf } from './parts.ts';

export type Window = {
  /** Takes a {@link Look} as JSON; what is none is ignored. */
  look(text: string): void;
  close(): void;
};

const look = z.object({
  as: z.string().max(40),
  channel: z.string().max(40).nullable(),
  curtain: z.boolean(),
  selected: z.string().max(40).nullable(),
});

/** Changes that come within so many milliseconds are sent together. */
const TOGETHER = 25;

/** Opens a window. `send` is called with every frame. */
export function openWindow(
  rehearsal: Rehearsal,
  { send, logger }: { send: (frame: Frame) => void; logger: Logger },
): Window {
  let looking: Look | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isDrawing = false;
  let isStale = false;
  let drawn: string | null = null;
  const sent = new Map<string, string>();

  function soon(): void {
    isStale = true;
    if (looking === null || isDrawing) return;
    timer ??= setTimeout(() => void draw(), TOGETHER);
  }

  async function draw(): Promise<void> {
    timer = null;
    const run = rehearsal.run();
    if (looking === null || run === null) return;
    isDrawing = true;
    isStale = false;
    // A window that sees another run forgets what it knew: all of it is sent again.
    if (run.id !== drawn) for (const name of sent.keys()) sent.set(name, '');
    drawn = run.id;
    try {
      await sendParts(run, looking);
    } catch (error) {
      logger.error({ err: error }, 'A window could not be drawn');
    }
    isDrawing = false;
    if (isStale) soon();
  }

  /** What Slack shows is sent at once, what has to be asked of the database after it. */
  async function sendParts(run: Run, seen: Look): Promise<void> {
    const slow = ['curtain', 'clock', 'phones'];
    sendChanged(partsOf(rehearsal, run, seen), (name) => !slow.includes(name));
    sendChanged(await curtainParts(rehearsal, run, seen), (name) => slow.includes(name));
  }

  function sendChanged(parts: Map<string, unknown>, isMine: (name: string) => boolean): void {
    const set: Record<string, unknown> = {};
    for (const [name, value] of parts) {
      const text = JSON.stringify(value);
      if (sent.get(name) === text) continue;
      sent.set(name, text);
      set[name] = value;
    }
    const gone = [...sent.keys()].filter((name) => isMine(name) && !parts.has(name));
    for (const name of gone) sent.delete(name);
    if (gone.length > 0 || Object.keys(set).length > 0) send({ set, gone } as Frame);
  }

  const end = rehearsal.subscribe(soon);
  return {
    look: (text) => {
      const read = look.safeParse(parsed(text));
      if (!read.success) return;
      looking = read.data;
      soon();
    },
    close: () => {
      end();
      if (timer !== null) clearTimeout(timer);
      looking = null;
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
