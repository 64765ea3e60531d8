/**
 * The one gate for everything a client might see: it passes with a standing permission of the agreement, with somebody
 * of the staff who put it there, as news of an emergency that a person raised, or as a private answer to whoever asked.
 * Staff's matters never pass to the client's side, one client's never to another's, and nothing in a language that it has
 * no words for. What a client will see is asked about twice: when it is decided and when it leaves.
 */
import type { Say } from '../engine/effect.ts';
import { hasEmergency } from '../engine/emergency-talk.ts';
import type { Event } from '../engine/event.ts';
import type { Ask, Channel } from '../engine/facts.ts';
import { raisedByAPerson } from '../engine/incident.ts';
import { type Home, sideOf } from '../engine/people.ts';
import type { Rendered, Rule, View } from '../engine/rule.ts';
import type { Held, OutboxRow, Tx } from '../engine/store-port.ts';
import { hasOpenOffer } from '../engine/tone.ts';

/** What is being judged, whose house it is, and whose views draw there. */
export type AtTheGate = {
  tx: Pick<Tx, 'ask' | 'person'>;
  held: Held;
  event: Event;
  home: Home;
  rules: readonly Pick<Rule, 'views'>[];
};

/** Gives why it may not be said; null when it may. */
export async function refusal(about: AtTheGate, say: Say): Promise<string | null> {
  if (say.to.kind === 'operator') return say.audience === 'operator' ? null : 'only the operator is told there';
  // What is drawn there goes by who reads it at that moment: `draw.ts`.
  if (say.to.kind === 'home') return about.event.actor === say.to.userId ? null : 'a home is drawn for who opens it';
  if (say.to.kind === 'channel') return forChannel(about, say, say.to.channelId);
  if (say.to.kind === 'aside') return aside(about, say, say.to.channelId);
  return forPerson(about, say, say.to.userId);
}

/** What one person is shown in a channel is what all might see there. */
async function aside(about: AtTheGate, say: Say, channelId: string): Promise<string | null> {
  return say.audience === 'client' ? forChannel(about, say, channelId) : 'clients read there';
}

async function forChannel({ tx, held, rules }: AtTheGate, say: Say, channelId: string): Promise<string | null> {
  const channel = await tx.ask(null)('channel', { channelId });
  if (channel?.role === 'internal') return say.audience === 'client' ? 'clients do not read there' : null;
  if (say.audience !== 'client') return 'clients read there';
  return beforeClients(tx.ask(null), say, { channel, ...held }, rules);
}

type Whose = { channel: Pick<Channel, 'role' | 'clientId'> | null; clientId: string | null } & Pick<Held, 'agreement'>;
type Posted = Pick<Say, 'permission' | 'approvedBy' | 'view' | 'data'>;

/** Whether this may stand before this client's eyes. What follows in a thread stands where the thread does. */
async function beforeClients(
  ask: Ask,
  say: Posted,
  { channel, clientId, agreement }: Whose,
  rules: AtTheGate['rules'],
): Promise<string | null> {
  if (agreement?.status !== 'active') return 'the agreement does not permit it';
  const { permission, view } = say;
  const isPermitted = permission !== null && agreement.mayPost.includes(permission);
  if (!isPermitted && !(await isPutThere(ask, say, agreement.id))) return 'the agreement does not permit it';
  if (channel?.role !== 'shared' || channel.clientId !== clientId) return 'it is not a channel of this client';
  const views: readonly Pick<View, 'name' | 'languages'>[] = rules.flatMap((rule) => rule.views);
  const languages = views.find(({ name }) => name === view)?.languages ?? [];
  return languages.includes(agreement.client.language) ? null : 'it has no words in the client’s language';
}

/** Whether a person stands behind it: whoever approved it, or raised the emergency that it is about. */
async function isPutThere(ask: Ask, say: Posted, clientId: string): Promise<boolean> {
  return (await isApproved(ask, say, clientId)) || isRaised(ask, say, clientId);
}

/** Whoever approves stands for it as staff of this client: when it is decided, and still when it leaves. */
async function isApproved(ask: Ask, { approvedBy }: Posted, clientId: string): Promise<boolean> {
  if (approvedBy == null) return false;
  const [seen] = await ask('seen', { clientId, userIds: [approvedBy] });
  return seen?.standing.side === 'staff' && seen.person?.isDeleted !== true;
}

