import { type Logger, pino } from 'pino';
import { errorFields } from '../engine/errors.ts';

const REDACTED = '[redacted]';
const secretKeys = [
  ...['token', 'botToken', 'appToken', 'signingSecret', 'password', 'connectionString', 'authorization'],
  ...['secret', 'authToken', 'routingKey', 'phone', 'email'],
];

/** Slack's tokens, and user and password in an address, wherever in a text they stand. */
const SECRETS = /\bx(?:ox[a-z]|app)-[\w-]+|(?<=:\/\/)[^\s/@]+:[^\s/@]*(?=@)/g;

/**
 * The logger of a command. Structured, one JSON line each, to the file `to` or else to the stream's number (1 output, 2
 * complaints). Errors are logged without what they quote; tokens are taken out.
 */
export function createLogger(level: string, to: { file: string } | { stream: 1 | 2 }): Logger {
  const destination = pino.destination({
    dest: 'file' in to ? to.file : to.stream,
    append: true,
    mkdir: true,
    sync: true,
  });
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields, error: (error) => (error instanceof Error ? errorFields(error) : error) },
      redact: { paths: secretKeys.flatMap((key) => [key, `*.${key}`]), censor: REDACTED },
      hooks: { streamWrite: (line) => line.replaceAll(SECRETS, REDACTED) },
    },
    destination,
  );
}

/** For commands: their log goes to complaints when it is asked for, else nowhere. */
export function commandLogger(verbose: boolean | undefined): Logger {
  return createLogger(verbose ? 'debug' : 'silent', { stream: 2 });
}
