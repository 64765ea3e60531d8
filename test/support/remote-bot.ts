/** Starting, ordering about and outliving a bot in another process. */
import { join } from 'node:path';
import type { Walked } from '../../src/sandbox/walk.ts';
import type { BotOptions, Orders } from './bot-process.ts';
import { runInProcess } from './process.ts';

/** The bot died before it did what was asked. */
export class BotDied extends Error {
  override name = 'BotDied';
}

export type RemoteBot = Walked & {
  url: string | null;
  order: Orders;
  isAlive(): boolean;
  /** Ends it gracefully, or does nothing where it has died. */
  stop(): Promise<void>;
};

type Reply = { id: number; answer?: unknown; error?: string };

/** Starts a bot in a process of its own; resolves when it takes Slack's requests. */
export async function startRemoteBot(options: BotOptions): Promise<RemoteBot> {
  const running = await runInProcess(join(import.meta.dirname, 'bot-process.ts'), [options]);
  const { child } = running;
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let isAlive = true;
  let last = 0;
  child.on('message', ({ id, answer, error }: Reply) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(answer);
    else asked?.reject(new Error(error));
  });
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => {
      isAlive = false;
      for (const { reject } of waiting.values()) reject(new BotDied());
      waiting.clear();
      resolve();
    });
  });
  const ask = (name: keyof Orders, given: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (!isAlive) return reject(new BotDied());
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, name, given });
    });
  const order = new Proxy({} as Orders, {
    get: (_, name) => (name === 'then' ? undefined : (...given: unknown[]) => ask(name as keyof Orders, given)),
  });
  const quietly = (work: Promise<unknown>) => work.then(() => undefined);
  return {
    url: (running.result as { url: string | null }).url,
    order,
    app: { idle: () => quietly(order.idle()) },
    queue: {
      idle: () => quietly(order.queueIdle()),
      promote: (id, revision) => quietly(order.promote(id, revision)),
    },
    store: { nextDueAt: () => order.nextDueAt(), deadlines: { due: (now, limit) => order.due(now, limit) } },
    sweep: () => quietly(order.sweep()),
    isAlive: () => isAlive,
    stop: async () => {
      if (!isAlive) return;
      await order.stop();
      child.disconnect();
      await gone;
    },
  };
}
