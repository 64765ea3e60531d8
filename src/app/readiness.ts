/** The questions behind `/readyz`: can this process do its work, and if not, what should an operator look at? */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Way } from '../agreement/escalation.ts';
import type { Clock } from '../clock.ts';
import { type Identity, SlackUnavailable } from '../engine/ports.ts';
import type { Store } from '../engine/store-port.ts';
import { type Checks, NotReady, Warned } from './admin.ts';

export type ReadinessPorts = {
  clock: Clock;
  /** For how long an answer of Slack's is believed: probes come every few seconds, also while our Clock stands still. */
  machineClock: Clock;
  pool: { query(statement: string): Promise<unknown> };
  schemaLevel(): Promise<{ state: 'current' | 'older' | 'newer' }>;
  queue: { health(): Promise<void> };
  store: Pick<Store, 'backlog' | 'ask'>;
  /** By which ways agreements in force page, and what this process lacks for one, by the names of its settings. */
  paging: { used(): Promise<readonly Way[]>; missing(way: Way): readonly string[] };
  /** Asks Slack anew who we are (`auth.test`); throws {@link SlackUnavailable}. What is remembered from the start proves nothing. */
  askIdentity(): Promise<Identity>;
  /** What the token should be granted; the manifest's own scopes where absent. */
  wantedScopes?: readonly string[];
};

/** Without these it does less, and says so. */
const optionalScopes = ['bookmarks:read', 'bookmarks:write', 'dnd:read', 'pins:write', 'usergroups:read'];

/** A message that could have left this long ago (milliseconds) and has not is a matter for an operator. */
const longestUnsent = 10 * 60_000;
const believed = 30_000;
const MOST_NAMED = 20;

const manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** The scopes that `manifest.yml` asks for, at the same distance from src/app and dist/app. Throws when it is no manifest. */
export function readWantedScopes(file = join(import.meta.dirname, '../../manifest.yml')): string[] {
  return manifest.parse(parse(readFileSync(file, 'utf8'))).oauth_config.scopes.bot;
}

/** Gives the checks by name, each to be run as often as anybody likes. */
export function readinessChecks(ports: ReadinessPorts): Checks {
  const { pool, queue, wantedScopes = readWantedScopes() } = ports;
  const identity = remembered(ports);
  return {
    database: async () => {
      const words = 'The database does not answer. Is Postgres running, and DATABASE_URL right?';
      await orElse(() => pool.query('select 1'), words);
    },
    schema: () => checkSchema(ports),
    queue: async () => {
      const words = 'The queue does not answer. Alarms come from the sweep, up to a minute late, until it is back.';
      await orElse(() => queue.health(), words);
    },
    slack: async () => void (await askSlack(identity)),
    scopes: () => checkScopes(identity, wantedScopes),
    delivery: () => checkDelivery(ports),
    channels: () => checkChannels(ports),
    paging: () => checkPaging(ports),
  };
}

/** The code of an error names the trouble without repeating addresses or passwords. */
async function orElse<Result>(ask: () => Promise<Result>, words: string): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
    throw new NotReady(words + code, { cause: error });
  }
}

async function checkSchema({ schemaLevel }: ReadinessPorts): Promise<void> {
  const { state } = await orElse(schemaLevel, 'The database does not say which schema it has.');
  if (state === 'older') throw new NotReady('The database has an older schema. Run `groundrules migrate`.');
  if (state === 'newer') throw new NotReady('The database was migrated by a newer Groundrules. Run that one here too.');
}

async function askSlack(identity: () => Promise<Identity>): Promise<Identity> {
  try {
    return await identity();
  } catch (error) {
    if (!(error instanceof SlackUnavailable)) throw error;
    const words = `${error.message}. If Slack is up, look at SLACK_BOT_TOKEN.`;
    throw new NotReady(words, { cause: error });
  }
}

async function checkScopes(identity: () => Promise<Identity>, wanted: readonly string[]): Promise<void> {
  const { scopes } = await askSlack(identity);
  const missing = wanted.filter((scope) => !scopes.includes(scope));
  if (missing.length === 0) return;
  const words = `The token lacks ${missing.join(', ')}. Update the app from manifest.yml and install it again.`;
  throw missing.every((scope) => optionalScopes.includes(scope)) ? new Warned(words) : new NotReady(words);
}

async function checkDelivery({ store, clock }: ReadinessPorts): Promise<void> {
  const now = clock();
  const { oldestUnsentAt, outbox } = await orElse(
    () => store.backlog(now),
    'The database does not say what is unsent.',
  );
  if (oldestUnsentAt === null || now - oldestUnsentAt <= longestUnsent) return;
  const minutes = Math.floor((now - oldestUnsentAt) / 60_000);
  throw new NotReady(`${outbox} unsent, the oldest for ${minutes} minutes. Look at Slack and at this log’s errors.`);
}

/** A client's channel in which nothing is heard is no reason to take this process out of use: another would hear no more. */
async function checkChannels({ store }: ReadinessPorts): Promise<void> {
  const deaf = await orElse(
    () => store.ask('deafChannels', { clientIds: 'all' }),
    'The database does not say which channels are heard.',
  );
  if (deaf.length === 0) return;
  const named = deaf.slice(0, MOST_NAMED).map(({ slackChannelId, clientId, because, since }) => {
    return `${slackChannelId} (${clientId}, ${because}, since ${new Date(since).toISOString()})`;
  });
  const more = deaf.length > MOST_NAMED ? ` and ${deaf.length - MOST_NAMED} more` : '';
  throw new Warned(`Nothing is heard in ${named.join(', ')}${more}. See: groundrules status`);
}

/** Whoever is on call would be woken by fewer ways than was agreed: for somebody to mend, while all else goes on. */
async function checkPaging({ paging }: ReadinessPorts): Promise<void> {
  const used = await orElse(paging.used, 'The database does not say by which ways people are paged.');
  const lacking = used.flatMap((way) => {
    const missing = paging.missing(way);
    return missing.length === 0 ? [] : [`${way} (${missing.join(', ')})`];
  });
  if (lacking.length > 0) throw new Warned(`Nobody can be paged by ${lacking.join(', ')}. Set what is missing.`);
}

/** One answer serves both checks that need it, and probes that come close together. Failures are asked again. */
function remembered({ askIdentity, machineClock }: ReadinessPorts): () => Promise<Identity> {
  let known: { at: number; answer: Promise<Identity> } | undefined;
  return () => {
    const now = machineClock();
    if (known === undefined || now - known.at > believed) {
      const asked = { at: now, answer: askIdentity() };
      asked.answer.catch(() => {
        if (known === asked) known = undefined;
      });
      known = asked;
    }
    return known.answer;
  };
}
