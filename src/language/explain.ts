/** Says in plain English, for people at a terminal, why a message was read as it was. Holds words of the message. */
import type { RequestClause, RequestReading } from './read-request.ts';
import type { Likeness } from './scope/similarity.ts';

/** Takes a reading and gives its reasons, a sentence each, the most telling first. */
export function reasonsOf(reading: RequestReading): string[] {
  const { clauses, urgency, alarms, replyReason, needsReply } = reading;
  const pressing = urgency === 'normal' ? [] : [`${urgency}: ${quoted(alarms)}`];
  const reply = `${needsReply ? 'needs a reply' : 'needs no reply'}: ${replyReason}`;
  return [...clauses.flatMap((clause) => clauseReasons(clause)), ...pressing, reply];
}

function clauseReasons(clause: RequestClause): string[] {
  const asks = clause.asks.length === 0 ? 'something broke' : quoted(clause.asks);
  const nearest =
    clause.nearest === null ? [] : [`like a message that was corrected before: ${quoted([clause.nearest])}`];
  if (clause.scope === 'unlisted') return [`asks for work: ${asks}`, 'resembles nothing on the list', ...nearest];
  return [
    `asks for work: ${asks}`,
    ...clause.closest.filter(({ likeness }) => likeness > 0).map(likenessText),
    ...nearest,
  ];
}

function likenessText({ item, likeness, concepts, words }: Likeness): string {
  const by = [
    ...(concepts.length === 0 ? [] : [`service ${concepts.slice(0, 2).join(', ')}`]),
    ...(words.length === 0 ? [] : [`words ${quoted(words.slice(0, 4))}`]),
  ];
  const side = item.kind === 'in' ? 'in scope' : 'out of scope';
  return `${side}, ${item.id} “${item.title}”: ${likeness.toFixed(2)}${by.length === 0 ? '' : ` by ${by.join(' and ')}`}`;
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(', ');
}
