/** Sends letters to a server: as fast as so many connections carry them, or at a steady rate whatever comes back. */
import { setTimeout as wait } from 'node:timers/promises';
import { Pool } from 'undici';
import { machineClock } from '../../src/clock.ts';
import { signed } from './letters.ts';

export type Generator = {
  /** Sends all and resolves when each has its 200; throws at any other answer. */
  flood(bodies: readonly string[]): Promise<void>;
  /** Sends one and gives milliseconds until its answer was complete. */
  one(body: string): Promise<number>;
  /**
   * Begins one every `interval` milliseconds and never waits for answers. Gives milliseconds from when each should have
   * left to its answer: a server that stands still is late for all that came meanwhile.
   */
  steady(bodies: readonly string[], interval: number): Promise<{ sentAt: number; answered: number }[]>;
  close(): Promise<void>;
};

/** Opens `connections` to the address where an app takes Slack's requests. */
export function openGenerator(url: string, connections: number): Generator {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });

  async function send(body: string): Promise<void> {
    const response = await pool.request({ method: 'POST', path: pathname, ...signed(body, machineClock()) });
    await response.body.dump();
    if (response.statusCode !== 200) throw new Error(`The server answered ${response.statusCode}.`);
  }

  async function one(body: string): Promise<number> {
    const before = performance.now();
    await send(body);
    return performance.now() - before;
  }

  return {
    one,
    flood: async (bodies) => {
      const left = bodies[Symbol.iterator]();
      const lane = async () => {
        for (const body of left) await send(body);
      };
      await Promise.all(Array.from({ length: connections }, lane));
    },
    steady: async (bodies, interval) => {
      const start = performance.now();
      const startedAt = machineClock();
      const answers = [];
      for (const [index, body] of bodies.entries()) {
        const planned = start + index * interval;
        const early = planned - performance.now();
        if (early > 0) await wait(early);
        const sentAt = startedAt + index * interval;
        answers.push(send(body).then(() => ({ sentAt, answered: performance.now() - planned })));
      }
      return Promise.all(answers);
    },
    close: () => pool.close(),
  };
}
