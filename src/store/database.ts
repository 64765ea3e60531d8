/** Connections, transactions and prepared statements: each statement is built once per connection and named. */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { LockNotHad } from '../engine/store-port.ts';

export type Drizzle = NodePgDatabase<Record<string, never>>;

/** One connection with what was prepared on it. */
export type Session = {
  db: Drizzle;
  client: pg.PoolClient;
  prepared: Map<string, Prepared>;
  /** What was sent and not waited for yet, and the first failure among it. */
  sent: Promise<unknown>[];
  failure: unknown;
};

type Prepared = { execute(values: Record<string, unknown>): Promise<unknown> };

const sessions = new WeakMap<pg.PoolClient, Session>();

export type Database = {
  /** One transaction; repeated whole when Postgres could not serialise it. `lockTimeout` in milliseconds. */
  transaction<Result>(
    work: (session: Session) => Promise<Result>,
    options?: { lockTimeout?: number; reserved?: boolean },
  ): Promise<Result>;
  /** Single statements, no transaction around them. */
  with<Result>(work: (session: Session) => Promise<Result>): Promise<Result>;
};

const REPEATS = 5;
/** A process that hangs in the middle of a transaction must not hold its client for ever. */
const SETTINGS = '-c timezone=UTC -c idle_in_transaction_session_timeout=60s';
const serialisationFailures = ['40001', '40P01'];
const lockNotAvailable = '55P03';

/** `reserved` holds a few connections for people who wait for an answer. Both pools belong to the caller. */
export function createDatabase(pool: pg.Pool, reserved: pg.Pool): Database {
  async function once<Result>(
    work: (session: Session) => Promise<Result>,
    options: { lockTimeout?: number; reserved?: boolean },
  ): Promise<Result> {
    const session = await sessionFrom(options.reserved ? reserved : pool);
    let broken: Error | undefined;
    try {
      note(session, session.client.query('begin'));
      if (options.lockTimeout !== undefined) {
        note(session, session.client.query(`set local lock_timeout = ${Math.floor(options.lockTimeout)}`));
      }
      const result = await work(session);
      await arrived(session);
      await session.client.query('commit');
      return result;
    } catch (error) {
      const failure = await firstFailure(session, error);
      broken = await rollBack(session);
      throw failure;
    } finally {
      session.client.release(broken);
    }
  }

  return {
    transaction: async (work, options = {}) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once(work, options);
        } catch (error) {
          const code = codeOf(error);
          if (code === lockNotAvailable) throw new LockNotHad('The client is busy.', { cause: error });
          if (!serialisationFailures.includes(code) || attempt >= REPEATS) throw error;
        }
      }
    },
    with: async (work) => {
      const session = await sessionFrom(pool);
      try {
        const result = await work(session);
        await arrived(session);
        return result;
      } catch (error) {
        throw await firstFailure(session, error);
      } finally {
        session.client.release();
      }
    },
  };
}

/**
 * Sends a statement whose answer nobody needs, without waiting for it: the next one travels with it. When it fails, so does
 * whatever it is part of: the transaction, or the attempt inside of it.
 */
export function send<Values>(
  session: Session,
  run: (session: Session, values: Values) => Promise<unknown>,
  values: Values,
): void {
  note(session, run(session, values));
}

function note(session: Session, sent: Promise<unknown>): void {
  sent.catch((error) => {
    session.failure ??= error;
  });
  session.sent.push(sent);
}

async function arrived(session: Session): Promise<void> {
  await Promise.all(session.sent);
  session.sent = [];
}

/** What failed first: one failure makes Postgres refuse everything after it. Nothing is under way afterwards. */
async function firstFailure(session: Session, error: unknown): Promise<unknown> {
  await Promise.allSettled(session.sent);
  const failure = session.failure ?? error;
  session.sent = [];
  session.failure = undefined;
  return failure;
}

/**
 * Runs work inside a transaction; when it throws, what it did is undone and the error goes on. `isSaved`: the savepoint of
 * the last attempt still serves.
 */
export async function attempt<Result>(
  session: Session,
  work: () => Promise<Result>,
  { isSaved }: { isSaved: boolean } = { isSaved: false },
): Promise<Result> {
  // Never released: the commit does that, and the next attempt hides it.
  if (!isSaved) note(session, session.client.query('savepoint attempt'));
  try {
    const result = await work();
    await arrived(session);
    return result;
  } catch (error) {
    const failure = await firstFailure(session, error);
    // Fails where the transaction had failed before: then with the cause, which says whether all is to be repeated.
    await session.client.query('rollback to savepoint attempt').catch(() => {
      throw failure;
    });
    throw failure;
  }
}

/** A connection that cannot even roll back is thrown away. */
async function rollBack(session: Session): Promise<Error | undefined> {
  try {
    await session.client.query('rollback');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error('Rolling back failed.');
  }
}

/** Postgres' own code of an error, through whatever Drizzle wrapped around it; empty when it has none. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

async function sessionFrom(pool: pg.Pool): Promise<Session> {
  const client = await pool.connect();
  const known = sessions.get(client);
  if (known !== undefined) return known;
  const prepared = new Map<string, Prepared>();
  const session: Session = { client, db: drizzle({ client }), prepared, sent: [], failure: undefined };
  sessions.set(client, session);
  return session;
}

/**
 * Names a statement and says how it is built; gives a function that runs it with values for its placeholders. Built once
 * per connection.
 */
export function statement<Values extends Record<string, unknown>, Rows>(
  name: string,
  build: (db: Drizzle) => { prepare(name: string): { execute(values?: Record<string, unknown>): Promise<Rows> } },
): (session: Session, values: Values) => Promise<Rows> {
  return (session, values) => {
    let prepared = session.prepared.get(name);
    if (prepared === undefined) {
      prepared = build(session.db).prepare(name);
      session.prepared.set(name, prepared);
    }
    return prepared.execute(values) as Promise<Rows>;
  };
}

/** Hears the end of every connection, idle or in somebody's hands between two statements: unheard, it ends the process. */
export function survive(pool: pg.Pool, lost: (error: Error) => void): void {
  pool.on('error', lost);
  pool.on('connect', (client) => client.on('error', () => undefined));
}

/** A pool for the house's own statements: a lost server is told to `lost`, and is no crash. */
export function createPool(connection: pg.PoolConfig, max: number, lost: (error: Error) => void): pg.Pool {
  const own = { max, connectionTimeoutMillis: 5_000, options: SETTINGS, pipeline: true };
  const pool = new pg.Pool({ ...connection, ...own });
  survive(pool, lost);
  return pool;
}
