/** Who of the agency hears that an allowance is nearly used, that more is given than was agreed, and what a month came to. */

import { type Agency, managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Counted } from '../../agreement/scope-list.ts';
import { firstThere, isThere, type Missing } from '../../engine/absence.ts';
import type { Say } from '../../engine/effect.ts';
import type { DeliveryFailed, ViewData } from '../../engine/event.ts';
import { passedOn, passingOn, toOperator } from '../../engine/passed-on.ts';
import { plainSay } from '../../engine/say.ts';
import { sayTo } from '../../engine/say-to.ts';

/** Whose client it is, and who cannot be told. */
export type Reach = { agreement: Agreement; agency: Agency | null; missing: Missing };

/** Under which keys it was told of an item and month, if it was. */
export function allowanceKeys(
  { agreement }: Pick<Reach, 'agreement'>,
  itemId: string,
  month: string,
  warnAt: number,
): string[] {
  return [warnAt, 100].map((percent) => `scope:allowance:${agreement.id}:${itemId}:${month}:${percent}`);
}

/** To the item's owner, or the client's, or whoever stands in; null where nobody is left. */
export function allowanceNotice(reach: Reach, item: Counted, month: string, percent: number): Say | null {
  const { agreement } = reach;
  const owner = item.owner?.id ?? agreement.people.owner.id;
  const key = `scope:allowance:${agreement.id}:${item.id}:${month}:${percent}`;
  const data = { clientId: agreement.id, item: item.id, month, percent, for: owner };
  return toOwner(reach, owner, 'scope-allowance', key, data);
}

function toOwner(reach: Reach, owner: string, view: string, key: string, data: ViewData): Say | null {
  return sayTo(owner, { key, view, data }, reach)[0] ?? null;
}

/** What a month came to, for the client's owner or whoever stands in; null where nobody is left. */
export function recapNotice(reach: Reach, month: string): Say | null {
  const { agreement } = reach;
  const owner = agreement.people.owner.id;
  const key = `scope:recap:${agreement.id}:${month}`;
  return toOwner(reach, owner, 'scope-recap', key, { clientId: agreement.id, month, for: owner });
}

/** To a manager who is there; null where nobody manages. */
export function favoursNotice(reach: Reach, month: string, because: 'number' | 'worth'): Say | null {
  const { agreement } = reach;
  const key = `scope:favours:${agreement.id}:${month}:${because}`;
  return toManager(reach, key, { clientId: agreement.id, month });
}

function toManager({ agreement, agency, missing }: Reach, key: string, data: ViewData): Say | null {
  const managers = managersOf(agreement, agency ?? undefined).map(({ id }) => id);
  const [first] = managers;
  if (first === undefined) return null;
  const there = isThere(first, missing) ? first : firstThere(first, managers, missing);
  const userId = there ?? managers.find((one) => !missing.gone.includes(one));
  if (userId === undefined) return null;
  return plainSay({ key, to: { kind: 'person', userId }, audience: 'manager', view: 'scope-favours-many', data });
}

/** Slack will not deliver it: the next one hears of it, else the operator. */
export function instead(event: DeliveryFailed, reach: Reach): Say | null {
  if (event.view !== 'scope-favours-many') return passedOn(event, reach);
  const next = passingOn(event);
  if (next === null) return null;
  const { key, data, unreached } = next;
  const missing = { gone: [...reach.missing.gone, ...unreached], away: reach.missing.away };
  return toManager({ ...reach, missing }, key, data) ?? toOperator(next);
}
