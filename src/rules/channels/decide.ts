import type { Effect, Say } from '../../engine/effect.ts';
import type { Event, EventOf, ViewData } from '../../engine/event.ts';
import type { DeafChannel } from '../../engine/facts.ts';
import type { Decision, Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import type { Facts, Recipient, Standing } from './load.ts';
import { subjectOf, type Told } from './told.ts';

type About = Pick<Decision<Facts>, 'event' | 'facts' | 'agreement'>;

/** Tells what is another than was told before; of an agreement that does not run, nothing. */
export function decide(about: About): Ruling[] {
  const { event, facts, agreement } = about;
  if (agreement === null || agreement.status !== 'active') return [];
  if (event.kind === 'DeliveryFailed') return undelivered(event, facts);
  return facts.standing.flatMap((one) => compare(one, event, facts));
}

/** A piece of news about one channel, with what follows from it. */
type News = { name: string; effects: Effect[] };

function compare({ channel, deaf, told }: Standing, event: Event, { chain }: Facts): Ruling[] {
  const recipient = chain[0];
  // An agreement may be there before Slack was first asked about its channels.
  const isUnmet = told === null && deaf === null && channel.name === '';
  if (recipient === undefined || isUnmet) return [];
  const hearing = hearingNews(channel.id, deaf, told, recipient);
  const news = [...hearing.news, ...(told === null ? [] : changes(channel, told, { event, recipient }))];
  const now: Told = {
    version: 1,
    name: channel.name,
    slackChannelId: channel.slackChannelId,
    isShared: channel.isExternallyShared,
    deaf: hearing.told,
  };
  const subject = subjectOf(channel.id);
  const note: Effect = { kind: 'set-slot', subject, data: now };
  if (news.length === 0) return told === null ? [ruling('first-met', channel.id, [note])] : [];
  return news.map(({ name, effects }, index) => ruling(name, channel.id, index === 0 ? [note, ...effects] : effects));
}

/** Of a token that Slack no longer takes nobody can be told in Slack, so nothing changes by it here. */
function hearingNews(
  channelId: string,
  deaf: DeafChannel | null,
  told: Told | null,
  recipient: Recipient,
): { told: Told['deaf']; news: News[] } {
  const before = told?.deaf ?? null;
  if (deaf?.because === 'token') return { told: before, news: [] };
  if (deaf === null) {
    return { told: null, news: before === null ? [] : [{ name: 'heard-again', effects: [refresh(before.key)] }] };
  }
  const { because } = deaf;
  if (before !== null) {
    const news = before.because === because ? [] : [{ name: 'deaf-otherwise', effects: [refresh(before.key)] }];
    return { told: { key: before.key, because }, news };
  }
  const key = `channels:deaf:${channelId}:${deaf.since}`;
  const effects = [say(key, 'channel-deaf', { channelId }, recipient, 'high')];
  return { told: { key, because }, news: [{ name: 'deaf', effects }] };
}

function changes(
  { id: channelId, name, slackChannelId, isExternallyShared }: Standing['channel'],
  told: Told,
  { event, recipient }: { event: Event; recipient: Recipient },
): News[] {
  const news = (what: string, data: ViewData = {}): News => {
    const key = `channels:${what}:${channelId}:${event.id}`;
    return { name: what, effects: [say(key, 'channel-changed', { channelId, what, ...data }, recipient, 'normal')] };
  };
  return [
    ...(told.name !== '' && told.name !== name ? [news('renamed', { before: told.name })] : []),
    ...(told.isShared === isExternallyShared ? [] : [news(isExternallyShared ? 'shared' : 'unshared')]),
    ...(told.slackChannelId === slackChannelId ? [] : [news('id-changed', { id: slackChannelId })]),
  ];
}

/** Slack will not deliver it: the next in the chain is told, who reads for whom it was. */
function undelivered(event: EventOf<'DeliveryFailed'>, { standing, chain }: Facts): Ruling[] {
  const [one] = standing;
  if (one === undefined) return [];
  const failed = event.to.kind === 'person' ? event.to.userId : 'operator';
  const unreached = [...(Array.isArray(event.data.unreached) ? event.data.unreached : []), failed];
  const next = chain.find(({ to }) => !unreached.includes(to.kind === 'person' ? to.userId : 'operator'));
  if (next === undefined) return [ruling('nobody-left', one.channel.id, [])];
  const key = `${event.key}:instead`;
  const priority = event.view === 'channel-deaf' ? 'high' : 'normal';
  const effects: Effect[] = [say(key, event.view, { ...event.data, unreached }, next, priority)];
  const { told } = one;
  if (told?.deaf?.key === event.key) {
    effects.push({
      kind: 'set-slot',
      subject: subjectOf(one.channel.id),
      data: { ...told, deaf: { ...told.deaf, key } },
    });
  }
  return [ruling('told-instead', one.channel.id, effects)];
}

const refresh = (key: string): Effect => ({ kind: 'refresh', key });

function say(key: string, view: string, data: ViewData, { to, audience }: Recipient, priority: Say['priority']): Say {
  return plainSay({ key, to, audience, priority, view, data });
}

function ruling(name: string, channelId: string, effects: Effect[]): Ruling {
  return { reason: { name, data: { channelId } }, subject: subjectOf(channelId), effects };
}
