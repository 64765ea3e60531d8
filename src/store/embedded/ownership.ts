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
  /** The server is about to be stopped by us: do not mind the connection's end, do not take the lock again. */
  letGo(): void;
  closed(): Promise<void>;
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
  let released = false;
  let mending: Promise<void> = Promise.resolve();
  const onLost = () => {
    if (!released) mending = mend();
  };
  const take = async () => {
    const client = await connectTo(reach, 'postgres', `groundrules owner ${process.pid}`, onLost);
    if (await locks(client, 'pg_try_advisory_lock', 'owner')) return client;
    client.removeListener('end', onLost);
    await client.end();
    return undefined;
  };
  const mend = async () => {
    logger.warn('embedded database lost, starting it again');
    while (!released) {
      try {
        await revive();
        client = await take();
        if (client === undefined) logger.error('embedded database is owned by another process');
        return;
      } catch (error) {
        logger.error({ error: error instanceof Error ? error.message : 'unknown' }, 'embedded database does not start');
        await wait(1_000, undefined, { ref: false });
      }
    }
  };
  let client = await take();
  if (client === undefined) return undefined;
  return {
    letGo: () => {
      released = true;
    },
    closed: async () => {
      await mending;
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

/** Whether a leaving guest is to stop the server: a guest started it, and no owner, guest or other client is there. None can come any more. */
export async function isLastGuest(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ by: string }>(`select current_setting('groundrules.started_by') as by`);
  if (rows[0]?.by !== 'guest' || !(await locks(client, 'pg_try_advisory_lock', 'owner'))) return false;
  await locks(client, 'pg_advisory_unlock_shared', 'visit');
  if (!(await locks(client, 'pg_try_advisory_lock', 'visit'))) return false;
  const others = await client.query(
    `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
  );
  return others.rowCount === 0;
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
