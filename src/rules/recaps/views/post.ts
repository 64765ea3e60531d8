/** What the client reads: what was decided, who does what, what is next; and one press to say that it is right. */
import type { KnownBlock } from '@slack/types';
import { button, section, sections } from '../../../engine/blocks.ts';
import { standing } from '../../../engine/form-subject.ts';
import type { RecapWords } from '../../../engine/meeting-recap.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, formatDate, formatMoment } from '../../../language/messages.ts';
import { languages, sayToClients } from '../words.ts';
import { asClient, loadShown, meetingOf, message, nameOf, type Shown } from './parts.ts';

export const post: View<Shown | null> = {
  name: 'recap-post',
  languages,
  load: (ask, { subject }) => loadShown(ask, subject),
  pointless: (shown, _, { edition }) => (shown?.recap.data.sent?.edition === edition ? null : 'changed'),
  render: (shown, reader, { edition }) => {
    if (shown === null) return null;
    const clients = asClient(shown, reader);
    const { data } = shown.recap;
    if (data.sent === null || data.sent.edition !== edition) {
      const replaced = sayToClients(clients.language, 'replaced');
      return message([sayToClients(clients.language, 'title', meetingOf(shown, clients)), replaced]);
    }
    const { text, blocks } = drawn(shown, shown.sent, clients);
    const stand = standOf(shown, clients);
    return { text: `${text}\n${stand}`, blocks: [...blocks, section(stand), ...buttons(shown, clients)] };
  },
};

/** What was written, as the client reads it; `words` null: it is not kept any more. */
export function drawn(
  shown: Shown,
  words: RecapWords | null,
  reader: Reader,
  by = shown.recap.data.sent?.by,
): Rendered {
  const { language } = reader;
  const { data } = shown.recap;
  const isAnew = data.sent === null ? false : data.sent.isAnew;
  const title = sayToClients(language, isAnew ? 'title.anew' : 'title', meetingOf(shown, reader));
  const written = sayToClients(language, 'by', { name: nameOf(shown.names, by) });
  if (words === null) return message([title, sayToClients(language, 'gone'), written]);
  const decided = words.decided.map((line) => `• ${escapeMrkdwn(line)}`);
  const does = words.actions.map(({ what, owner, dueOn }) => {
    const date = dueOn === null ? '' : formatDate(dueOn, reader);
    const due = dueOn === null ? 'none' : 'day';
    return sayToClients(language, 'action', { name: nameOf(shown.names, owner), what: escapeMrkdwn(what), due, date });
  });
  const next = words.next === '' ? [] : words.next.split('\n').map((line) => `• ${escapeMrkdwn(line)}`);
  const nextAt =
    shown.nextAt === null ? [] : [sayToClients(language, 'next.at', { at: formatMoment(shown.nextAt, reader) })];
  const headed = (heading: string, lines: string[]) => (lines.length === 0 ? [] : [heading, ...lines]);
  const parts = [
    [title],
    headed(sayToClients(language, 'decided'), decided),
    headed(sayToClients(language, 'does'), does),
    headed(sayToClients(language, 'next'), next),
  ].filter(({ length }) => length > 0);
  const below = [...nextAt, written];
  const quiet: KnownBlock = { type: 'context', elements: [{ type: 'mrkdwn', text: below.join('\n') }] };
  return { text: [...parts.flat(), ...below].join('\n'), blocks: [...parts.flatMap(sections), quiet] };
}

/** How it stands with the client. */
function standOf({ recap, names }: Shown, reader: Reader): string {
  const { language } = reader;
  const { confirmed, kept, missing, sent } = recap.data;
  if (confirmed !== null) {
    const at = formatMoment(confirmed.at, reader);
    return sayToClients(language, 'confirmed', { name: nameOf(names, confirmed.by), at });
  }
  const [one] = missing;
  if (one !== undefined) {
    const people = { name: nameOf(names, one.by), sender: nameOf(names, sent?.by) };
    return sayToClients(language, 'missing.noted', people);
  }
  if (kept !== null) return sayToClients(language, 'kept', { name: nameOf(names, kept.by) });
  return sayToClients(language, 'ask');
}

function buttons({ recap }: Shown, { language }: Reader): KnownBlock[] {
  const { id, data } = recap;
  const subject = standing(id, data.sent?.revision ?? 0);
  const confirm = {
    ...button('recap-confirm', sayToClients(language, 'button.confirm'), subject),
    style: 'primary' as const,
  };
  const missing = button('recap-missing', sayToClients(language, 'button.missing'), subject);
  return [{ type: 'actions', elements: data.confirmed === null ? [confirm, missing] : [missing] }];
}

/** In its thread, once. */
export const reminder: View<Shown | null> = {
  name: 'recap-reminder',
  languages,
  mood: 'light',
  load: (ask, { subject }) => loadShown(ask, subject),
  pointless: (shown, _, { revision }) =>
    shown?.recap.state === 'pending' &&
    shown.recap.data.sent?.revision === revision &&
    shown.recap.data.missing.length === 0
      ? null
      : 'settled',
  render: (shown, reader) =>
    shown === null ? null : message([sayToClients(asClient(shown, reader).language, 'reminder')]),
};
