/** Owner or backup whose account in Slack is closed: a manager is told once, and again only if they were back meanwhile. */
import { z } from 'zod';
import { type Agency, managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import { isThere, type Missing } from '../../engine/absence.ts';
import { clientSubject } from '../../engine/client-subject.ts';
import type { Effect, Say } from '../../engine/effect.ts';
import type { Ask, Seen } from '../../engine/facts.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { firstOf } from './recipients.ts';

/** That a manager was told of somebody's closed account, and under which key. */
const toldSchema = z.object({ schema: z.literal(1), key: z.string() });

export type Part = { userId: string; isGone: boolean; toldUnder: string | null };
export type PartFacts = { kind: 'parts'; parts: Part[]; missing: Missing };

/** Owner and backup, and those of the version before whose leaving was told: whether each is there. */
export async function loadParts(
  ask: Ask,
  ruleName: string,
  { agreement, before, missing }: { agreement: Agreement; before: Agreement | null; missing: Missing },
): Promise<PartFacts> {
  const parts: Part[] = [];
  for (const userId of new Set([agreement, before].flatMap(partsOf))) {
    const slot = await ask('slot', { rule: ruleName, subject: slotOf(agreement.id, userId) });
    const isGone = partsOf(agreement).includes(userId) && missing.gone.includes(userId);
    parts.push({ userId, isGone, toldUnder: slot === null ? null : toldSchema.parse(slot).key });
  }
  return { kind: 'parts', parts, missing };
}

function partsOf(agreement: Agreement | null): string[] {
  return agreement === null ? [] : [agreement.people.owner.id, agreement.people.backup.id];
}

/** Says it of whoever is gone and was not told of; takes back what is no longer so. */
export function toldOfParts(
  { parts, missing }: PartFacts,
  agreement: Agreement,
  agency: Agency | null,
  now: number,
): Ruling[] {
  return parts.flatMap(({ userId, isGone, toldUnder }) => {
    const subject = slotOf(agreement.id, userId);
    if (isGone && toldUnder === null) {
      const say = tellManager({ userId, agreement, agency, missing, now });
      const slot: Effect = { kind: 'set-slot', subject, data: { schema: 1, key: say.key } };
      const reason = { name: 'account-closed', data: { userId } };
      return [{ reason, subject: null, effects: [slot, say] }];
    }
    if (isGone || toldUnder === null) return [];
    const effects: Effect[] = [
      { kind: 'set-slot', subject, data: null },
      { kind: 'refresh', key: toldUnder },
    ];
    return [{ reason: { name: 'looked-after-again', data: { userId } }, subject: null, effects }];
  });
}

type Gone = { userId: string; agreement: Agreement; agency: Agency | null; missing: Missing; now: number };

/** A manager; where nobody manages, whoever is left of owner and backup; else whoever runs the bot. */
function tellManager({ userId, agreement, agency, missing, now }: Gone): Say {
  const manager = managersOf(agreement, agency ?? undefined).find(({ id }) => isThere(id, missing))?.id ?? null;
  const to = manager ?? firstOf(agreement, agency, missing)?.userId ?? null;
  return plainSay({
    key: `people:account-closed:${agreement.id}:${userId}:${now}`,
    to: to === null ? { kind: 'operator' } : { kind: 'person', userId: to },
    audience: to === null ? 'operator' : to === manager ? 'manager' : 'staff',
    priority: 'high',
    view: 'account-closed',
    data: { subject: clientSubject(agreement.id, userId), userId },
  });
}

const slotOf = (clientId: string, userId: string) => `${clientSubject(clientId, userId)}:gone`;

/** What somebody's part is, and who stands in; null where they have none or their account is open. */
export function standInFor(
  { people }: Agreement,
  { userId, person }: Pick<Seen, 'userId' | 'person'>,
): { part: 'owner' | 'backup'; standIn: string } | null {
  if (person?.isDeleted !== true) return null;
  if (userId === people.owner.id) return { part: 'owner', standIn: people.backup.id };
  return userId === people.backup.id ? { part: 'backup', standIn: people.owner.id } : null;
}
