/** The form in which somebody answers, with what was recorded beside it; and the one that names a colleague. */
import type { KnownBlock, ModalView } from '@slack/types';
import { plain, section } from '../../../engine/blocks.ts';
import { field, form as framed } from '../../../engine/form.ts';
import { type Answers, type ReportQuestion, readAnswers, wordingOf } from '../../../engine/report.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { LONGEST_ANSWER } from '../record.ts';
import { loadRecorded, type Recorded, recordedLines, suggested } from '../suggestions.ts';
import { type Key, say } from '../words.ts';
import { at, loadShown, type Shown, valuesOf } from './shown.ts';

/** A section holds no more. */
const LONGEST_SECTION = 2900;

/** `own` null: they have not answered yet. */
type FormFacts = (Shown & { own: Answers | null; recorded: Recorded }) | null;

export const form: View<FormFacts> = {
  name: 'status-form',
  load: async (ask, { report: id }, { userId, now }) => {
    const shown = await loadShown(ask, id);
    if (shown === null || userId === null) return null;
    const { report, agreement } = shown;
    const place = report.contributors.find((one) => one.userId === userId)?.place ?? null;
    const kept = place === null ? null : await ask('words', { channelId: report.channelId, ts: place });
    return { ...shown, own: readAnswers(kept), recorded: await loadRecorded(ask, { agreement, report, userId, now }) };
  },
  render: () => null,
  form: (facts, reader): ModalView => {
    const { language } = reader;
    const words = { title: say(language, 'form.title'), close: say(language, 'form.close') };
    if (facts === null) return framed('status-answer', '', words, [section(say(language, 'said.gone'))]);
    const { report, agreement } = facts;
    const named = new Intl.DisplayNames([language], { type: 'language' }).of(agreement.client.language);
    const about = say(language, 'form.about', {
      ...valuesOf(facts, reader),
      language: named ?? agreement.client.language,
    });
    return framed('status-answer', report.id, { ...words, submit: say(language, 'form.submit') }, [
      section(about),
      ...recordedBlocks(facts.recorded, reader),
      ...report.questions.flatMap((question) => fieldOf(facts, question, reader)),
    ]);
  },
};

function recordedBlocks(recorded: Recorded, reader: Reader): KnownBlock[] {
  const lines = recordedLines(recorded, reader);
  if (lines.length === 0) return [];
  const title = say(reader.language, 'form.recorded', { since: at(recorded.since, reader) });
  const text = [title, ...lines].reduce((all, line) =>
    all.length + line.length < LONGEST_SECTION ? `${all}\n${line}` : all,
  );
  return [section(text)];
}

function fieldOf(facts: NonNullable<FormFacts>, question: ReportQuestion, reader: Reader): KnownBlock[] {
  const { language, now } = reader;
  if (question.kind === 'kpis') return [section(say(language, 'form.figures'))];
  const { own, recorded, agreement } = facts;
  const label = wordingOf(question, language) ?? say(language, `q.${question.id}` as Key);
  const fresh = own === null ? suggested(question.id, recorded, agreement, now) : '';
  const value = own?.[question.id] ?? fresh;
  return [
    field(
      question.id,
      label,
      {
        type: 'plain_text_input',
        multiline: true,
        max_length: LONGEST_ANSWER,
        ...(value === '' ? {} : { initial_value: value }),
      },
      { optional: true, ...(fresh === '' ? {} : { hint: say(language, 'form.suggested') }) },
    ),
  ];
}

export const pass: View<Shown | null> = {
  name: 'status-pass',
  load: (ask, { report }) => loadShown(ask, report),
  render: () => null,
  form: (shown, reader): ModalView => {
    const { language } = reader;
    const words = { title: say(language, 'pass.title'), close: say(language, 'form.close') };
    if (shown === null) return framed('status-pass', '', words, [section(say(language, 'said.gone'))]);
    return framed('status-pass', shown.report.id, { ...words, submit: say(language, 'pass.submit') }, [
      section(say(language, 'pass.about', valuesOf(shown, reader))),
      field('person', say(language, 'pass.person'), {
        type: 'users_select',
        placeholder: plain(say(language, 'pass.person')),
      }),
    ]);
  },
};
