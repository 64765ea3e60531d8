import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import { Pool } from 'pg';
import type { TestProject } from 'vitest/node';
import { findBinaries } from '../../src/store/embedded/binaries.ts';
import { servantOfThisProcess } from '../../src/store/embedded/place.ts';
import {
  type Cluster,
  connectTo,
  ensureRunning,
  initialise,
  type Reach,
  stopServer,
} from '../../src/store/embedded/server.ts';
import { migrate } from '../../src/store/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this test run, and the database that every test file gets a copy of. */
    postgres: Reach & { template: string };
  }
}

const template = 'groundrules_template';

/** One throw-away Postgres for the whole run: nothing on it is worth waiting for the disk. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'groundrules-tests-'));
  const servant = servantOfThisProcess();
  chmodSync(folder, 0o755);
  const cluster: Cluster = {
    binaries: findBinaries(join(folder, 'elsewhere'), servant),
    servant,
    folder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    durable: false,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  };
  const cleanUp = async () => {
    await stopServer(cluster, 'immediate');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await initialise(cluster);
    const reach = await ensureRunning(cluster, 'tests');
    await makeTemplate(reach);
    project.provide('postgres', { ...reach, template });
  } catch (error) {
    await cleanUp();
    throw error;
  }
  return cleanUp;
}

async function makeTemplate(reach: Reach): Promise<void> {
  const client = await connectTo(reach, 'postgres', 'groundrules tests');
  await client.query(`create database ${template}`);
  await client.end();
  const pool = new Pool({ ...reach, database: template });
  await migrate(pool);
  const session = await pool.connect();
  await runMigrations(session);
  session.release();
  await pool.end();
}
