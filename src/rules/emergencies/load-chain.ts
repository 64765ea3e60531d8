/** Who could be paged for a client at a moment: those of the chain, their stand-ins, and everybody of the last resort. */
import { type Agency, managersOf } from '../../agreement/agency.ts';
import type { Agreement } from '../../agreement/agreement.ts';
import type { Policy } from '../../agreement/escalation.ts';
import type { Event } from '../../engine/event.ts';
import type { Ask } from '../../engine/facts.ts';
import { knownOfResponders, type RespondersKnown } from '../../engine/responders.ts';
import type { ChainKnown } from './chain.ts';

/** Asks at an instant (epoch milliseconds); the database only. */
export async function loadChain(
  ask: Ask,
  { agreement, agency, now }: { agreement: Agreement; agency: Agency | null; now: number },
  policy: Policy,
): Promise<ChainKnown> {
  const onCall = agency?.onCall ?? { contacts: {}, rotas: {}, policies: {} };
  const responders = await knownOfResponders(ask, policy.steps, onCall, now);
  const { owner, backup } = agreement.people;
  const admins = await ask('workspaceAdmins', {});
  const leading = [owner, backup, ...managersOf(agreement, agency ?? undefined), ...(agency?.managers ?? [])];
  const last = [
    ...new Set([...leading, ...(agency?.admins ?? [])].map(({ id }) => id).concat(admins.map(({ userId }) => userId))),
  ];
  const rotas = Object.values(onCall.rotas).flatMap(({ people }) => people.map(({ id }) => id));
  const named = policy.steps.flatMap(({ page }) => page.flatMap((one) => (one.kind === 'person' ? [one.id] : [])));
  const everybody = [...last, ...rotas, ...standInsOf(responders), ...named, ...[...responders.groups.values()].flat()];
  const seen = await ask('seen', { clientId: agreement.id, userIds: [...new Set(everybody)] });
  const staff = seen.filter(isStaff).map(({ userId }) => userId);
  return { onCall, responders, staff, lastResort: last.filter((id) => staff.includes(id)) };
}

function standInsOf({ missing, rotas }: RespondersKnown): string[] {
  const away = missing.away.flatMap((one) => [one.userId, ...(one.backup === null ? [] : [one.backup])]);
  const overrides = [...rotas.values()].flatMap((rota) => [
    ...rota.overrides.map(({ userId }) => userId),
    ...rota.absences.flatMap(({ backup: standIn }) => standIn ?? []),
  ]);
  return [...away, ...overrides];
}

type SeenSide = { standing: { side: Event['side'] }; person: { isDeleted: boolean } | null };

/** Whether somebody is the agency's, and still there. */
export const isStaff = ({ standing, person }: SeenSide) => standing.side === 'staff' && person?.isDeleted !== true;
