import type { ModalView } from '@slack/types';
import { plain, section } from '../../engine/blocks.ts';
import type { Ask, Deadline } from '../../engine/facts.ts';
import { field, form } from '../../engine/form.ts';
import type { Reader, Rendered, View } from '../../engine/rule.ts';
import { escapeName, formatDuration, formatInstant } from '../../language/messages.ts';
import { list } from './list.ts';
import { type Kept, type Offer, offerSchema, readPromise, replyOf, ruleName } from './record.ts';
import { type Key, say } from './words.ts';

type Named = { client: string; link: string };
type OfferFacts = Named & { offer: Offer | null; row: Kept | null };
type PromiseFacts = (Named & { row: Kept; name: string }) | null;

/** Slack's limit for the text on a button. */
const LONGEST_BUTTON = 75;

/** Offered to the writer; then what became of it. */
const offerView: View<OfferFacts> = {
  name: 'promise-offer',
  load: async (ask, data) => {
    const subject = String(data.subject);
    const offer = offerSchema.nullable().parse(await ask('slot', { rule: ruleName, subject }));
    return {
      offer,
      row: offer === null ? null : await rowOf(ask, offer, subject),
      ...(await named(ask, replyOf(subject))),
    };
  },
  render: ({ offer, row, client, link }, reader, { subject }) => {
    if (offer === null) return null;
    const values = { client: escapeName(client), due: formatInstant(offer.at, reader), link };
    if (row !== null)
      return withButtons(
        stateOf(row, values, reader),
        row.state === 'pending' ? ['undo'] : [],
        String(subject),
        reader,
      );
    if (offer.at <= reader.now) return plainly(say(reader.language, 'offer.over', values));
    return withButtons(
      say(reader.language, 'offer', values),
      ['remind', 'other', 'no'],
      String(subject),
      reader,
      values,
    );
  },
};

const warningView = promiseView('promise-warning', (facts, reader) => {
  const { row, client, link, name } = facts;
  const left = formatDuration(Math.max(0, row.dueAt - reader.now), reader.language);
  return say(reader.language, row.data.by === reader.userId ? 'warning' : 'warning.other', {
    name,
    client: escapeName(client),
    due: formatInstant(row.dueAt, reader),
    left,
    link,
  });
});

const brokenView = promiseView('promise-broken', ({ row, client, link, name }, reader) => {
  const values = { client: escapeName(client), due: formatInstant(row.dueAt, reader), link };
  if (row.data.by === reader.userId) return say(reader.language, 'broken', values);
  return say(reader.language, 'broken.other', { ...values, name });
});

/** About one promise: what to do while it is open, else how it ended. */
function promiseView(
  name: string,
  open: (facts: NonNullable<PromiseFacts>, reader: Reader) => string,
): View<PromiseFacts> {
  return {
    name,
    load: loadPromise,
    pointless: (facts) => (facts === null || isOver(facts.row) ? 'answered' : null),
    render: (facts, reader) => {
      if (facts === null) return null;
      const { row, client, link } = facts;
      const values = { client: escapeName(client), due: formatInstant(row.dueAt, reader), link };
      return isOver(row)
        ? plainly(stateOf(row, values, reader))
        : withButtons(open(facts, reader), ['done'], row.id, reader, values);
    },
  };
}

function isOver({ state, data }: Kept): boolean {
  return state === 'met' || state === 'cancelled' || data.answeredAt !== null;
}

async function loadPromise(ask: Ask, { id }: { id?: unknown }): Promise<PromiseFacts> {
  const found: Deadline | null = await ask('deadline', { id: String(id) });
  if (found === null) return null;
  const row = readPromise(found);
  const person = await ask('person', { userId: row.data.by });
  const place = { channelId: row.channelId ?? '', ts: row.data.replies.at(-1) ?? '' };
  return { row, name: escapeName(person?.name ?? '') || `<@${row.data.by}>`, ...(await named(ask, place)) };
}

/** The promise that an offer became. */
async function rowOf(ask: Ask, offer: Offer, subject: string): Promise<Kept | null> {
  const { ts } = replyOf(subject);
  const rows = await ask('deadlines', { rule: ruleName, subjects: [offer.about], channelIds: [] });
  const ours = rows.map(readPromise).filter(({ data }) => data.by === offer.by && data.replies.includes(ts));
  return ours.find(({ data }) => data.how !== 'taken-back') ?? null;
}

async function named(ask: Ask, place: { channelId: string; ts: string }): Promise<Named> {
  const channel = await ask('channel', { channelId: place.channelId });
  const agreement = channel?.clientId ? await ask('agreement', { clientId: channel.clientId }) : null;
  return { client: agreement?.client.name ?? channel?.name ?? '', link: await ask('link', place) };
}

type Values = { client: string; due: string; link: string };

function stateOf(row: Kept, values: Values, reader: Reader): string {
  const { state, data, dueAt } = row;
  const due = formatInstant(dueAt, reader);
  const at = data.answeredAt === null ? '' : formatInstant(data.answeredAt, reader);
  const late = data.answeredAt === null ? '' : formatDuration(Math.max(0, data.answeredAt - dueAt), reader.language);
  const key = state === 'breached' ? (data.answeredAt === null ? 'state.broken' : 'state.late') : `state.${state}`;
  return say(reader.language, key as Key, { ...values, due, at, late });
}

type Press = 'remind' | 'other' | 'no' | 'undo' | 'done';

function withButtons(text: string, presses: Press[], value: string, reader: Reader, values?: Values): Rendered {
  if (presses.length === 0) return plainly(text);
  const elements = presses.map((press) => ({
    type: 'button' as const,
    action_id: `promise-${press}`,
    text: plain(
      say(reader.language, `button.${press}` satisfies Key, { due: values?.due ?? '' }).slice(0, LONGEST_BUTTON),
    ),
    value,
    ...(press === 'remind' ? { style: 'primary' as const } : {}),
  }));
  return { text, blocks: [section(text), { type: 'actions', elements }] };
}

/** The form *Another time…*. */
const timeForm: View<Offer | null> = {
  name: 'promise-time',
  load: async (ask, { subject }) =>
    offerSchema.nullable().parse(await ask('slot', { rule: ruleName, subject: String(subject) })),
  render: () => null,
  form: (offer, { language }, { subject }): ModalView => {
    const words = {
      title: say(language, 'form.title'),
      submit: say(language, 'form.save'),
      close: say(language, 'form.cancel'),
    };
    const at = offer === null ? {} : { initial_date_time: Math.floor(offer.at / 1000) };
    return form('promise-time', String(subject), words, [
      section(say(language, 'form.about')),
      field('at', say(language, 'form.at'), { type: 'datetimepicker', ...at }),
    ]);
  },
};

/** The private word to whoever pressed. */
const answerView: View<null> = {
  name: 'promise-answer',
  load: () => Promise.resolve(null),
  render: (_, reader, { what, at }) =>
    plainly(
      say(reader.language, `answer.${what}` as Key, { due: typeof at === 'number' ? formatInstant(at, reader) : '' }),
    ),
};

export const views: readonly View[] = [offerView, warningView, brokenView, timeForm, answerView, list] as View[];

function plainly(text: string): Rendered {
  return { text, blocks: [section(text)] };
}
