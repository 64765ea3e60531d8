/** The environment, read once into one frozen, checked object. The only reader of `process.env`. */
import { z } from 'zod';

/** Said to the operator as it is; the process exits with 1. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const absent = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text.trim());
const text = z.preprocess((value) => absent(value as string | undefined), z.string().optional());
const portNumber = (name: string) =>
  z.preprocess(
    (value) => absent(value as string | undefined),
    z.coerce
      .number({ error: `${name} must be a port number` })
      .int()
      .min(0)
      .max(65_535, `${name} must be a port number`)
      .optional(),
  );

/** Keys with commas between them. */
function keysIn(text: string): string[] {
  return text.split(',').map((key) => key.trim());
}

const isAddress = (text: string, protocols: readonly string[]) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol) && new URL(text).hostname !== '';
const isPhone = (text: string) => /^\+[1-9]\d{6,14}$/.test(text);
/** Secrets go there in each request's clear text: to another machine by https only. */
const isSafeAddress = (url: string) =>
  isAddress(url, ['https:']) || (isAddress(url, ['http:']) && /^(localhost|127\.|\[::1\])/.test(new URL(url).hostname));

/** Ways of paging beside Slack. */
const paging = {
  PAGE_WEBHOOK_URL: text.refine(
    (url) => url === undefined || isAddress(url, ['https:', 'http:']),
    'PAGE_WEBHOOK_URL must begin with https:// or http://',
  ),
  PAGE_WEBHOOK_SECRET: text.refine(
    (secret) => secret === undefined || secret.length >= 16,
    'PAGE_WEBHOOK_SECRET must have at least 16 characters',
  ),
  PAGERDUTY_ROUTING_KEY: text.refine(
    (key) => key === undefined || /^\w{16,64}$/.test(key),
    'PAGERDUTY_ROUTING_KEY must be the integration key of a service: 32 letters and digits',
  ),
  PAGERDUTY_API_URL: text.refine(
    (url) => url === undefined || isSafeAddress(url),
    'PAGERDUTY_API_URL must begin with https://',
  ),
  SMTP_URL: text.refine(
    (url) => url === undefined || isAddress(url, ['smtp:', 'smtps:']),
    'SMTP_URL must be like smtp://user:password@mail.example.com:587, or begin with smtps://',
  ),
  MAIL_FROM: text.refine(
    (from) => from === undefined || /^[^<>@\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/.test(from),
    'MAIL_FROM must be an address, such as Groundrules <rules@example.com>',
  ),
  TWILIO_ACCOUNT_SID: text.refine(
    (sid) => sid === undefined || /^AC\w+$/.test(sid),
    'TWILIO_ACCOUNT_SID must begin with AC',
  ),
  TWILIO_AUTH_TOKEN: text,
  TWILIO_FROM: text.refine(
    (from) => from === undefined || isPhone(from),
    'TWILIO_FROM must be a phone number with its country, such as +4930123456',
  ),
  TWILIO_SMS_FROM: text.refine(
    (from) => from === undefined || isPhone(from) || /^(MG\w{32}|[A-Za-z0-9 ]{1,11})$/.test(from),
    'TWILIO_SMS_FROM must be a phone number, a messaging service (MG…) or a sender of up to 11 letters and digits',
  ),
  TWILIO_API_URL: text.refine(
    (url) => url === undefined || isSafeAddress(url),
    'TWILIO_API_URL must begin with https://',
  ),
};

/** Another reader, for what ours is not sure of. */
const adjudicating = {
  ADJUDICATOR_URL: text.refine(
    (url) => url === undefined || isSafeAddress(url),
    'ADJUDICATOR_URL must begin with https://, or be on this machine',
  ),
  ADJUDICATOR_MODEL: text,
  ADJUDICATOR_KEY: text,
};

const environment = z.object({
  ...paging,
  ...adjudicating,
  SLACK_BOT_TOKEN: text.refine(
    (token) => token === undefined || token.startsWith('xoxb-'),
    'SLACK_BOT_TOKEN must begin with xoxb-',
  ),
  SLACK_SIGNING_SECRET: text,
  SLACK_APP_TOKEN: text.refine(
    (token) => token === undefined || token.startsWith('xapp-'),
    'SLACK_APP_TOKEN must begin with xapp-',
  ),
  SLACK_API_URL: text.refine((url) => url === undefined || URL.canParse(url), 'SLACK_API_URL must be an address'),
  DATABASE_URL: text.refine(
    (url) => url === undefined || /^postgres(ql)?:\/\//.test(url),
    'DATABASE_URL must begin with postgresql://',
  ),
  REDIS_URL: text.refine((url) => url === undefined || /^rediss?:\/\//.test(url), 'REDIS_URL must begin with redis://'),
  GROUNDRULES_DATA: text,
  ROLE: z.preprocess(
    (value) => absent(value as string | undefined),
    z.enum(['all', 'web', 'worker'], 'ROLE must be all, web or worker').optional(),
  ),
  HOST: text,
  PORT: portNumber('PORT'),
  ADMIN_PORT: portNumber('ADMIN_PORT'),
  SANDBOX: text,
  GROUNDRULES_KEY: text.refine(
    (key) => key === undefined || key.length >= 16,
    'GROUNDRULES_KEY must have at least 16 characters',
  ),
  GROUNDRULES_KEY_OLD: text.refine(
    (keys) => keys === undefined || keysIn(keys).every((key) => key.length >= 16),
    'GROUNDRULES_KEY_OLD must have at least 16 characters in each key, with commas between them',
  ),
  LOG_LEVEL: z.preprocess(
    (value) => absent(value as string | undefined),
    z
      .enum(['debug', 'info', 'warn', 'error', 'silent'], 'LOG_LEVEL must be debug, info, warn, error or silent')
      .optional(),
  ),
});

type Environment = z.output<typeof environment>;
type PagingEnvironment = Pick<Environment, keyof typeof paging>;

export type SlackSettings = { botToken: string; signingSecret: string; appToken: string | null; apiUrl: string | null };

/** What the ways of paging need; null where one is not set up. */
export type PagingConfig = Readonly<{
  webhook: { url: string; secret: string } | null;
  pagerDuty: { url: string; routingKey: string } | null;
  mail: { url: string; from: string } | null;
  twilio: { url: string; accountSid: string; authToken: string; from: string | null; smsFrom: string | null } | null;
}>;

export type Config = Readonly<{
  /** *sandbox*: a Slack workspace on this machine, with sample people. *workspace*: a real one. */
  mode: 'sandbox' | 'workspace';
  role: 'all' | 'web' | 'worker';
  /** Null for the sandbox, and for commands that only need the database. */
  slack: SlackSettings | null;
  host: string;
  port: number;
  adminPort: number | null;
  database: { kind: 'embedded'; dataFolder: string } | { kind: 'url'; url: string };
  redisUrl: string | null;
  /** Encrypts people's words at rest; null keeps them as they are. */
  wordsKey: string | null;
  /** Keys that words may still be kept under: for reading only. */
  formerWordsKeys: readonly string[];
  /** Nothing in the sandbox, which has phones of its own. */
  paging: PagingConfig;
  /** Where another reader is asked (an OpenAI-compatible address); null: nowhere. */
  adjudicator: Readonly<{ url: string; key: string | null; model: string }> | null;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}>;

const slackNames = ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_APP_TOKEN', 'SLACK_API_URL'] as const;
const deploymentNames = ['DATABASE_URL', 'REDIS_URL', 'ROLE'] as const;

/**
 * Reads the environment. With no Slack variable and nothing that speaks of a deployment it is the sandbox; with some but
 * not all that belong together it throws a {@link ConfigError} that names what is missing.
 *
 * @param needs *slack*: a start, which must be able to talk to Slack; *database*: a command beside it.
 */
export function readConfig(needs: 'slack' | 'database', from: NodeJS.ProcessEnv = process.env): Config {
  const read = environment.safeParse(from);
  if (!read.success) throw new ConfigError(read.error.issues.map((issue) => issue.message).join('\n'));
  const env = read.data;
  const sandbox = isSandbox(env);
  if (!sandbox && needs === 'slack') requireSlack(env);
  const role = env.ROLE ?? 'all';
  if (!sandbox && role !== 'all' && env.DATABASE_URL === undefined) {
    throw new ConfigError(`ROLE=${role} needs DATABASE_URL: web and worker processes share one database.`);
  }
  return Object.freeze({
    mode: sandbox ? 'sandbox' : 'workspace',
    role: sandbox ? 'all' : role,
    slack: sandbox ? null : slackSettings(env),
    // The sandbox is for this machine only, whatever a container says.
    host: sandbox ? '127.0.0.1' : (env.HOST ?? '127.0.0.1'),
    port: env.PORT ?? 3000,
    adminPort: env.ADMIN_PORT ?? null,
    database: databasePlace(sandbox ? { ...env, DATABASE_URL: undefined } : env),
    redisUrl: sandbox ? null : (env.REDIS_URL ?? null),
    wordsKey: env.GROUNDRULES_KEY ?? null,
    formerWordsKeys: formerKeys(env.GROUNDRULES_KEY_OLD),
    paging: sandbox ? noPaging : pagingSettings(env),
    adjudicator: sandbox ? null : adjudicatorSettings(env),
    logLevel: env.LOG_LEVEL ?? 'info',
  });
}

/** What the environment holds for paging, whatever else it is for. Throws a {@link ConfigError} for what is wrong with it. */
export function readPaging(from: NodeJS.ProcessEnv = process.env): PagingConfig {
  const read = z.object(paging).safeParse(from);
  if (!read.success) throw new ConfigError(read.error.issues.map((issue) => issue.message).join('\n'));
  return pagingSettings(read.data);
}

const noPaging: PagingConfig = { webhook: null, pagerDuty: null, mail: null, twilio: null };

/** What a way of paging needs and this environment lacks, by their names; none when it can be used, or for an unknown way. */
export function missingFor(way: string, { webhook, pagerDuty, mail, twilio }: PagingConfig): string[] {
  const ofTwilio = twilio === null ? ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'] : [];
  const missing: Record<string, string[]> = {
    webhook: webhook === null ? ['PAGE_WEBHOOK_URL', 'PAGE_WEBHOOK_SECRET'] : [],
    pagerduty: pagerDuty === null ? ['PAGERDUTY_ROUTING_KEY'] : [],
    email: mail === null ? ['SMTP_URL', 'MAIL_FROM'] : [],
    sms: (twilio?.smsFrom ?? twilio?.from) == null ? [...ofTwilio, 'TWILIO_FROM'] : [],
    call: twilio?.from == null ? [...ofTwilio, 'TWILIO_FROM'] : [],
  };
  return missing[way] ?? [];
}

function pagingSettings(env: PagingEnvironment): PagingConfig {
  const webhook = together(env, 'PAGE_WEBHOOK_URL', 'PAGE_WEBHOOK_SECRET');
  const mail = together(env, 'SMTP_URL', 'MAIL_FROM');
  const twilio = together(env, 'TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN');
  const { TWILIO_FROM: from = null, TWILIO_SMS_FROM: smsFrom = null, PAGERDUTY_ROUTING_KEY: routingKey } = env;
  if (twilio !== null && from === null && smsFrom === null) {
    throw new ConfigError('TWILIO_ACCOUNT_SID is set, but not TWILIO_FROM: the number that calls and sends texts.');
  }
  const pagerDutyUrl = env.PAGERDUTY_API_URL ?? 'https://events.pagerduty.com';
  const twilioUrl = env.TWILIO_API_URL ?? 'https://api.twilio.com';
  return {
    webhook: webhook && { url: webhook[0], secret: webhook[1] },
    pagerDuty: routingKey === undefined ? null : { url: pagerDutyUrl, routingKey },
    mail: mail && { url: mail[0], from: mail[1] },
    twilio: twilio && { url: twilioUrl, accountSid: twilio[0], authToken: twilio[1], from, smsFrom },
  };
}

function adjudicatorSettings(env: Environment): Config['adjudicator'] {
  const both = together(env, 'ADJUDICATOR_URL', 'ADJUDICATOR_MODEL');
  return both && { url: both[0], model: both[1], key: env.ADJUDICATOR_KEY ?? null };
}

/** Two that are of no use alone: both, or null for neither. A secret that failed to mount is said by day. */
function together<Name extends string>(
  env: Partial<Record<Name, string | undefined>>,
  one: Name,
  other: Name,
): [string, string] | null {
  const [first, second] = [env[one], env[other]];
  if (first !== undefined && second !== undefined) return [first, second];
  if (first === undefined && second === undefined) return null;
  const [is, isNot] = first === undefined ? [other, one] : [one, other];
  throw new ConfigError(`${is} is set, but not ${isNot}. Set both, or neither.`);
}

/** The whole is tried too: it may have been one key with commas in it. */
function formerKeys(text: string | undefined): string[] {
  return text === undefined ? [] : [...new Set([...keysIn(text), text])];
}

function databasePlace(env: Environment): Config['database'] {
  if (env.DATABASE_URL !== undefined) return { kind: 'url', url: env.DATABASE_URL };
  return { kind: 'embedded', dataFolder: env.GROUNDRULES_DATA ?? '.groundrules' };
}

function isSandbox(env: Environment): boolean {
  const asked = env.SANDBOX !== undefined && env.SANDBOX !== '0';
  if (asked && (env.SLACK_BOT_TOKEN !== undefined || env.SLACK_APP_TOKEN !== undefined)) {
    throw new ConfigError(
      'SANDBOX=1 never runs with a Slack token. Take SLACK_BOT_TOKEN and SLACK_APP_TOKEN away, or SANDBOX.',
    );
  }
  return asked || [...slackNames, ...deploymentNames].every((name) => env[name] === undefined);
}

/** A deployment whose secrets failed to mount must say so, never play a demo. */
function requireSlack(env: Environment): void {
  const missing: string[] = [];
  if (env.SLACK_BOT_TOKEN === undefined) missing.push('SLACK_BOT_TOKEN (Slack: OAuth & Permissions)');
  if (env.SLACK_SIGNING_SECRET === undefined && env.SLACK_APP_TOKEN === undefined) {
    missing.push('SLACK_SIGNING_SECRET (Slack: Basic Information), or SLACK_APP_TOKEN for Socket Mode');
  }
  if (missing.length === 0) return;
  const given = [...slackNames, ...deploymentNames].filter((name) => env[name] !== undefined);
  throw new ConfigError(
    `Not started: ${given.join(', ')} ${given.length === 1 ? 'is' : 'are'} set, but not:\n${missing.map((name) => `  ${name}`).join('\n')}\nSet what is missing, or SANDBOX=1 to try Groundrules without Slack.`,
  );
}

function slackSettings(env: Environment): SlackSettings | null {
  if (env.SLACK_BOT_TOKEN === undefined) return null;
  return {
    botToken: env.SLACK_BOT_TOKEN,
    signingSecret: env.SLACK_SIGNING_SECRET ?? '',
    appToken: env.SLACK_APP_TOKEN ?? null,
    apiUrl: env.SLACK_API_URL ?? null,
  };
}
