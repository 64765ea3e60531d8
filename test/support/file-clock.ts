/** One walking clock for several processes: eight bytes in a file, so that whoever reads it never sees half an instant. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import type { Clock } from '../../src/clock.ts';
import type { WalkingClock } from '../../src/sandbox/walk.ts';

const bytes = 8;

/** Reads the clock that another process sets. */
export function readFileClock(path: string): Clock {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(bytes);
  return () => {
    readSync(file, buffer, 0, bytes, 0);
    return buffer.readDoubleLE();
  };
}

/** Makes the clock; it never goes back. */
export function makeFileClock(path: string, start: number): WalkingClock & { close(): void } {
  const file = openSync(path, 'w');
  let now = start;
  const write = () => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeDoubleLE(now);
    writeSync(file, buffer, 0, bytes, 0);
  };
  write();
  return {
    clock: () => now,
    set: (at) => {
      now = Math.max(now, at);
      write();
    },
    close: () => closeSync(file),
  };
}
