/** A Postgres for one run of the bench: the embedded server's own binaries and settings, durable as in production. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries } from '../../src/store/embedded/binaries.ts';
import { readPidFile } from '../../src/store/embedded/pid-file.ts';
import { servantOfThisProcess } from '../../src/store/embedded/place.ts';
import { type Cluster, connectTo, ensureRunning, initialise, stopServer } from '../../src/store/embedded/server.ts';

export type BenchDatabase = { url: string; pool: pg.Pool };

export type BenchPostgres = {
  /** A new, empty database. */
  database(name: string): Promise<BenchDatabase>;
  /** The process whose children serve connections. */
  pid: number;
  stop(): Promise<void>;
};

/** Starts it in a folder of its own. It stamps commits, so that somebody outside can say when each happened. */
export async function startPostgres(): Promise<BenchPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'groundrules-bench-'));
  chmodSync(folder, 0o755);
  const servant = servantOfThisProcess();
  const cluster: Cluster = {
    binaries: findBinaries(join(folder, 'elsewhere'), servant),
    servant,
    folder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    durable: true,
    settings: { track_commit_timestamp: 'on' },
  };
  await initialise(cluster);
  const reach = await ensureRunning(cluster, 'bench');
  const pools: pg.Pool[] = [];
  return {
    database: async (name) => {
      const client = await connectTo(reach, 'postgres', 'groundrules bench');
      await client.query(`create database ${name}`);
      await client.end();
      const pool = new pg.Pool({ ...reach, database: name, max: 2 });
      pool.on('error', () => undefined);
      pools.push(pool);
      return {
        pool,
        url: `postgresql://${reach.user}@localhost:${reach.port}/${name}?host=${encodeURIComponent(reach.host)}`,
      };
    },
    pid: readPidFile(cluster.folder)?.pid ?? 0,
    stop: async () => {
      await Promise.all(pools.map((pool) => pool.end()));
      await stopServer(cluster, 'fast');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
