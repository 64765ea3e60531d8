import type { House } from '../../main.ts';
import type { PhonesPart } from '../contract.ts';
import type { Phones } from './phones.ts';

const SYSTEM = { to: 'system', name: 'Webhook and PagerDuty' };

/** What rang, and everybody of the agency's file who could be reached so; only those it rang at while the bot is stopped. */
export async function phonesPart(
  phones: Phones,
  house: House | null,
  nameOf: (userId: string) => string | null,
): Promise<PhonesPart> {
  const rung = phones.rung();
  const contacts = await contactsOf(house, nameOf);
  const known = [
    ...contacts,
    ...rung.filter(({ to }) => to !== SYSTEM.to).map(({ to, name }) => ({ to, name })),
    SYSTEM,
  ];
  const owners = known.filter(({ to }, index) => known.findIndex((one) => one.to === to) === index);
  return {
    owners: owners.map(({ to, name }) => ({ to, name, takes: phones.takesOf(to) })),
    rung: rung.toReversed(),
    isLookingFor: rung.length > 0 && (await isLookingFor(house)),
  };
}

async function isLookingFor(house: House | null): Promise<boolean> {
  if (house === null) return false;
  const clientIds = (await house.store.agreements.all()).map(({ id }) => id);
  return (await house.store.ask('runningIncidents', { clientIds })).some(({ state }) => state === 'triggered');
}

/** Those of the agency's people who have an account of Slack are called as there. */
async function contactsOf(
  house: House | null,
  nameOf: (userId: string) => string | null,
): Promise<{ to: string; name: string }[]> {
  const agency = await house?.store.ask('agency', {});
  return Object.entries(agency?.onCall?.contacts ?? {}).map(([id, { name }]) => {
    const person = nameOf(id);
    return person === null ? { to: `contact:${id}`, name: name ?? id } : { to: id, name: person };
  });
}
