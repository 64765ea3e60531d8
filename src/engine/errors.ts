/**
 * What an error means, and what may be said of it in a log: its name, code, where it was thrown, and its message only where
 * nobody's words can stand in it. It deliberately repeats no message of a database, a parser or a library's own error: those
 * quote what people wrote ("Unexpected token in …", a query's parameters).
 */

export type ErrorFields = {
  error: string;
  code?: string;
  message?: string;
  at?: string;
  cause?: ErrorFields;
};

/** Codes of a connection that never came to be: nothing was said to anybody, so it may be said again. */
export const neverConnected: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Plain errors say what their writer wrote down; all others only if they are ours. */
const PLAIN = new Set<unknown>([Error, TypeError, RangeError, ReferenceError]);
const OURS = new Set([
  'ConfigError',
  'EmbeddedDatabaseError',
  'ChannelConflictError',
  'SlackUnavailable',
  'LockNotHad',
]);
const LONGEST = 200;
const DEEPEST = 4;

/** Gives the fields to log for whatever was thrown; the causes of an error likewise, as deep as is of use. */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { error: typeof error };
  const name = error.name === 'Error' ? error.constructor.name : error.name;
  const at = error.stack
    ?.split('\n')
    .find((line) => line.startsWith('    at '))
    ?.trim();
  const code = 'code' in error ? String(error.code) : undefined;
  const message = maySayItsMessage(error) ? error.message.slice(0, LONGEST) : undefined;
  const cause = error.cause !== undefined && depth < DEEPEST ? errorFields(error.cause, depth + 1) : undefined;
  return {
    error: name,
    ...(code !== undefined && { code }),
    ...(message !== undefined && { message }),
    ...(at !== undefined && { at }),
    ...(cause !== undefined && { cause }),
  };
}

function maySayItsMessage(error: Error): boolean {
  return OURS.has(error.name) || (error.name === error.constructor.name && PLAIN.has(error.constructor));
}
