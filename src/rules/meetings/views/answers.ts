/** The private word to whoever pressed, and what comes in the next four weeks. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { meetingsBetween, rhythmOf } from '../../../agreement/rhythm.ts';
import type { View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName, formatDate } from '../../../language/messages.ts';
import { type Kept, readKept, ruleName, subjectOf } from '../record.ts';
import { type Key, say } from '../words.ts';
import { at, loadShown, message, type Shown, titleOf } from './shown.ts';

const SHOWN = 28 * 86_400_000;

export const said: View<Shown | null> = {
  name: 'meeting-said',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: (shown, reader, { what }) => {
    const values = shown === null ? {} : { title: titleOf(shown), at: at(shown.row.dueAt, reader) };
    return message([say(reader.language, `said.${String(what)}` as Key, values)]);
  },
};

export const list: View<{ agreement: Agreement; rows: Kept[] } | null> = {
  name: 'meetings-list',
  load: async (ask, { clientId }, { now }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    if (agreement === null) return null;
    const rows = await ask('deadlinesOfClients', { rule: ruleName, clientIds: [agreement.id], breachedSince: now });
    return { agreement, rows: rows.map(readKept) };
  },
  render: (facts, reader) => {
    const { language, now } = reader;
    if (facts === null) return message([say(language, 'said.which')]);
    const { agreement, rows } = facts;
    const client = escapeName(agreement.client.name);
    if (rhythmOf(agreement).meetings.length === 0) return message([say(language, 'list.empty', { client })]);
    const coming = meetingsBetween(agreement, now, now + SHOWN);
    if (coming.length === 0) return message([say(language, 'list.none', { client })]);
    const lines = coming.map(({ meeting, date, plannedFor, at: begins }) => {
      const subject = subjectOf(agreement.id, { meeting: meeting.id, plannedFor });
      const isOff = rows.some((row) => row.subject === subject && row.data.cancelledBy !== null);
      const state = isOff ? 'cancelled' : date === plannedFor ? 'planned' : 'moved';
      const planned = formatDate(plannedFor, reader);
      return say(language, 'list.line', { at: at(begins, reader), title: escapeName(meeting.title), state, planned });
    });
    return message([
      say(language, 'list.title', { client }),
      ...lines,
      say(language, 'list.zone', { zone: escapeMrkdwn(reader.timeZone) }),
    ]);
  },
};
