import type { House } from '../../main.ts';
import type { PhonesPart } from '../contract.ts';
import type { Phones } from './phones.ts';

const SYSTEM = { to: 'system', name: 'Webhook and PagerDuty' };

/** What rang, and everybody of the agency's file who could be reached so; only those it rang at while the bot is stopped. */
export async function phonesPart(phones: Phones, house: House | null): Promise<PhonesPart> {
  const rung = phones.rung();
  const contacts = await contactsOf(house);
  const known = [
    ...contacts,
    ...rung.filter(({ to }) => to !== SYSTEM.to).map(({ to, name }) => ({ to, name })),
    SYSTEM,
  ];
  const owners = known.filter(({ to }, index) => known.findIndex((one) => one.to === to) === index);
  return {
    owners: owners.map(({ to, name }) => ({ to, name, takes: phones.takesOf(to) })),
    rung: rung.toReversed(),
  };
}

async function contactsOf(house: House | null): Promise<{ to: string; name: string }[]> {
  if (house === null) return [];
  const agency = await house.store.ask('agency', {});
  const contacts = Object.entries(agency?.onCall?.contacts ?? {});
  const persons = await house.store.ask('persons', { userIds: contacts.map(([id]) => id) });
  return contacts.map(([id, { name }]) => {
    const person = persons.find(({ userId }) => userId === id);
    return person === undefined && !isUserId(id)
      ? { to: `contact:${id}`, name: name ?? id }
      : { to: id, name: person?.name ?? name ?? id };
  });
}

const isUserId = (id: string) => /^[UW][A-Z0-9]+$/.test(id);
