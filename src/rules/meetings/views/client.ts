/** What the client reads: when and where it is, what it is for, and how to add to it. */
import { zoneOfClient } from '../../../agreement/client-zone.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, formatMoment } from '../../../language/messages.ts';
import { nextOf } from '../planning.ts';
import { languages, sayToClients } from '../words.ts';
import { loadShown, message, type Shown, titleOf } from './shown.ts';

export const shared: View<Shown | null> = {
  name: 'meeting-shared',
  languages,
  load: (ask, { subject }) => loadShown(ask, subject),
  pointless: (shown) => (shown === null || shown.row.state !== 'pending' ? 'over' : null),
  render: (shown, reader) => (shown === null ? null : message(linesOf(shown, atClients(shown, reader)))),
};

/** All of them read it on the client's own clocks. */
const atClients = ({ agreement }: Shown, reader: Reader): Reader => ({ ...reader, timeZone: zoneOfClient(agreement) });

function linesOf(shown: Shown, reader: Reader): string[] {
  const { row, agreement, meeting, words } = shown;
  const { language } = reader;
  const values = { title: titleOf(shown), at: formatMoment(row.dueAt, reader) };
  if (row.data.cancelledBy !== null) {
    const next = nextOf(agreement, row.data.meeting, row.dueAt);
    return [
      sayToClients(language, 'title.cancelled', values),
      ...(next === null ? [] : [sayToClients(language, 'next', { at: formatMoment(next.at, reader) })]),
    ];
  }
  return [
    sayToClients(language, 'title', values),
    ...(meeting?.place === undefined ? [] : [sayToClients(language, 'place', { place: escapeMrkdwn(meeting.place) })]),
    words === null ? sayToClients(language, 'gone') : escapeMrkdwn(words),
    sayToClients(language, 'ask'),
  ];
}
