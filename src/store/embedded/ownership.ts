import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Logger } from 'pino';
import { connectTo, type Reach } from './server.ts';

/**
 * The owner holds *owner*; every guest shares *visit*; whoever stops a server as the last guest must have both alone.
 * Any numbers will do, as long as every version of Groundrules uses the same.
 */
const family = 0x67726f75;
const lockNumber = { owner: 1, visit: 2 } as const;

export type OwnerLock = {
  /**
   * Says whether the server is ours to stop, and from now on takes its end as meant. It is not when it died, and another
   * process became its owner before we could take the lock again.
   */
  isOurs(): Promise<boolean>;
  release(): Promise<void>;
};

export type Holder = { role: string; pid: string; since: string };

/**
 * Takes the lock that makes this process the server's owner, on a connection of its own that lives as long as the process:
 * kill -9 frees it. Gives undefined when somebody else has it. When the server dies under us, `revive` starts it again
 * in the same place, and the lock is taken again; pools reconnect by themselves.
 */
export async function holdLock(
  reach: Reach,
  revive: () => Promise<unknown>,
  logger: Logger,
): Promise<OwnerLock | undefined> {
  let client: Client | undefined;
  let isEndMeant = false;
  let mending: Promise<void> = Promise.resolve();
  const onLost = () => {
    client = undefined;
    if (!isEndMeant) mending = mend();
  };
  const take = async () => {
    const candidate = await connectTo(reach, 'postgres', `groundrules owner ${process.pid}`);
    if (await locks(candidate, 'pg_try_advisory_lock', 'owner')) {
      candidate.once('end', onLost);
      client = candidate;
    } else await candidate.end();
    return client !== undefined;
  };
  const mend = async () => {
    logger.warn('embedded database lost, starting it again');
    while (!isEndMeant) {
      try {
        await revive();
        if (!(await take())) logger.error('embedded database is owned by another process now');
        return;
      } catch (error) {
        logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'embedded database does not start');
        await wait(1_000, undefined, { ref: false });
      }
    }
  };
  if (!(await take())) return undefined;
  return {
    async isOurs() {
      isEndMeant = true;
      await mending;
      return client !== undefined || (await take().catch(() => false));
    },
    async release() {
      await client?.end().catch(() => undefined);
    },
  };
}

/** Connects a guest for the length of its visit. Undefined when the server is just being stopped by the guest before. */
export async function enter(reach: Reach): Promise<Client | undefined> {
  const client = await connectTo(reach, 'postgres', `groundrules guest ${process.pid}`);
  if (await locks(client, 'pg_try_advisory_lock_shared', 'visit')) return client;
  await client.end();
  return undefined;
}

/**
 * Whether a leaving guest is to stop the server: a guest started it, and no owner, guest or other client is there.
 * While it says so, none can come. Of several that leave at once, exactly one is the last.
 */
export async function isLastGuest(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ by: string }>(`select current_setting('groundrules.started_by') as by`);
  if (rows[0]?.by !== 'guest') return false;
  await locks(client, 'pg_advisory_unlock_shared', 'visit');
  if (!(await locks(client, 'pg_try_advisory_lock', 'visit'))) return false;
  if (!(await locks(client, 'pg_try_advisory_lock', 'owner'))) return false;
  // Connections closed a moment ago take a moment to go. Whoever stays longer is a client we know nothing of.
  for (let looks = 0; looks < 50; looks += 1) {
    const others = await client.query(
      `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
    );
    if (others.rowCount === 0) return true;
    await wait(20);
  }
  return false;
}

async function locks(client: Client, verb: string, lock: keyof typeof lockNumber): Promise<boolean> {
  const { rows } = await client.query<{ done: boolean }>(`select ${verb}($1, $2) as done`, [family, lockNumber[lock]]);
  return rows[0]?.done === true;
}

/** Gives who holds the lock: *owner* or *guest*, its process, and since when (ISO, UTC). */
export async function lockHolder(reach: Reach): Promise<Holder | undefined> {
  const client = await connectTo(reach, 'postgres', 'groundrules');
  try {
    const { rows } = await client.query<{ name: string; since: Date }>(
      `select application_name as name, backend_start as since from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and granted and (classid, objid) = ($1::oid, $2::oid)`,
      [family, lockNumber.owner],
    );
    const [, role, pid] = rows[0]?.name.split(' ') ?? [];
    if (rows[0] === undefined || role === undefined || pid === undefined) return undefined;
    return { role, pid, since: rows[0].since.toISOString() };
  } finally {
    await client.end();
  }
}
