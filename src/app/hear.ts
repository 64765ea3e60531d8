/**
 * Before a breach is told, its lane is read from Slack once, so that nobody hears of a breach that was answered in time.
 * Where Slack takes longer than five seconds or cannot answer, the notice goes and corrects itself later.
 */
import type { OutboxRow } from '../engine/store-port.ts';
import type { CatchUp } from './catch-up.ts';
import type { Shell } from './shell.ts';

const PATIENCE = 5_000;

/** Hears the lanes of these notices, each channel once since its notice was decided. Never throws. */
export type Hear = (rows: OutboxRow[]) => Promise<void>;

/** Makes what hears lanes before a breach is told; remembers which channels it has read. */
export function createHear(shell: Shell, catchUp: CatchUp): Hear {
  /** When each channel was last begun to be read with success, by our Clock; forgetting is harmless. */
  const heardAt = new Map<string, number>();
  const underWay = new Map<string, Promise<void>>();

  async function read(channelId: string, clientId: string | null): Promise<void> {
    const begun = shell.clock();
    try {
      await catchUp.hearAll(clientId, channelId);
      heardAt.set(channelId, begun);
    } catch (error) {
      shell.logger.warn({ err: error, channelId }, 'Slack could not be heard before a notice; it goes all the same');
      // Heard at the next sweep then, and what the notices say is corrected.
      await shell.store.people.needCatchUp([channelId], begun).catch(() => undefined);
    } finally {
      underWay.delete(channelId);
    }
  }

  /** Two notices of one breach wait for one reading. */
  function lane(channelId: string, clientId: string | null): Promise<void> {
    const reading = underWay.get(channelId) ?? read(channelId, clientId);
    underWay.set(channelId, reading);
    return reading;
  }

  return async (rows) => {
    const lanes = rows.flatMap(({ say, state, clientId, createdAt }) => {
      if (say.hearFirst === null || state !== 'waiting') return [];
      const { channelId } = say.hearFirst;
      return (heardAt.get(channelId) ?? Number.NEGATIVE_INFINITY) >= createdAt ? [] : [lane(channelId, clientId)];
    });
    if (lanes.length === 0) return;
    const patience = AbortSignal.timeout(PATIENCE);
    const tooLong = new Promise<void>((resolve) => patience.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([Promise.all(lanes), tooLong]);
  };
}
