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

/** Whoever fills in a form: when (epoch milliseconds), under what, and in which language its errors are worded. */
export type Filling = { agreement: Agreement | null; agency: Agency | null; now: number; language: string };

/** Reads *Change…*; a due time that is past, or an owner who does not serve this client, is the field's error. */
export function readChange(values: FormValues, filling: Filling): { data: Chosen } | Errors {
  const { now, language } = filling;
  const { priority, dueAt } = values;
  const owner = values.owner === asAgreed || values.owner === '' ? null : (values.owner ?? null);
  const errors = {
    ...(typeof dueAt === 'number' && dueAt <= now ? { dueAt: say(language, 'error.past-due') } : {}),
    ...(owner !== null && serving(owner, filling) === null ? { owner: say(language, 'error.not-staff') } : {}),
  };
  if (Object.keys(errors).length > 0) return { errors };
  return {
    data: {
      // Normal is what counts where nobody chose.
      priority: PRIORITIES.find((one) => one === priority && one !== 'normal') ?? null,
      owner: serving(owner, filling),
      dueAt: typeof dueAt === 'number' ? dueAt : null,
    },
  };
}

/** Reads *Hand to…*; only people of the agency who serve this client can be given it. */
export function readHandOver(values: FormValues, filling: Filling): { to: string } | Errors {
  const to = serving(values.owner ?? null, filling);
  return to === null ? { errors: { owner: say(filling.language, 'error.not-staff') } } : { to };
}

/** Whoever was chosen, where they serve this client: they may have left since the form was opened. */
function serving(chosen: string | number | null, { agreement, agency }: Filling): string | null {
  const known = agreement === null ? [] : staffOf(agreement, agency);
  return known.find(({ userId }) => userId === chosen)?.userId ?? null;
}
