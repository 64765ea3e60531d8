/** A kept message and everything around it, as the rule's questions would answer. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { officeHoursSchema } from '../../../agreement/office-hours.ts';
import type { Ask, Deadline } from '../../../engine/facts.ts';
import type { Reader } from '../../../engine/rule.ts';
import { later } from '../rule.ts';

const weekly = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, '09:00-18:00']));

/** Monday, 2 March 2026, 20:00 in Berlin. */
export const monday = Date.UTC(2026, 2, 2, 19);
export const tuesday = Date.UTC(2026, 2, 3, 8);

export const agreement = {
  id: 'nova',
  version: 1,
  status: 'active',
  client: { name: 'Nova <Bikes>', language: 'en' },
  officeHours: officeHoursSchema.parse({ timeZone: 'Europe/Berlin', weekly }),
  people: { owner: { id: 'U0MIRA' }, backup: { id: 'U0JONAS' }, managers: [], staff: [], client: [], neither: [] },
  sections: {},
} as unknown as Agreement;

export const subject = 'ours:later-U0MIRA-command.1.2';

export function keptDeadline(changes: Partial<Deadline> & { because?: string; atOnce?: boolean } = {}): Deadline {
  const { because = null, atOnce = false, ...rest } = changes;
  return {
    id: 'D1',
    clientId: 'nova',
    channelId: 'ours',
    rule: 'later',
    subject,
    name: 'opening',
    dueAt: tuesday,
    ringAt: tuesday,
    revision: 1,
    state: 'pending',
    settledAt: null,
    data: { schema: 1, threadTs: null, keptAt: monday, wording: 1, atOnce, because },
    ...rest,
  };
}

export type Known = Partial<Record<string, (given: Record<string, unknown>) => unknown>>;

/** Answers every question of the rule; what is given beats what is usual. */
export function asking(known: Known = {}): Ask {
  const usual: Known = {
    agreement: () => agreement,
    agency: () => null,
    channel: () => ({ id: 'ours', slackChannelId: 'C0NOVA', clientId: 'nova', name: 'nova-bikes', role: 'shared' }),
    clientsServedBy: () => [{ clientId: 'nova', name: 'Nova Bikes' }],
    conversations: () => [],
    deadline: () => keptDeadline(),
    deadlines: () => [keptDeadline()],
    deadlinesOfClients: () => [],
    afterHours: () => 0,
    message: () => null,
    runningIncidents: () => [],
    person: () => ({ name: 'Mira Aksoy', language: 'en', timeZone: 'Europe/Berlin' }),
    seen: () => [{ standing: { side: 'staff' }, person: { isDeleted: false } }],
    slot: () => null,
    voices: () => [],
    words: () => 'Here they are.',
  };
  const answers = { ...usual, ...known };
  return (async (name: string, given: Record<string, unknown>) => answers[name]?.(given)) as unknown as Ask;
}

export const readerOf = (language = 'en', changes: Partial<Reader> = {}): Reader => ({
  userId: 'U0MIRA',
  language,
  timeZone: 'Europe/Berlin',
  side: 'staff',
  now: monday,
  ...changes,
});

/** Draws one of the rule's views. */
export async function drawn(
  name: string,
  data: Record<string, string | boolean | null>,
  reader: Reader,
  known: Known = {},
) {
  const view = later.views.find((one) => one.name === name);
  if (view === undefined) throw new Error(`There is no view ${name}.`);
  const facts = await view.load(asking(known), data, reader);
  return {
    message: view.render(facts, reader, data),
    form: view.form?.(facts, reader, data),
    pointless: view.pointless?.(facts, reader, data) ?? null,
  };
}
