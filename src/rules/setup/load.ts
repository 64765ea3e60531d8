import type { Agency } from '../../agreement/agency.ts';
import { type Agreement, sideIn } from '../../agreement/agreement.ts';
import { readYaml } from '../../agreement/yaml-source.ts';
import { clientSubject, readClientSubject } from '../../engine/client-subject.ts';
import type { AgreementText, Ask, Channel, Person, Seen } from '../../engine/facts.ts';
import { channelSubject, draftSlot, readFormSubject } from '../../engine/form-subject.ts';
import { isManager } from '../../engine/people.ts';
import type { Decision } from '../../engine/rule.ts';
import { namesIn, valuesOf } from './as-file.ts';
import { type Draft, enteredIn, readDraft, tidied } from './draft.ts';
import { type FieldName, fieldNames, fieldOf, listed, steps, type Values } from './fields.ts';
import { loadTemplates, prefilled, type Templates } from './prefill.ts';
import { idOf, understood } from './typed.ts';

export const ruleName = 'setup';

/** More people than this are in no form. */
const mostLookedAt = 1000;
/** As many as a select of Slack's can offer. */
export const mostOffered = 100;

/** The form as it stands: what is filled in, over what is in force or what it began with. */
export type Sheet = {
  isNew: boolean;
  /** What the form is about, to be carried by it and its buttons. */
  about: string;
  /** The slot in which its draft is kept. */
  slot: string;
  /** How it stands now: how often something was kept, or which version is in force. */
  stands: number;
  draft: Draft | null;
  /** What is in force; empty for a new agreement. */
  base: Values;
  values: Values;
  /** The channel that is to get an agreement; null for a change. */
  channel: Channel | null;
  /** The agreement in force: the one that is changed, or one that the channel has got meanwhile. */
  agreement: Agreement | null;
  stored: AgreementText | null;
  agency: Agency | null;
  templates: Templates;
  /** Those in the channels, bots left out, and whom the form or the agreement names. */
  people: Seen[];
  names: Map<string, string>;
};

export type Asker = {
  userId: string;
  person: Person | null;
  language: string;
  /** Serves this client, or manages. */
  serves: boolean;
  mayChange: boolean;
};

export type Facts =
  | { kind: 'sheet'; sheet: Sheet; asker: Asker; free: Free /** Seen: who was chosen just now. */; chosen: Seen[] }
  /** Asked for of a channel or client that cannot be set up or changed here. */
  | { kind: 'instead'; what: 'where' | 'not-in' | 'agreed' | 'which'; asker: Asker; clientId: string | null }
  | { kind: 'nothing' };

/** What others have taken already. */
export type Free = {
  /** An id for this client that nobody has, made of its name. */
  id: string;
  /** Whether the id that was typed belongs to another agreement. */
  isTaken: boolean;
  /** Which of the channels other agreements name, by Slack's id. */
  claimed: string[];
};

type About = Omit<Decision<unknown>, 'facts'>;

/** Loads the form as it stands, whoever asks, and what others have taken. */
export async function load(ask: Ask, about: About): Promise<Facts> {
  const { event, agreement, agency, now } = about;
  const actor = event.actor ?? '';
  switch (event.kind) {
    case 'CommandGiven':
      return event.words.trim().toLowerCase().startsWith('setup')
        ? loadSetup(ask, about, event.channelId)
        : loadEdit(ask, about, event.words);
    case 'ButtonPressed':
    case 'FormSubmitted': {
      const sheet = await loadSheet(ask, event.kind === 'ButtonPressed' ? event.value : event.subject, actor, now);
      if (sheet === null) return { kind: 'nothing' };
      const asker = await loadAsker(ask, actor, { agreement: sheet.agreement ?? agreement, agency });
      const typed = event.kind === 'FormSubmitted' ? enteredAnywhere(event.values) : {};
      return withFree(ask, { sheet, asker }, typed);
    }
    default:
      return { kind: 'nothing' };
  }
}

