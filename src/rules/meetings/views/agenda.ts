/** What the owner has the business day before: the meeting, what is open with this client, and what they can do about it. */
import type { KnownBlock } from '@slack/types';
import { button, plain, sections } from '../../../engine/blocks.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { nextOf } from '../planning.ts';
import { type Kept, sharedKey } from '../record.ts';
import { say } from '../words.ts';
import { lastTimeParts, loadOpen, type Open, openLines, pointLines } from './open.ts';
import { at, loadShown, message, nameOf, type Shown, titleOf } from './shown.ts';

type AgendaFacts = (Shown & { open: Open; sharedBy: string; cancelledBy: string; link: string | null }) | null;

export const agenda: View<AgendaFacts> = {
  name: 'meeting-agenda',
  load: async (ask, { subject }, reader) => {
    const shown = await loadShown(ask, subject);
    if (shown === null) return null;
    const { data } = shown.row;
    const stands = await ask('standsAt', { key: sharedKey(shown.row) });
    return {
      ...shown,
      open: await loadOpen(ask, shown.row, shown.agreement, reader.now),
      sharedBy: await nameOf(ask, data.shared?.by ?? null),
      cancelledBy: await nameOf(ask, data.cancelledBy),
      link: stands === null ? null : await ask('link', stands),
    };
  },
  pointless: (facts) => (facts === null || facts.row.state !== 'pending' ? 'over' : null),
  render: (facts, reader) => (facts === null ? null : drawn(facts, reader)),
};

function drawn(facts: NonNullable<AgendaFacts>, reader: Reader): Rendered {
  const { row, agreement, meeting, open, link } = facts;
  const { language } = reader;
  const values = { title: titleOf(facts), client: escapeName(agreement.client.name), at: at(row.dueAt, reader) };
  if (row.state !== 'pending') return message([say(language, 'agenda.over', values)]);
  const title = say(language, 'agenda.title', values);
  if (row.data.cancelledBy !== null) {
    const next = nextOf(agreement, row.data.meeting, row.dueAt);
    const off = { name: facts.cancelledBy, next: next === null ? 'none' : at(next.at, reader) };
    const points = pointLines(open, reader, true);
    return message([title, say(language, 'agenda.cancelled', off), ...points], buttons(facts, reader));
  }
  const place =
    meeting?.place === undefined ? [] : [say(language, 'agenda.place', { place: escapeMrkdwn(meeting.place) })];
  const lines = openLines(open, reader);
  const more = [...lastTimeParts(open, reader), pointLines(open, reader, false)];
  const shared =
    row.data.shared === null
      ? []
      : [
          say(language, sharedAs(row, link), {
            name: facts.sharedBy,
            link: link ?? '',
          }),
        ];
  const isIdle = lines.length + shared.length + more.flat().length === 0;
  const body =
    lines.length > 0 ? [say(language, 'agenda.open'), ...lines] : !isIdle ? [] : [say(language, 'agenda.nothing')];
  const way = meeting?.kind === 'visit' ? [say(language, 'agenda.visit')] : [];
  return parted([[title, ...place, ...way], body, ...more, shared], buttons(facts, reader, isIdle));
}

/** Each part apart from the next. */
function parted(parts: string[][], blocks: KnownBlock[]): Rendered {
  return { text: parts.flat().join('\n'), blocks: [...parts.flatMap(sections), ...blocks] };
}

const sharedAs = ({ data }: Kept, link: string | null) =>
  data.shared?.isLost ? 'agenda.lost' : link === null ? 'agenda.shared-waiting' : 'agenda.shared';

/** `isIdle`: nothing is open, so that leaving it out is what is suggested. */
function buttons({ row }: Shown, { language }: Reader, isIdle = false): KnownBlock[] {
  if (row.data.cancelledBy !== null)
    return [{ type: 'actions', elements: [button('meeting-restore', say(language, 'button.restore'), row.id)] }];
  const sure = {
    title: plain(say(language, 'sure.title')),
    text: plain(say(language, 'sure.text')),
    confirm: plain(say(language, 'sure.yes')),
    deny: plain(say(language, 'sure.no')),
  };
  const share = say(language, row.data.shared === null ? 'button.share' : 'button.edit');
  return [
    {
      type: 'actions',
      elements: [
        { ...button('meeting-share', share, row.id), ...(isIdle ? {} : { style: 'primary' as const }) },
        {
          ...button('meeting-cancel', say(language, 'button.cancel'), row.id),
          ...(isIdle ? { style: 'primary' as const } : {}),
          confirm: sure,
        },
      ],
    },
  ];
}

/** On the day of a visit, with time left to get there. */
export const morning: View<Shown | null> = {
  name: 'meeting-morning',
  load: (ask, { subject }) => loadShown(ask, subject),
  pointless: (shown) => (shown?.row.state === 'pending' && shown.row.data.cancelledBy === null ? null : 'over'),
  render: (shown, reader) => {
    if (shown === null) return null;
    const { row, agreement, meeting } = shown;
    const values = { title: titleOf(shown), client: escapeName(agreement.client.name), at: at(row.dueAt, reader) };
    if (row.data.cancelledBy !== null) return message([say(reader.language, 'morning.cancelled', values)]);
    const place = escapeMrkdwn(meeting?.place ?? '');
    return message([
      say(reader.language, 'agenda.title', values),
      ...(place === '' ? [] : [say(reader.language, 'agenda.place', { place })]),
      say(reader.language, 'morning.way'),
    ]);
  },
};

/** What somebody shared could not be posted where the client reads. */
export const lost: View<Shown | null> = {
  name: 'meeting-lost',
  load: (ask, { subject }) => loadShown(ask, subject),
  pointless: (shown) => (shown?.row.data.shared?.isLost ? null : 'over'),
  render: (shown, reader) => {
    if (shown === null) return null;
    const { language } = reader;
    const client = escapeName(shown.agreement.client.name);
    const line = say(language, 'lost.text', { title: titleOf(shown), client, at: at(shown.row.dueAt, reader) });
    const again = button('meeting-share', say(language, 'button.edit'), shown.row.id);
    return message([line], shown.row.data.shared?.isLost ? [{ type: 'actions', elements: [again] }] : []);
  },
};
