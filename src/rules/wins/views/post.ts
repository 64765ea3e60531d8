/** What both sides read of a win: whose it is, what it is, and who made it. */
import type { View } from '../../../engine/rule.ts';
import { LONGEST_WIN } from '../../../engine/win.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { sayWording } from '../../../language/wordings.ts';
import { languages, sayToClients } from '../words.ts';
import { context, loadShown, message, nameOf, namesOf, quoted, type Shown } from './shown.ts';

export const post: View<Shown | null> = {
  name: 'win-post',
  languages,
  mood: 'festive',
  load: (ask, { win }) => loadShown(ask, win),
  pointless: (shown) => (shown === null || shown.win.state !== 'posted' ? 'over' : null),
  render: (shown, { language }) => {
    if (shown === null) return null;
    const { win, agreement, words, named } = shown;
    const of = { client: escapeName(agreement.client.name), agency: escapeName(shown.agency) };
    const title = sayToClients(language, win.whose === 'client' ? 'title.client' : 'title.ours', of);
    const thanks =
      named.length === 0 ? [] : [sayToClients(language, 'thanks', { names: namesOf(shown, named, language) })];
    const link = words?.link == null ? [] : [sayToClients(language, 'link', { link: escapeMrkdwn(words.link) })];
    const opening = win.wording === null ? [] : [sayWording(language, win.wording)];
    const raised = raisedOf(shown, language);
    return message(
      [title, ...opening, saidOf(shown, language), ...thanks, ...link],
      raised === null ? [] : [context(raised)],
    );
  },
};

/** What it is, in the words that are kept of it; else where it was said. */
function saidOf({ words, messageLink, author, names }: Shown, language: string): string {
  if (words !== null) return quoted(words.what, LONGEST_WIN);
  if (messageLink === null) return sayToClients(language, 'gone');
  return sayToClients(language, 'message', { link: messageLink, name: author === null ? '' : nameOf(names, author) });
}

function raisedOf({ win, names, messageLink, isRaiserNamed }: Shown, language: string): string | null {
  if (!isRaiserNamed) return messageLink === null ? null : sayToClients(language, 'where', { link: messageLink });
  const name = nameOf(names, win.raisedBy);
  return messageLink === null
    ? sayToClients(language, 'raised', { name })
    : sayToClients(language, 'raised-message', { name, link: messageLink });
}
