/** Column kinds the whole schema shares. */
import { customType, text } from 'drizzle-orm/pg-core';

/** An instant: epoch milliseconds in code, `timestamptz` in tables. Always a bound value, never SQL's own time. */
export const instant = customType<{ data: number; driverData: string | Date }>({
  dataType: () => 'timestamptz(3)',
  toDriver: (at) => new Date(at).toISOString(),
  fromDriver: (value) => (value instanceof Date ? value.getTime() : parseInstant(value)),
});

/** Reads Postgres's own spelling ("2026-11-20 16:50:00.123+00") as epoch milliseconds. */
function parseInstant(value: string): number {
  const iso = value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  return Date.parse(iso);
}

/** Every row has one: Slack's team id of the workspace that installed us. */
export const workspaceId = () => text('workspace_id').notNull();
