/**
 * Step seven: what was decided is said. One sender per destination at a time, by priority then order; each message once,
 * whatever dies in between. Times are of our Clock, leases of the machine's.
 */
import type { OutboxRow } from '../engine/store-port.ts';
import type { CatchUp } from './catch-up.ts';
import { drawMessage, readerAt, readerOf } from './draw.ts';
import { settle, type Undelivered } from './outcome.ts';
import type { Shell } from './shell.ts';
import { say } from './speak.ts';

const LEASE = 60_000;
const PACE = 1_000;
const HEARING = 5_000;
const AT_ONCE = 20;

export type Deliver = {
  /** Says everything that is due now. Resolves when there is nothing more to say at this instant. */
  due(): Promise<void>;
};

/** `undelivered` walks what follows when Slack refuses for good. */
export function createDeliver(shell: Shell, catchUp: CatchUp, undelivered: Undelivered): Deliver {
  async function destination(name: string): Promise<boolean> {
    const machineNow = shell.machineClock();
    const lease = await shell.store.outbox.lease(name, shell.processId, machineNow, machineNow + LEASE);
    if (lease === null) return false;
    await shell.checkpoint('delivery-leased');
    let readyAt = lease.readyAt;
    let saidAnything = false;
    try {
      while (readyAt <= shell.clock()) {
        const next = await shell.store.outbox.next(name, shell.clock());
        if (next === null) break;
        const said = await one(next);
        if (said) readyAt = shell.clock() + PACE;
        saidAnything = true;
      }
    } finally {
      await shell.store.outbox.release(name, shell.processId, readyAt);
    }
    return saidAnything;
  }

  /** Gives whether Slack was called, and so has to be given its second of rest. */
  async function one(row: OutboxRow): Promise<boolean> {
    if (row.say.hearFirst !== null && row.state === 'waiting') await hear(row.clientId, row.say.hearFirst.channelId);
    await shell.checkpoint('delivery-heard');
    const rows = await together(row);
    const wanted = await shell.store.outbox.start(
      rows.map((one) => one.id),
      shell.clock(),
    );
    await shell.checkpoint('delivery-started');
    const still = rows.filter((one) => wanted.includes(one.id));
    const lead = still[0];
    if (lead === undefined) return false;
    const reader = await readerFor(lead);
    const drawn = await draw(lead, still, reader);
    const outcome = await say(shell, lead, drawn);
    await shell.checkpoint('delivery-said');
    await settle(shell, still, outcome, undelivered);
    await shell.checkpoint('delivery-recorded');
    return outcome.kind !== 'nothing';
  }

  /** Several late ones of one bundle to one reader leave as one message. */
  async function together(row: OutboxRow): Promise<OutboxRow[]> {
    if (row.say.bundle === null || row.state !== 'waiting') return [row];
    const others = await shell.store.outbox.bundled(row.destination, row.say.bundle, shell.clock());
    return [row, ...others.filter((one) => one.id !== row.id)];
  }

  async function hear(clientId: string | null, channelId: string): Promise<void> {
    const patience = AbortSignal.timeout(HEARING);
    const tooLong = new Promise<void>((resolve) => patience.addEventListener('abort', () => resolve(), { once: true }));
    const heard = catchUp.hearAll(clientId, channelId).catch((error: unknown) => {
      shell.logger.warn(
        { err: error, channelId },
        'Slack could not be heard before a notice; it goes and corrects itself',
      );
    });
    await Promise.race([heard, tooLong]);
  }

  async function readerFor(row: OutboxRow) {
    const [kind, id = ''] = row.destination.split(':');
    if (kind === 'person') return readerOf(shell, id, row.clientId);
    return readerAt(shell, row.clientId, row.say.audience === 'client' ? 'client' : 'staff');
  }

  async function draw(lead: OutboxRow, rows: OutboxRow[], reader: Awaited<ReturnType<typeof readerFor>>) {
    if (lead.state === 'withdrawing') return null;
    const carried = lead.state === 'sent' ? await shell.store.outbox.carriedBy(lead.id) : [];
    const all = [...rows, ...carried];
    if (all.length === 1 || lead.say.bundle === null) return drawMessage(shell, lead.say.view, lead.say.data, reader);
    const subjects = all.flatMap((one) => one.say.wantedWhile ?? []);
    return drawMessage(shell, lead.say.bundle, { subjects }, reader);
  }

  return {
    due: async () => {
      // Destinations that another sender holds are left to it; what remains of them the sweep finds.
      for (;;) {
        const names = await shell.store.outbox.dueDestinations(shell.clock(), AT_ONCE);
        const said = await Promise.all(names.map(destination));
        if (!said.some(Boolean)) return;
      }
    },
  };
}
