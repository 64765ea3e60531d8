/**
 * Whose Slack is silent when they are paged: asked of Slack outside any transaction. In a drill it is asked before the page
 * leaves, and no longer than a second; in earnest beside it, for a page waits for nothing.
 */
import { pageView } from '../engine/incident.ts';
import { SlackUnavailable } from '../engine/ports.ts';
import type { OutboxRow } from '../engine/store-port.ts';
import type { Introductions } from './introduce.ts';
import { restOf } from './outcome.ts';
import type { Shell } from './shell.ts';
import { within } from './within.ts';

/** Milliseconds of the machine's. */
const PATIENCE = 1_000;
/** Slack is left alone for so long where it does not say itself, and where we were not given the scope. Milliseconds. */
const REST = 30_000;
const WITHOUT_SCOPE = 60 * 60_000;

export type DoNotDisturbReader = {
  /** Asks about those to whom these pages go. Never throws. */
  before(rows: readonly OutboxRow[]): Promise<void>;
};

/** Makes it; `begin` sets going what is not waited for. */
export function createDoNotDisturb(
  shell: Shell,
  { persons }: Pick<Introductions, 'persons'>,
  begin: (work: () => Promise<void>) => void,
): DoNotDisturbReader {
  const { store, slack, clock, logger } = shell;
  let restUntil = Number.NEGATIVE_INFINITY;

  async function read(userId: string): Promise<void> {
    const now = clock();
    if (now < restUntil && restUntil - now <= WITHOUT_SCOPE) return;
    try {
      await persons([userId]);
      await store.people.saveDoNotDisturb(userId, await slack.reader.doNotDisturb(userId));
    } catch (error) {
      if (error instanceof SlackUnavailable) {
        const { retryAfter, refusal } = error;
        const rest = refusal === 'missing_scope' ? WITHOUT_SCOPE : REST;
        restUntil = now + (retryAfter === null ? rest : restOf({ retryAfter }));
      }
      logger.warn({ err: error }, 'Whether Slack is silent for somebody could not be asked');
    }
  }

  return {
    before: async (rows) => {
      const pages = rows.filter(({ say, state }) => say.view === pageView && state === 'waiting');
      for (const { destination, say } of pages) {
        const userId = /^person:(.+)$/.exec(destination)?.[1];
        if (userId === undefined) continue;
        if (say.data.isDrill === true) await within(PATIENCE, read(userId));
        else begin(() => read(userId));
      }
    },
  };
}