async function withFree(ask: Ask, { sheet, asker }: { sheet: Sheet; asker: Asker }, typed: Values): Promise<Facts> {
  const values = { ...sheet.values, ...typed };
  const wanted = (values.id ?? '').toLowerCase() || idOf(values.name ?? '');
  const isTaken = sheet.isNew && (await ask('agreement', { clientId: wanted })) !== null;
  const named = [sheet.channel?.slackChannelId, values.internal].filter((one) => one !== undefined && one !== '');
  const claims = sheet.isNew ? await ask('claims', { slackChannelIds: named as string[] }) : [];
  const claimed = claims.map(({ slackChannelId }) => slackChannelId);
  const id = isTaken ? await freeId(ask, wanted) : wanted;
  const clientId = sheet.agreement?.id ?? null;
  const chosen = await ask('seen', { clientId, userIds: chosenIn(values).slice(0, mostLookedAt) });
  return { kind: 'sheet', sheet, asker, free: { id, isTaken, claimed }, chosen };
}

async function freeId(ask: Ask, taken: string): Promise<string> {
  for (let number = 2; number < 100; number += 1) {
    const id = `${taken.slice(0, 36)}-${number}`;
    if ((await ask('agreement', { clientId: id })) === null) return id;
  }
  return taken;
}

async function loadSetup(ask: Ask, { event, agreement, agency, now }: About, channelId: string | null): Promise<Facts> {
  const userId = event.actor ?? '';
  const inForce = agreement?.status === 'ended' ? null : agreement;
  const asker = await loadAsker(ask, userId, { agreement: inForce, agency });
  const instead = { kind: 'instead' as const, asker, clientId: inForce?.id ?? null };
  const channel = channelId === null ? null : await ask('channel', { channelId });
  if (channel === null || channel.role === 'direct') return { ...instead, what: 'where' };
  if (inForce !== null) return { ...instead, what: 'agreed' };
  if (!channel.isMember) return { ...instead, what: 'not-in' };
  const sheet = await loadSheet(ask, channelSubject(channel.id), userId, now);
  return sheet === null ? { ...instead, what: 'where' } : withFree(ask, { sheet, asker }, {});
}

async function loadEdit(ask: Ask, { event, agreement, agency, now }: About, words: string): Promise<Facts> {
  const userId = event.actor ?? '';
  const served = await ask('clientsServedBy', { userId });
  const wanted = words.trim().split(/\s+/).slice(1).join(' ').toLowerCase();
  const named = served.find(({ clientId, name }) => [clientId, name.toLowerCase()].includes(wanted))?.clientId ?? null;
  const clientId = wanted === '' ? (agreement?.id ?? null) : named;
  const sheet = clientId === null ? null : await loadSheet(ask, clientSubject(clientId), userId, now);
  const asker = await loadAsker(ask, userId, { agreement: sheet?.agreement ?? null, agency });
  if (sheet === null) return { kind: 'instead', what: 'which', asker, clientId: null };
  return { kind: 'sheet', sheet, asker, free: { id: '', isTaken: false, claimed: [] }, chosen: [] };
}

async function loadAsker(
  ask: Ask,
  userId: string,
  lists: { agreement: Agreement | null; agency: Agency | null },
): Promise<Asker> {
  const person = await ask('person', { userId });
  const { agreement, agency } = lists;
  const manages = isManager(userId, person, lists);
  const isPart = agreement !== null && [agreement.people.owner.id, agreement.people.backup.id].includes(userId);
  return {
    userId,
    person,
    language: person?.language ?? agency?.defaults.language ?? 'en',
    serves: manages || (agreement !== null && sideIn(agreement, userId) === 'staff'),
    mayChange: manages || isPart,
  };
}

/** The form that a subject names, as it stands now for this person; null for a subject that names none. */
export async function loadSheet(ask: Ask, subject: string, userId: string, now: number): Promise<Sheet | null> {
  const { about, channelId } = readFormSubject(subject);
  if (channelId !== null) return newSheet(ask, channelId, userId, now);
  const clientId = readClientSubject(about)?.clientId;
  return clientId === undefined ? null : changeSheet(ask, clientId, userId, now);
}