/** Of an emergency that a person raised the client always reads: no line of the agreement and no silent trial forbids it. */
export async function isRaised(
  ask: Ask,
  { permission, data }: Pick<Posted, 'permission' | 'data'>,
  clientId: string,
): Promise<boolean> {
  if (permission !== raisedByAPerson) return false;
  const incident = await ask('incident', { id: String(data.incident) });
  return incident?.clientId === clientId && !incident.isDrill;
}

/**
 * Asks once more, of a message that is about to leave: what was permitted when it was decided may have been withdrawn
 * since, and whoever approved it may have left. True for everything that no client sees in a channel.
 */
export async function mayStillLeave(
  ask: Ask,
  { say, destination, clientId }: Pick<OutboxRow, 'say' | 'destination' | 'clientId'>,
  rules: AtTheGate['rules'],
): Promise<boolean> {
  const [kind, channelId = ''] = destination.split(':');
  if (say.audience !== 'client' || (kind !== 'channel' && kind !== 'aside')) return true;
  const channel = await ask('channel', { channelId });
  const agreement = clientId === null ? null : await ask('agreement', { clientId });
  // A trial that began since: what a person put there with their own name still goes.
  if (agreement?.trial === true && !(await isPutThere(ask, say, agreement.id))) return false;
  return (await beforeClients(ask, say, { channel, clientId, agreement }, rules)) === null;
}

/**
 * The tone guard: whether something light would be said where this client's people read while they wait past a promised
 * time in that channel, or while an emergency of theirs runs; something festive also while an offer to them is undecided. `at` in
 * epoch milliseconds. Asked when it is decided and when
 * it leaves.
 */
export async function isOutOfTune(
  ask: Ask,
  { audience, to, view }: Pick<Say, 'audience' | 'to' | 'view'>,
  rules: AtTheGate['rules'],
  at: number,
): Promise<boolean> {
  const mood = moodOf(view, rules);
  if (audience !== 'client' || to.kind !== 'channel' || mood === null) return false;
  if ((await ask('troubledChannels', { channelIds: [to.channelId], at })).length > 0) return true;
  const clientId = mood === 'festive' ? (await ask('channel', { channelId: to.channelId }))?.clientId : null;
  return clientId != null && (await hasOpenOffer(ask, clientId));
}

/** Whether something light for the staff waits, because an emergency of the client that it is about runs. */
export async function waitsForCalm(
  ask: Ask,
  { say, clientId, state }: Pick<OutboxRow, 'say' | 'clientId' | 'state'>,
  rules: AtTheGate['rules'],
): Promise<boolean> {
  if (clientId === null || state !== 'waiting' || say.audience === 'client') return false;
  return moodOf(say.view, rules) !== null && (await hasEmergency(ask, clientId));
}

function moodOf(view: string, rules: AtTheGate['rules']): View['mood'] | null {
  return rules.flatMap(({ views }) => views).find(({ name }) => name === view)?.mood ?? null;
}

/** Whether anything is drawn without a word in it. */
export function isHollow({ text, blocks }: Rendered): boolean {
  const isBlank = (words: string | undefined) => words !== undefined && words.trim() === '';
  return (
    isBlank(text) ||
    blocks.some(
      (block) => block.type === 'section' && [block.text, ...(block.fields ?? [])].some((part) => isBlank(part?.text)),
    )
  );
}

/** Words for clients go to whoever asked, and to nobody else; all others to people of whom it is known that they are staff. */
async function forPerson(about: AtTheGate, say: Say, userId: string): Promise<string | null> {
  const { tx, event, home } = about;
  // Inviting the bot is asking, too.
  const isAsker = event.actor === userId && (event.source === 'request' || event.kind === 'ChannelChanged');
  if (say.audience === 'client') return isAsker ? null : 'the agreement does not permit it';
  const held = await listsFor(about, say);
  if (sideOf(userId, await tx.person(userId), held, home) === 'staff') return null;
  // What belongs to no client is nobody's secret among those who serve any.
  const isOfNoClient = held.agreement === null && (await tx.ask(null)('clientsServedBy', { userId })).length > 0;
  return isOfNoClient ? null : 'staff matters are not for the client';
}

/** What an event of no client says about a question is judged by that question's client. */
async function listsFor({ tx, held }: AtTheGate, { wantedWhile }: Say): Promise<Pick<Held, 'agreement' | 'agency'>> {
  if (held.clientId !== null || wantedWhile === null) return held;
  const conversation = await tx.ask(null)('conversation', { id: wantedWhile });
  const channel = conversation && (await tx.ask(null)('channel', { channelId: conversation.channelId }));
  const clientId = channel?.clientId ?? null;
  return clientId === null ? held : { ...held, agreement: await tx.ask(null)('agreement', { clientId }) };
}
