/** What the forms *Change…*, *Track this* and *Hand to…* give back, read and checked. Field names are those of the views. */
import type { Agency } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { FormValues } from '../../engine/event.ts';
import { PRIORITIES } from './config.ts';
import { staffOf } from './recipients.ts';
import { say } from './words.ts';

type Errors = { errors: Record<string, string> };
export type Chosen = { priority: string | null; owner: string | null; dueAt: number | null };

/** Where the form says what the agreement says: nothing is chosen. */
export const asAgreed = 'as-agreed';

/** Reads *Change…*; a due time that is past at `now` is the field's error, worded in `language`. */
export function readChange(values: FormValues, now: number, language: string): { data: Chosen } | Errors {
  const { priority, owner, dueAt } = values;
  if (typeof dueAt === 'number' && dueAt <= now) return { errors: { dueAt: say(language, 'error.past-due') } };
  return {
    data: {
      // Normal is what counts where nobody chose.
      priority: PRIORITIES.find((one) => one === priority && one !== 'normal') ?? null,
      owner: typeof owner === 'string' && owner !== asAgreed && owner !== '' ? owner : null,
      dueAt: typeof dueAt === 'number' ? dueAt : null,
    },
  };
}

/** Reads *Hand to…*; only people of the agency who serve this client can be given it. */
export function readHandOver(
  values: FormValues,
  agreement: Agreement | null,
  agency: Agency | null,
  language: string,
): { to: string } | Errors {
  const known = agreement === null ? [] : staffOf(agreement, agency);
  const to = known.find(({ userId }) => userId === values.owner)?.userId;
  return to === undefined ? { errors: { owner: say(language, 'error.not-staff') } } : { to };
}
