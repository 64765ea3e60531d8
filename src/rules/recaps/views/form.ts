/** The forms: what came of a meeting, how the client would read it, and what they miss. Field names are action ids. */
import type { KnownBlock, ModalView } from '@slack/types';
import { button, sections } from '../../../engine/blocks.ts';
import { field, form as framed } from '../../../engine/form.ts';
import { standing } from '../../../engine/form-subject.ts';
import type { RecapAction } from '../../../engine/meeting-recap.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { LONGEST_LINE, LONGEST_MISSING, LONGEST_NEXT, MOST_ACTIONS, MOST_DECIDED } from '../record.ts';
import { isForClients, type Key, say, sayToClients } from '../words.ts';
import { asClient, loadShown, meetingOf, type Shown } from './parts.ts';
import { drawn } from './post.ts';

const FIRST_ROWS = 3;
/** Ten lines of the longest, and what stands between them. */
const LONGEST_TEXT = 3000;

export const form: View<Shown | null> = {
  name: 'recap-form',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: () => null,
  form: (shown, reader, { rows, stood }): ModalView => {
    const { language } = reader;
    if (shown === null) return overForm(say(language, 'said.gone'), language);
    const { recap, agreement, draft, sent } = shown;
    const words = draft ?? sent;
    const actions = words?.actions ?? [];
    const count = Math.min(MOST_ACTIONS, Math.max(Number(rows ?? FIRST_ROWS), actions.length + 1));
    const subject = standing(recap.id, Number(stood ?? recap.data.revision));
    const named = new Intl.DisplayNames([language], { type: 'language' }).of(agreement.client.language);
    const theirs = named ?? agreement.client.language;
    const more = button('recap-rows', say(language, 'button.rows'), subject);
    return framed('recap', subject, wordsOf('form', language), [
      ...sections([say(language, 'form.about', meetingOf(shown, reader))]),
      field('decided', say(language, 'form.decided'), text(words?.decided.join('\n') ?? '', LONGEST_TEXT, true), {
        hint: say(language, 'form.decided.hint', { language: theirs, most: MOST_DECIDED }),
        optional: true,
      }),
      ...Array.from({ length: count }, (_, index) => row(index + 1, actions[index], language)).flat(),
      ...(count < MOST_ACTIONS ? [{ type: 'actions' as const, elements: [more] }] : []),
      field('next', say(language, 'form.next'), text(words?.next ?? '', LONGEST_NEXT, true), {
        hint: say(language, 'form.next.hint'),
        optional: true,
      }),
    ]);
  },
};

function row(number: number, action: RecapAction | undefined, language: string): KnownBlock[] {
  const optional = { optional: true };
  const who = action === undefined ? {} : { initial_user: action.owner };
  const when = action?.dueOn == null ? {} : { initial_date: action.dueOn };
  return [
    field(
      `what-${number}`,
      say(language, 'form.what', { row: number }),
      text(action?.what ?? '', LONGEST_LINE),
      optional,
    ),
    field(`who-${number}`, say(language, 'form.who'), { type: 'users_select', ...who }, optional),
    field(`when-${number}`, say(language, 'form.when'), { type: 'datepicker', ...when }, optional),
  ];
}

function text(now: string, most: number, multiline = false) {
  const initial = now === '' ? {} : { initial_value: now.slice(0, most) };
  return { type: 'plain_text_input' as const, multiline, max_length: most, ...initial };
}

const wordsOf = (name: 'form' | 'preview', language: string) => ({
  title: say(language, `${name}.title` satisfies Key),
  submit: say(language, `${name}.submit` satisfies Key),
  close: say(language, 'form.close'),
});

type Previewed = { shown: Shown; sender: string | null } | null;

export const preview: View<Previewed> = {
  name: 'recap-preview',
  load: async (ask, { subject }, { userId }) => {
    const shown = await loadShown(ask, subject, userId === null ? [] : [userId]);
    return shown === null ? null : { shown, sender: userId };
  },
  render: () => null,
  form: (facts, reader): ModalView => {
    const { language } = reader;
    if (facts?.shown.draft == null) return overForm(say(language, 'said.nothing-written'), language);
    const { shown, sender } = facts;
    const { recap, channel, draft } = shown;
    const { sent, confirmed, kept } = recap.data;
    const about =
      sent === null
        ? 'preview.about'
        : confirmed === null && kept === null
          ? 'preview.about-again'
          : 'preview.about-anew';
    const where = { channel: channel === null ? '' : `<#${channel.slackChannelId}>` };
    return framed('recap-preview', standing(recap.id, recap.data.revision), wordsOf('preview', language), [
      { type: 'context', elements: [{ type: 'mrkdwn', text: say(language, about, where) }] },
      ...drawn(shown, draft, asClient(shown, reader), sender ?? undefined).blocks,
    ]);
  },
};

export const missingForm: View<Shown | null> = {
  name: 'recap-missing-form',
  load: (ask, { subject }) => loadShown(ask, subject),
  render: () => null,
  form: (shown, { language }): ModalView => {
    if (shown === null) return overForm(sayToClients(language, 'said.gone'), language, 'client');
    const { id, data } = shown.recap;
    const words = {
      title: sayToClients(language, 'form.title'),
      submit: sayToClients(language, 'form.submit'),
      close: sayToClients(language, 'form.close'),
    };
    return framed('recap-missing', standing(id, data.sent?.revision ?? 0), words, [
      field('missing', sayToClients(language, 'form.what'), text('', LONGEST_MISSING, true), {
        hint: sayToClients(language, 'form.hint'),
      }),
    ]);
  },
};

/** How it ended, in a form's place. */
export const over: View<null> = {
  name: 'recap-over',
  load: () => Promise.resolve(null),
  render: () => null,
  form: (_, reader, { what }): ModalView => overForm(saidText(String(what), reader), reader.language, reader.side),
};

/** What is said privately; clients read their own words. */
export function saidText(what: string, { language, side }: Pick<Reader, 'language' | 'side'>): string {
  const key = `said.${what}`;
  if (side === 'client') return sayToClients(language, isForClients(key) ? key : 'said.gone');
  return say(language, key as Key);
}

function overForm(line: string, language: string, side: Reader['side'] = 'staff'): ModalView {
  const worded = side === 'client' ? sayToClients : say;
  const words = { title: worded(language, 'over.title'), close: worded(language, 'over.close') };
  return framed('recap-over', '', words, sections([line]));
}
