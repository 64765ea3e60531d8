import { ConfigError } from '../config.ts';
import { SlackUnavailable } from '../engine/ports.ts';

/** Something the command will not or cannot do: said as it is, and the exit code is 1. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** Asked in a way that the command does not understand: said as it is, and the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Errors that say to the operator what is wrong and what to do. Those of adapters are known by their names. */
const SPOKEN = new Set(['EmbeddedDatabaseError', 'ChannelConflictError', 'ClientNotEndedError']);

/** What to say about an error that was foreseen; null for one that was not. */
export function spoken(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof SlackUnavailable) return `Slack could not be asked: ${rootOf(error).message}`;
  const isOurs = error instanceof Refusal || error instanceof UsageError || error instanceof ConfigError;
  return isOurs || SPOKEN.has(error.name) ? error.message : systemTrouble(error);
}

/** Postgres's own codes: wrong password, no such user or database, too many connections, shutting down, starting up. */
const NOT_ADMITTED = ['28P01', '28000', '3D000', '53300', '57P01', '57P03'];

/** Says what is wrong with a port, or with the database, of which only the code is repeated: addresses may hold passwords. */
function systemTrouble(error: Error): string | null {
  const all = withCauses(error);
  const taken = all.find((one) => fieldOf(one, 'syscall') === 'listen');
  if (taken !== undefined) {
    return `${taken.message.replace(/^listen /, 'Cannot listen: ')}. Set PORT, ADMIN_PORT or HOST to another one.`;
  }
  const unreachable = all.find((one) => ['connect', 'getaddrinfo'].includes(fieldOf(one, 'syscall')));
  if (unreachable !== undefined) {
    return `The database cannot be reached (${fieldOf(unreachable, 'code')}). See whether DATABASE_URL is right and the server runs.`;
  }
  const refused = all.map((one) => fieldOf(one, 'code')).find((code) => NOT_ADMITTED.includes(code));
  if (refused === undefined) return null;
  return `The database does not let us in (${refused}). See whether DATABASE_URL names the right user, password and database.`;
}

function withCauses(error: unknown): Error[] {
  if (!(error instanceof Error)) return [];
  const among = error instanceof AggregateError ? error.errors.flatMap(withCauses) : [];
  return [error, ...among, ...withCauses(error.cause)];
}

function fieldOf(error: Error, name: 'code' | 'syscall'): string {
  return name in error ? String((error as Error & Record<typeof name, unknown>)[name]) : '';
}

function rootOf(error: Error): Error {
  return error.cause instanceof Error ? rootOf(error.cause) : error;
}
