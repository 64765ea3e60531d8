/** What the owner has the business day before: the meeting, what is open with this client, and what they can do about it. */
import type { KnownBlock } from '@slack/types';
import { button, plain } from '../../../engine/blocks.ts';
import type { ChangeOrder } from '../../../engine/change-order.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Incident } from '../../../engine/incident.ts';
import { dueOf, type OpenQuestion, openQuestions } from '../../../engine/open-questions.ts';
import type { Reader, Rendered, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { nextOf } from '../planning.ts';
import { sharedKey } from '../record.ts';
import { say } from '../words.ts';
import { at, loadShown, message, nameOf, type Shown, titleOf } from './shown.ts';

const MOST_QUESTIONS = 5;
const MOST_OTHERS = 3;
/** Emergencies of so long ago still want a word. */
const FRESH = 14 * 86_400_000;
/** Of whose deadlines it is said when an answer is due. */
const keepers = [{ name: 'response-window' }];

type Open = {
  questions: (OpenQuestion & { name: string })[];
  more: number;
  orders: (ChangeOrder & { link: string | null })[];
  incidents: Incident[];
};
type AgendaFacts = (Shown & { open: Open; sharedBy: string; cancelledBy: string; link: string | null }) | null;

export const agenda: View<AgendaFacts> = {
  name: 'meeting-agenda',
  load: async (ask, { subject }, reader) => {
    const shown = await loadShown(ask, subject);
    if (shown === null) return null;
    const { data } = shown.row;
    const stands = await ask('standsAt', { key: sharedKey(shown.row.subject) });
    return {
      ...shown,
      open: await loadOpen(ask, data.clientId, reader.now),
      sharedBy: await nameOf(ask, data.shared?.by ?? null),
      cancelledBy: await nameOf(ask, data.cancelledBy),
      link: stands === null ? null : await ask('link', stands),
    };
  },
  pointless: (facts) => (facts === null || facts.row.state !== 'pending' ? 'over' : null),
  render: (facts, reader) => (facts === null ? null : drawn(facts, reader)),
};

async function loadOpen(ask: Ask, clientId: string, now: number): Promise<Open> {
  const waiting = await openQuestions(ask, keepers, [clientId]);
  const questions = [];
  for (const one of waiting.slice(0, MOST_QUESTIONS))
    questions.push({ ...one, name: await nameOf(ask, one.conversation.asker) });
  const sent = (await ask('changeOrdersOf', { clientId })).filter(({ state }) => state === 'sent');
  const orders = [];
  for (const one of sent.slice(0, MOST_OTHERS)) orders.push({ ...one, link: await linkOf(ask, one) });
  const incidents = (await ask('incidentsOf', { clientId, most: MOST_OTHERS })).filter(
    ({ isDrill, raisedAt, how }) => !isDrill && how !== 'false-alarm' && now - raisedAt < FRESH,
  );
  return { questions, more: Math.max(0, waiting.length - MOST_QUESTIONS), orders, incidents };
}

async function linkOf(ask: Ask, { id }: ChangeOrder): Promise<string | null> {
  const stands = await ask('standsAt', { key: `orders:offer:${id}` });
  return stands === null ? null : ask('link', stands);
}

function drawn(facts: NonNullable<AgendaFacts>, reader: Reader): Rendered {
  const { row, agreement, meeting, open, link } = facts;
  const { language } = reader;
  const values = { title: titleOf(facts), client: escapeName(agreement.client.name), at: at(row.dueAt, reader) };
  if (row.state !== 'pending') return message([say(language, 'agenda.over', values)]);
  const title = say(language, 'agenda.title', values);
  if (row.data.cancelledBy !== null) {
    const next = nextOf(agreement, row.data.meeting, row.dueAt);
    const off = { name: facts.cancelledBy, next: next === null ? 'none' : at(next.at, reader) };
    return message([title, say(language, 'agenda.cancelled', off)], buttons(facts, reader));
  }
  const place =
    meeting?.place === undefined ? [] : [say(language, 'agenda.place', { place: escapeMrkdwn(meeting.place) })];
  const lines = openLines(open, reader);
  const shared =
    row.data.shared === null
      ? []
      : [
          say(language, link === null ? 'agenda.shared-waiting' : 'agenda.shared', {
            name: facts.sharedBy,
            link: link ?? '',
          }),
        ];
  const body =
    lines.length > 0
      ? [say(language, 'agenda.open'), ...lines]
      : shared.length > 0
        ? []
        : [say(language, 'agenda.nothing')];
  return message([title, ...place, ...body, ...shared], buttons(facts, reader));
}

function openLines({ questions, more, orders, incidents }: Open, reader: Reader): string[] {
  const { language } = reader;
  const asked = questions.map((one) => {
    const due = dueOf(one);
    return say(language, 'agenda.question', {
      link: one.link,
      name: one.name,
      due: due === null ? 'none' : at(due, reader),
    });
  });
  const offered = orders.map(({ link, sentAt }) => {
    const since = at(sentAt ?? reader.now, reader);
    return link === null
      ? say(language, 'agenda.order-plain', { since })
      : say(language, 'agenda.order', { link, since });
  });
  const emergencies = incidents.map(({ number, raisedAt, state }) =>
    say(language, 'agenda.incident', { number: number ?? 0, at: at(raisedAt, reader), state }),
  );
  return [
    ...emergencies,
    ...asked,
    ...(more > 0 ? [say(language, 'agenda.questions-more', { count: more })] : []),
    ...offered,
  ];
}

function buttons({ row }: Shown, { language }: Reader): KnownBlock[] {
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
        { ...button('meeting-share', share, row.id), style: 'primary' as const },
        { ...button('meeting-cancel', say(language, 'button.cancel'), row.id), confirm: sure },
      ],
    },
  ];
}