async function newSheet(ask: Ask, channelId: string, userId: string, now: number): Promise<Sheet | null> {
  const channel = await ask('channel', { channelId });
  if (channel === null) return null;
  const inForce = channel.clientId === null ? null : await ask('agreement', { clientId: channel.clientId });
  const agreement = inForce?.status === 'ended' ? null : inForce;
  const agency = await ask('agency', {});
  const slot = draftSlot({ channelId });
  const draft = readDraft(await ask('slot', { rule: ruleName, subject: slot }), now);
  const templates = await loadTemplates(ask, agency, draft?.template);
  const { userIds } = await ask('members', { channelId });
  const people = await loadPeople(ask, agreement?.id ?? null, [...userIds, ...chosenIn(draft?.values ?? {})]);
  const person = await ask('person', { userId });
  const values = draft?.values ?? prefilled({ agency, templates, channel, asker: { userId, person }, members: people });
  return {
    isNew: true,
    about: channelSubject(channelId),
    slot,
    stands: draft?.stands ?? 0,
    ...{ draft, base: {}, values, channel, agreement, stored: null, agency, templates, people },
    names: namesOf(people, null),
  };
}

async function changeSheet(ask: Ask, clientId: string, userId: string, now: number): Promise<Sheet | null> {
  const agreement = await ask('agreement', { clientId });
  const stored = await ask('agreementText', { clientId });
  if (agreement === null || stored === null) return null;
  const read = readYaml(stored.resolvedText, 'agreement');
  const base = 'source' in read ? understood(tidied(valuesOf(read.source.value)), 'en') : {};
  const slot = draftSlot({ clientId, userId });
  const draft = readDraft(await ask('slot', { rule: ruleName, subject: slot }), now);
  const values = { ...base, ...draft?.values };
  const members: string[] = [];
  for (const { id, role } of await ask('channelsOf', { clientId })) {
    if (role === 'shared') members.push(...(await ask('members', { channelId: id })).userIds);
  }
  const people = await loadPeople(ask, clientId, [...chosenIn(base), ...chosenIn(values), ...members]);
  return {
    isNew: false,
    about: clientSubject(clientId),
    slot,
    stands: stored.version,
    ...{ draft, base, values, channel: null, agreement, stored, people },
    agency: await ask('agency', {}),
    templates: { name: '', texts: new Map() },
    names: namesOf(people, agreement),
  };
}

async function loadPeople(ask: Ask, clientId: string | null, userIds: string[]): Promise<Seen[]> {
  const found = await ask('seen', { clientId, userIds: [...new Set(userIds)] });
  return found.filter(({ standing }) => standing.because !== 'bot');
}

/** Whom the select of the client's people offers: those named first, then the client's side, then whoever else is there. */
export function offered({ people, values }: Pick<Sheet, 'people' | 'values'>): Seen[] {
  const named = listed(values.client);
  // Of whom nobody knows a name yet, nobody could tell who they are.
  const isKnown = ({ userId, person }: Seen) => (person?.name ?? '') !== '' || named.includes(userId);
  const rank = ({ userId, standing }: Seen) =>
    named.includes(userId) ? 0 : standing.side === 'client' ? 1 : standing.side === 'unknown' ? 2 : 3;
  return people
    .filter(isKnown)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostOffered);
}

/** Those on a list whom its select cannot show. */
export function unofferedIn(name: FieldName, sheet: Pick<Sheet, 'people' | 'values'>): string[] {
  const named = listed(sheet.values[name]);
  if (fieldOf(name).kind !== 'members') return named.slice(mostOffered);
  const shown = offered(sheet).map(({ userId }) => userId);
  return named.filter((one) => !shown.includes(one));
}

/** The ids of people that stand in the form. */
function chosenIn(values: Values): string[] {
  const isOfPeople = (name: FieldName) => ['person', 'persons', 'members'].includes(fieldOf(name).kind);
  return fieldNames.filter(isOfPeople).flatMap((name) => listed(values[name]));
}

/** What the agreement calls somebody, else Slack. */
function namesOf(people: readonly Seen[], agreement: Agreement | null): Map<string, string> {
  const inSlack = people.flatMap(({ userId, person }) => (person?.name ? [[userId, person.name] as const] : []));
  return new Map([...inSlack, ...namesIn(agreement)]);
}

/** Everything that was entered in a form, whichever of its steps it was. */
export function enteredAnywhere(values: Parameters<typeof enteredIn>[1]): Values {
  return Object.assign({}, ...steps.map((step) => enteredIn(step, values)));
}
