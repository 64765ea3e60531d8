/** Column kinds the whole schema shares. */
import { customType, text } from 'drizzle-orm/pg-core';

/** An instant: epoch milliseconds in code, `timestamptz` in tables. Always a bound value, never SQL's own time. */
export const instant = customType<{ data: number; driverData: string | Date | null }>({
  dataType: () => 'timestamptz(3)',
  // A prepared statement hands its nulls through here too.
  toDriver: (at: number | null) => (at === null ? null : new Date(at).toISOString()),
  fromDriver: (value) => (value instanceof Date ? value.getTime() : parseInstant(String(value))),
});

/** Reads Postgres's own spelling ("2026-11-20 16:50:00.123+00", our connections speak UTC) as epoch milliseconds. */
function parseInstant(value: string): number {
  if (value.endsWith('+00')) return Date.parse(`${value.slice(0, 10)}T${value.slice(11, -3)}Z`);
  return Date.parse(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
}

/** JSON whose null is SQL's null, prepared or not. */
export const json = customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: (value: unknown) => (value === null ? null : storableJson(value)),
});

/** Text that comes from outside as it is, people's names first of all. */
export const anyText = customType<{ data: string }>({ dataType: () => 'text', toDriver: storable });

/** Text with what Postgres cannot hold (NUL, halves of characters) replaced by the sign for what is no character. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');
}

function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  if (!/\\u(0000|d[89a-f])/.test(text)) return text;
  return JSON.stringify(value, (_, one) => (typeof one === 'string' ? storable(one) : one));
}

/** Every row has one: Slack's team id of the workspace that installed us. */
export const workspaceId = () => text('workspace_id').notNull();
