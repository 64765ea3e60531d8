/** The forms in which a statement of work is pasted and what was found in it confirmed; and the word that it is done. */
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { scopeOf } from '../../../agreement/scope-list.ts';
import type { Unread } from '../../../agreement/statement/read-statement.ts';
import { button, plain, section, sections } from '../../../engine/blocks.ts';
import { readClientSubject, versionSubject } from '../../../engine/client-subject.ts';
import type { Ask } from '../../../engine/facts.ts';
import { readFormSubject } from '../../../engine/form-subject.ts';
import { placeOfPasted } from '../../../engine/kept-place.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { foundIn, longestPart, parts, type Shown, unreadKeys } from '../import.ts';
import { say } from '../words.ts';
import { message, moneyText } from './parts.ts';

const longestHint = 150;
/** In letters of the lines that were not read, and of one of them. */
const longestUnread = 2500;
const longestLine = 120;

type PasteFacts = { agreement: Agreement } | null;

export const importForm: View<PasteFacts> = {
  name: 'scope-import',
  load: async (ask, { subject }) => {
    const agreement = await agreementOf(ask, subject);
    return agreement === null ? null : { agreement };
  },
  render: () => null,
  form: (facts, { language }, { subject }): ModalView => ({
    type: 'modal',
    callback_id: 'scope-import',
    private_metadata: String(subject),
    title: plain(say(language, 'import.title')),
    submit: plain(say(language, 'import.read')),
    close: plain(say(language, 'form.cancel')),
    blocks: [
      section(say(language, 'import.about', { client: escapeName(facts?.agreement.client.name ?? '') })),
      ...parts.map(
        (part, index): InputBlock => ({
          type: 'input',
          block_id: part,
          optional: index > 0,
          label: plain(say(language, index === 0 ? 'import.text' : 'import.more-text')),
          ...(index === 0 ? { hint: plain(say(language, 'import.text-hint')) } : {}),
          element: { type: 'plain_text_input', action_id: part, multiline: true, max_length: longestPart },
        }),
      ),
    ],
  }),
};

type ConfirmFacts = { agreement: Agreement; found: ReturnType<typeof foundIn> } | null;

export const confirmView: View<ConfirmFacts> = {
  name: 'scope-import-confirm',
  load: async (ask, { subject }, { userId }) => {
    const agreement = await agreementOf(ask, subject);
    const at = readFormSubject(String(subject)).stood;
    if (agreement === null || userId === null || at === null) return null;
    const [channel] = await ask('channelsOf', { clientId: agreement.id });
    const text = await ask('words', { channelId: channel?.id ?? '', ts: placeOfPasted(userId, at) });
    return { agreement, found: foundIn(text ?? '', scopeOf(agreement).items) };
  },
  render: () => null,
  form: (facts, reader, { subject, isChanged }): ModalView => {
    const { language } = reader;
    const { shown = [], more = [], unread = [] } = facts?.found ?? {};
    const kinds = (['in', 'out'] as const).flatMap((kind) => {
      const rows = shown.flatMap((one, index) => (one.kind === kind ? [rowOf(one, index, reader)] : []));
      return rows.length === 0 ? [] : [section(say(language, `list.${kind}`)), ...rows];
    });
    const count = shown.length + more.length;
    const inside = [...shown, ...more].filter(({ kind }) => kind === 'in').length;
    const client = escapeName(facts?.agreement.client.name ?? '');
    const about = say(language, 'import.found', { client, count, inside, outside: count - inside });
    return {
      type: 'modal',
      callback_id: 'scope-import-confirm',
      private_metadata: String(subject),
      title: plain(say(language, 'import.title')),
      submit: plain(say(language, 'edit.save')),
      close: plain(say(language, 'form.cancel')),
      blocks: [
        ...(isChanged === true ? [section(say(language, 'import.changed'))] : []),
        section(about),
        ...kinds,
        ...(more.length === 0
          ? []
          : [section(say(language, 'import.rest', { count: more.length, line: more[0]?.line ?? 0 }))]),
        ...unreadBlocks(unread, reader),
      ],
    };
  },
};

function rowOf(one: Shown, index: number, reader: Reader): InputBlock {
  const { language } = reader;
  const { title, allowance, price, description, known, alike, kind } = one;
  const money = price === undefined ? [] : [moneyOf(price, reader)];
  const options = (['in', 'out', 'skip'] as const).map((value) => ({
    text: plain(value === 'skip' ? say(language, 'import.skip') : say(language, `edit.side.${value}`)),
    value,
  }));
  const chosen = options.find(({ value }) => value === (known === null ? kind : 'skip'));
  const there = known ?? alike;
  const isThere =
    there === null
      ? []
      : [say(language, known === null ? 'import.alike' : 'import.known', { id: there.id, side: there.kind })];
  const hint = [...isThere, short(description ?? '', longestHint)].filter(Boolean).join(' ');
  return {
    type: 'input',
    block_id: `item-${index}`,
    label: plain([title, ...(allowance === undefined ? [] : [allowance]), ...money].join(' · ')),
    ...(hint === '' ? {} : { hint: plain(hint) }),
    element: {
      type: 'static_select',
      action_id: `item-${index}`,
      options,
      ...(chosen && { initial_option: chosen }),
    },
  };
}

function moneyOf({ amount, currency, per }: NonNullable<Shown['price']>, reader: Reader): string {
  const money = moneyText(Math.round(amount * 100), currency, reader);
  return per === undefined ? money : say(reader.language, 'import.per', { money, per });
}

/** What was not understood is shown: it may matter, and is nowhere else once this is put into force. */
function unreadBlocks(unread: readonly Unread[], { language }: Reader): KnownBlock[] {
  if (unread.length === 0) return [];
  const lines = unread.map(({ line, text, because }) => {
    const key = unreadKeys[because];
    const why = key === undefined ? '' : ` (${say(language, key)})`;
    return `${line}: ${escapeMrkdwn(short(text, longestLine))}${why}`;
  });
  let length = 0;
  const end = lines.findIndex((line) => {
    length += line.length;
    return length > longestUnread;
  });
  const shown = end < 0 ? lines : lines.slice(0, end);
  const left = lines.length - shown.length;
  const more = left === 0 ? [] : [say(language, 'list.more', { count: left })];
  return sections([say(language, 'import.unread', { count: unread.length }), ...shown, ...more]);
}

type DoneFacts = { agreement: Agreement } | null;

export const importedView: View<DoneFacts> = {
  name: 'scope-imported',
  load: async (ask, { clientId }) => {
    const agreement = await ask('agreement', { clientId: String(clientId) });
    return agreement === null ? null : { agreement };
  },
  render: (facts, { language }, { count, version }) => {
    if (facts === null) return null;
    const { agreement } = facts;
    const values = {
      client: escapeName(agreement.client.name),
      id: agreement.id,
      count: Number(count),
      version: Number(version),
    };
    const undo = button(
      'scope-import-undo',
      say(language, 'button.back'),
      versionSubject(agreement.id, Number(version)),
    );
    return message([say(language, 'import.done', values)], { type: 'actions', elements: [undo] });
  },
};

async function agreementOf(ask: Ask, subject: unknown): Promise<Agreement | null> {
  const named = readClientSubject(readFormSubject(String(subject)).about);
  return named === null ? null : ask('agreement', { clientId: named.clientId });
}

function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
