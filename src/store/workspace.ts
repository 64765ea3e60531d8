/** The workspace that installed us, so that commands know it without asking Slack. */

import { drizzle } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import type { Home } from '../engine/people.ts';
import type { Identity } from '../engine/ports.ts';
import { workspaces } from './schema.ts';

/** Notes who we are in Slack, for commands that run without a token. */
export async function saveWorkspace(pool: Pool, identity: Identity): Promise<void> {
  const { workspaceId: id, enterpriseId, botUserId, botId, url } = identity;
  const row = { enterpriseId, botUserId, botId, url };
  await drizzle({ client: pool })
    .insert(workspaces)
    .values({ id, ...row })
    .onConflictDoUpdate({ target: workspaces.id, set: row });
}

/** Gives the workspace when there is exactly one; null before the first start. */
export async function readWorkspace(pool: Pool): Promise<{ home: Home; url: string; botUserId: string } | null> {
  const rows = await drizzle({ client: pool }).select().from(workspaces);
  const [row] = rows;
  if (row === undefined || rows.length > 1) return null;
  const { id: workspaceId, enterpriseId, url, botUserId } = row;
  return { home: { workspaceId, enterpriseId }, url, botUserId };
}
