/** What staff are told in their own messages. */
import type { View } from '../../../engine/rule.ts';
import { escapeName, quoteWords } from '../../../language/messages.ts';
import { say } from '../words.ts';
import { loadShown, message, nameOf, type Shown } from './parts.ts';

const LONGEST_QUOTE = 2000;

/** Somebody of the client says that it was not handled well; drawn again it says what they wrote, or that they changed it. */
export const notQuite: View<Shown | null> = {
  name: 'review-not-quite',
  load: (ask, { incident }) => loadShown(ask, incident),
  pointless: (shown, _, { by }) => (answerOf(shown, by) === 'not-quite' ? null : 'changed'),
  render: (shown, { language }, { by }) => {
    if (shown === null) return null;
    const { agreement, incident, names, better } = shown;
    const person = String(by);
    const values = {
      name: nameOf(names, person),
      client: escapeName(agreement.client.name),
      number: incident.number ?? 0,
    };
    const answer = answerOf(shown, person);
    if (answer !== 'not-quite')
      return message([say(language, answer === 'yes' ? 'not-quite.now-yes' : 'not-quite.reopened', values)]);
    const words = better.get(person);
    const quote = words == null ? '' : quoteWords(words, LONGEST_QUOTE, (id) => names.get(id));
    return message([
      say(language, 'not-quite', values),
      ...(quote === '' ? [] : [quote]),
      say(language, 'not-quite.how', values),
    ]);
  },
};

function answerOf(shown: Shown | null, by: unknown) {
  return shown?.review.answers.find((one) => one.by === by)?.answer ?? null;
}
