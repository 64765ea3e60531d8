/** Agreements with these hours, and what a reader is shown of them. */
import type { Agency } from '../../../agreement/agency.ts';
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadFile } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import type { Event } from '../../../engine/event.ts';
import type { Ask, Channel, Questions } from '../../../engine/facts.ts';
import type { Reader, Rendered } from '../../../engine/rule.ts';
import { hours } from '../rule.ts';

export const OFFICE_WEEK =
  'weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }';

type Given = { id?: string; name?: string; status?: string; zone?: string; hours?: string; holidays?: string };

/** An agreement as it is written: `hours` are lines of `officeHours`, `holidays` what the client's own say. */
export function agreed(given: Given = {}): Agreement {
  const {
    id = 'nova',
    name = 'Nova Bikes',
    status = 'active',
    zone = 'Europe/Berlin',
    hours: lines = OFFICE_WEEK,
  } = given;
  const text = [
    'schema: 1',
    `id: ${id}`,
    `status: ${status}`,
    'client:',
    `  name: ${JSON.stringify(name)}`,
    '  language: en',
    ...(given.holidays === undefined ? [] : [`  holidays: ${given.holidays}`]),
    'channels: [C0NOVA]',
    'officeHours:',
    `  timeZone: ${zone}`,
    ...lines.split('\n').map((line) => `  ${line}`),
    'people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }',
    '',
  ].join('\n');
  const file = loadFile(text, { fileName: `${id}.yml`, sections: [], template: () => undefined });
  if (!file.ok) throw new Error(file.problems.map(problemText).join('\n'));
  if (file.kind !== 'agreement') throw new Error('This is no agreement.');
  return file.agreement;
}

type World = {
  agreements: Agreement[];
  /** Slack ids of those who work for every client, and of each client's people beside those in the agreement. */
  serves?: string[];
  belongsTo?: Record<string, string[]>;
  role?: Channel['role'];
};

const channel: Channel = {
  id: 'channel',
  slackChannelId: 'C0NOVA',
  clientId: 'nova',
  name: 'nova-bikes',
  role: 'shared',
  isArchived: false,
  isMember: true,
  isExternallyShared: true,
};

export function askOf({ agreements, serves = [], belongsTo = {}, role = 'shared' }: World): Ask {
  const named = (all: Agreement[]) => all.map(({ id, client }) => ({ clientId: id, name: client.name }));
  const answers: Partial<{ [Name in keyof Questions]: (given: never) => Questions[Name]['answer'] }> = {
    clientsServedBy: ({ userId }: { userId: string }) => (serves.includes(userId) ? named(agreements) : []),
    clientsNaming: ({ userId }: { userId: string }) =>
      named(agreements.filter(({ id }) => belongsTo[userId]?.includes(id))),
    channel: () => ({ ...channel, role }),
    agreement: ({ clientId }: { clientId: string }) => agreements.find(({ id }) => id === clientId) ?? null,
    agency: () => ({ agency: { name: 'Harbour Studio' } }) as Agency,
  };
  return async (name, given) => {
    const answer = answers[name];
    if (answer === undefined) throw new Error(`nobody answers ${name}`);
    return answer(given as never);
  };
}

type Asking = { words: string; actor?: string; side?: Event['side']; here?: Agreement | null };
type Reading = Partial<Reader> & { at: string };

/** What whoever asks is answered, as it is drawn. */
export async function answered(world: World, asking: Asking, reading: Reading): Promise<Rendered> {
  const { words, actor = 'U0MIRA', side = 'staff', here = world.agreements[0] ?? null } = asking;
  const { at, ...rest } = reading;
  const now = Date.parse(at);
  const reader: Reader = { userId: actor, language: 'en', timeZone: 'Europe/Berlin', side: 'staff', now, ...rest };
  const event = { kind: 'CommandGiven', actor, side, words, channelId: 'channel' } as Event;
  const about = { event, agreement: here, agency: null, now };
  const ask = askOf(world);
  const [ruling] = hours.decide({ ...about, facts: await hours.load(ask, about) });
  const answer = ruling?.effects[0];
  if (answer?.kind !== 'answer' || answer.how !== 'privately') throw new Error('not answered privately');
  const [view] = hours.views;
  const drawn = view?.render(await view.load(ask, answer.data, reader), reader, answer.data);
  if (!drawn) throw new Error('nothing was drawn');
  return drawn;
}

/** The lines of it. */
export async function lines(world: World, asking: Asking, reading: Reading): Promise<string[]> {
  return (await answered(world, asking, reading)).text.split('\n');
}
