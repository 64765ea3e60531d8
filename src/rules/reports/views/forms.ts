/** The forms in which a draft is changed or left out. Their field names are action ids. */
import type { KnownBlock, ModalView } from '@slack/types';
import { section, sections } from '../../../engine/blocks.ts';
import { field, form } from '../../../engine/form.ts';
import { standing } from '../../../engine/form-subject.ts';
import { type Answers, readAnswers } from '../../../engine/report.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeMrkdwn, escapeName } from '../../../language/messages.ts';
import { LONGEST_FIELD, LONGEST_REASON } from '../config.ts';
import { fieldName, fieldTexts } from '../editing.ts';
import { headingOf } from '../headings.ts';
import { say } from '../words.ts';
import { type Draft, loadDraft } from './draft.ts';
import { saidText } from './notices.ts';
import { context, nameOf } from './parts.ts';

/** Of somebody else's text so much is shown beside one's own. */
const LONGEST_SHOWN = 1200;

export const editForm: View<Draft | null> = {
  name: 'report-edit-form',
  load: (ask, { report }) => loadDraft(ask, report),
  render: () => null,
  form: (facts, reader, { words }): ModalView => {
    const { language } = reader;
    if (facts === null) return over(say(language, 'said.gone'), language);
    const { report } = facts;
    const typed = typeof words === 'string' ? readAnswers(words) : null;
    return form(
      'report-edit',
      standing(report.id, report.revision),
      { title: say(language, 'edit.title'), submit: say(language, 'edit.save'), close: say(language, 'form.close') },
      [...aboutBlocks(facts, reader, typed !== null), ...sectionBlocks(facts, reader, typed)],
    );
  },
};

function aboutBlocks(facts: Draft, { language }: Reader, isStale: boolean): KnownBlock[] {
  const { report, agreement, names } = facts;
  const tag = agreement.client.language;
  const named = new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag;
  const about = say(language, 'edit.about', { client: escapeName(agreement.client.name), language: named });
  if (!isStale) return [section(about)];
  const by = report.edited === null ? 'none' : nameOf(names, report.edited.by);
  return [section(say(language, 'edit.stale', { name: by }))];
}

/** Each with what stands there; `typed`: what they wrote before somebody else was first, with the other's text above it. */
function sectionBlocks(
  { assembled, names, agreement }: Draft,
  { language }: Reader,
  typed: Answers | null,
): KnownBlock[] {
  return assembled.sections.flatMap(({ question, text }, index): KnownBlock[] => {
    const label = headingOf(question, agreement.client.language);
    const own = typed === null ? text : (typed[question.id] ?? '');
    const other =
      typed !== null && own.trim() !== text.trim() ? [shown(say(language, 'edit.theirs'), text, label)] : [];
    const later = assembled.later
      .filter((one) => one.question.id === question.id)
      .flatMap(({ parts }) => parts)
      .map((part) => shown(say(language, 'edit.later', { name: nameOf(names, part.userId) }), part.text, label));
    const inputs = fieldTexts(own).map((part, number) =>
      field(
        fieldName(index, number),
        number === 0 ? label : say(language, 'edit.more', { heading: label }),
        {
          type: 'plain_text_input',
          multiline: true,
          max_length: LONGEST_FIELD,
          ...(part === '' ? {} : { initial_value: part }),
        },
        { optional: true },
      ),
    );
    return [...other, ...later, ...inputs];
  });
}

function shown(title: string, text: string, heading: string): KnownBlock {
  const cut = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
  const quoted = cut === '' ? '> –' : escapeMrkdwn(cut).replaceAll(/^/gm, '> ');
  return section(`${title} _${escapeName(heading)}_\n${quoted}`.slice(0, 3000));
}

export const skipForm: View<Draft | null> = {
  name: 'report-skip-form',
  load: (ask, { report }) => loadDraft(ask, report),
  render: () => null,
  form: (facts, reader): ModalView => {
    const { language } = reader;
    if (facts === null) return over(say(language, 'said.gone'), language);
    const { report, agreement } = facts;
    const about = say(language, 'skip.about', { kind: report.kind, client: escapeName(agreement.client.name) });
    return form(
      'report-skip',
      standing(report.id, report.revision),
      { title: say(language, 'skip.title'), submit: say(language, 'skip.submit'), close: say(language, 'form.close') },
      [
        section(about),
        field(
          'reason',
          say(language, 'skip.reason'),
          { type: 'plain_text_input', multiline: true, max_length: LONGEST_REASON },
          { optional: true, hint: say(language, 'skip.hint') },
        ),
      ],
    );
  },
};

export const overForm: View<Draft | null> = {
  name: 'report-over',
  load: (ask, { report }) => loadDraft(ask, report),
  render: () => null,
  form: (facts, reader, { what }): ModalView => over(saidText(facts, reader, what), reader.language),
};

/** Nothing to send; only what there is to say. */
export function over(text: string, language: string): ModalView {
  const words = { title: say(language, 'over.title'), close: say(language, 'form.ok') };
  return form('report-over', '', words, [...sections([text]), context(say(language, 'over.hint'))]);
}
