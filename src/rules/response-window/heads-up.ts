/** What the owner is told besides times: that an answer was deleted after it had counted. */
import type { Say } from '../../engine/effect.ts';
import { talkOf } from '../../engine/emergency-talk.ts';
import type { Event } from '../../engine/event.ts';
import type { Ruling } from '../../engine/rule.ts';
import { plainSay } from '../../engine/say.ts';
import { termsOf } from './due.ts';
import { because } from './reasons.ts';
import { placeOfOther, thoseThere } from './recipients.ts';
import type { Situation } from './reconcile.ts';

/** Rulings for what the event means beyond any deadline; mostly none. */
export function headsUp(event: Event, situation: Situation): Ruling[] {
  if (termsOf(situation.agreement) === null) return [];
  return event.kind === 'MessageDeleted' ? answerDeleted(situation) : [];
}

/** Deleted within the grace it never counted, and the question waits again; later it stays an answer. */
function answerDeleted({ facts, agreement, agency }: Situation): Ruling[] {
  const { deleted, talks } = facts;
  if (deleted === null) return [];
  // What is said where an emergency is talked about is no answer to a question that is counted.
  const conversations = facts.conversations.filter((one) => talkOf(one, talks) === null);
  const answered = conversations.filter(
    ({ channelId, settled }) =>
      channelId === deleted.channelId &&
      settled?.how === 'replied' &&
      settled.at === deleted.occurredAt &&
      settled.by === deleted.author,
  );
  return answered.map(({ id, handedTo, chosen }) => {
    const owner = handedTo ?? chosen.owner ?? agreement.people.owner.id;
    const key = `response-window:answer-deleted:${id}:${deleted.ts}`;
    const reach = { agreement, agency, missing: facts.missing };
    const [meant] = thoseThere([{ userId: owner, audience: 'staff' }], owner, reach);
    const to = meant?.userId ?? owner;
    const data = { subject: id, by: deleted.author, ...(meant === undefined ? {} : placeOfOther(meant)) };
    const say = toOwner(to, key, 'answer-deleted', data);
    return { reason: because('answer-deleted', { to }), subject: id, effects: [say] };
  });
}

function toOwner(userId: string, key: string, view: string, data: Say['data']): Say {
  return plainSay({ key, to: { kind: 'person', userId }, audience: 'staff', view, data });
}
