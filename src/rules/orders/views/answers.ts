/** The private word to whoever pressed or asked: on the client's side in their words, for staff in ours. */

import type { Agreement } from '../../../agreement/agreement.ts';
import { button, section } from '../../../engine/blocks.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { type ClientKey, type Key, say, sayToClients } from '../words.ts';
import { lineBlocks } from './list.ts';
import { dayOf, decidersText, loadShown, message, nameOf, type Shown, titleOf, untilText } from './parts.ts';

const forStaff = [
  'which',
  'not-yours',
  'gone',
  'unknown-item',
  'no-channel',
  'not-active',
  'nobody-decides',
  'offered-already',
  'clients-to-decide',
  'put-already',
  'put',
  'not-open',
  'withdrawn',
  'reminding',
  'thrown-away',
] as const;
const forClients = [
  'accepted',
  'declined',
  'already',
  'not-decider',
  'expired',
  'void',
  'gone',
  'not-now',
  'not-as-sent',
  'again',
] as const;

export const said: View<Shown | null> = {
  name: 'order-said',
  load: async (ask, { order }) => (order === undefined ? null : loadShown(ask, order)),
  render: (shown, reader, { what }) => {
    const ours = forStaff.find((one) => one === what);
    const theirs = forClients.find((one) => one === what);
    if (what === 'stranger') return message([section(sayToClients(reader.language, 'decisions.stranger'))]);
    if (ours !== undefined && (reader.side === 'staff' || theirs === undefined)) return toStaff(ours, shown, reader);
    return theirs === undefined ? null : toClient(theirs, shown, reader);
  },
};

function toStaff(key: Key, shown: Shown | null, reader: Reader): Rendered {
  const { language } = reader;
  const who = shown === null ? '' : decidersText(shown.agreement, shown.names, language);
  const text = section(say(language, key, { who, version: shown?.agreement.version ?? 1 }));
  return message(
    key === 'offered-already' && shown !== null ? [text, ...lineBlocks(shown.order, shown, reader)] : [text],
  );
}

function toClient(what: (typeof forClients)[number], shown: Shown | null, reader: Reader): Rendered {
  const { language } = reader;
  const key: ClientKey = `said.${what}`;
  if (shown === null) return message([section(sayToClients(language, 'said.gone'))]);
  const { order, agreement, names } = shown;
  const values = {
    title: titleOf(order),
    author: nameOf(names, order.author),
    name: order.decidedBy === null ? '' : nameOf(names, order.decidedBy),
    date: dateIn(what, shown, reader, agreement),
    who: decidersText(agreement, names, language),
    state: order.state,
  };
  const again = button('order-again', sayToClients(language, 'button.again'), order.id);
  const more = what === 'expired' ? [{ type: 'actions' as const, elements: [again] }] : [];
  return message([section(sayToClients(language, key, values)), ...more]);
}

function dateIn(what: string, { order }: Shown, reader: Reader, agreement: Agreement): string {
  return what === 'already' ? dayOf(order.decidedAt, agreement, reader) : untilText(order, agreement, reader);
}
