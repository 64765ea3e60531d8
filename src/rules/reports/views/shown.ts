/** One report opened whole: as the client reads it, and as Markdown or a page to be copied. */
import type { KnownBlock, ModalView, RichTextBlock } from '@slack/types';
import { button, section } from '../../../engine/blocks.ts';
import { form } from '../../../engine/form.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { documentOf } from '../export/document.ts';
import { asMarkdown } from '../export/markdown.ts';
import { asPage } from '../export/page.ts';
import { drawsChart } from '../settings.ts';
import type { Whole } from '../whole.ts';
import { say } from '../words.ts';
import { type Draft, loadDraft, stateLines } from './draft.ts';
import { over } from './forms.ts';
import { context } from './parts.ts';
import { readPages } from './reading.ts';

/** A form has room for 100 blocks. */
const MOST_BLOCKS = 90;
/** What one block of plain text holds. */
const LONGEST_PIECE = 2900;
/** Of a longer line so many letters at once; one may be two of what Slack counts. */
const LETTERS = 1400;

/** As it was sent; before that as it would be. Null: its words are not kept any more. */
function textOf({ report, posted, current }: Whole) {
  return report.postedPlace === null ? current : posted;
}

export const shown: View<Draft | null> = {
  name: 'report-shown',
  load: (ask, { report }) => loadDraft(ask, report),
  render: () => null,
  form: (facts, reader): ModalView => {
    const { language } = reader;
    if (facts === null) return over(say(language, 'said.gone'), language);
    const { report, agreement } = facts;
    const text = textOf(facts);
    if (text === null) return over(say(language, 'words-gone'), language);
    const asClient = { language: agreement.client.language, now: reader.now };
    const pages = readPages(text, { report, agreement, chart: drawsChart(agreement) }, asClient);
    // A form takes no tables: the lines say the same.
    const blocks = pages.flatMap((page) => (page.plainer ?? page.blocks).filter(({ type }) => type !== 'table'));
    const state = stateLines(facts, reader).map((line) => context(line));
    return opened(reader, report.id, [...state, ...blocks]);
  },
};

function opened({ language }: Reader, id: string, blocks: KnownBlock[]): ModalView {
  const isCut = blocks.length > MOST_BLOCKS;
  return form('report-over', id, { title: say(language, 'shown.title'), close: say(language, 'form.ok') }, [
    ...blocks.slice(0, MOST_BLOCKS),
    ...(isCut ? [context(say(language, 'shown.cut'))] : []),
    {
      type: 'actions',
      elements: [
        button('report-markdown', say(language, 'button.markdown'), id),
        button('report-page', say(language, 'button.page'), id),
      ],
    },
    context(say(language, 'shown.hint')),
  ]);
}

export const markdown: View<Draft | null> = {
  name: 'report-markdown',
  load: (ask, { report }) => loadDraft(ask, report),
  render: () => null,
  form: (facts, reader) => copied(facts, reader, 'markdown'),
};

export const page: View<Draft | null> = {
  name: 'report-page',
  load: (ask, { report }) => loadDraft(ask, report),
  render: () => null,
  form: (facts, reader) => copied(facts, reader, 'page'),
};

/** As text to be copied, in as many boxes as it needs. */
function copied(facts: Draft | null, { language }: Reader, as: 'markdown' | 'page'): ModalView {
  const text = facts === null ? null : textOf(facts);
  if (facts === null || text === null) return over(say(language, 'words-gone'), language);
  const document = documentOf(text, facts, facts.agreement.client.language);
  const pieces = piecesOf(as === 'markdown' ? asMarkdown(document) : asPage(document));
  const about = say(language, `${as}.about`, { count: pieces.length, id: facts.agreement.id });
  const title = as === 'markdown' ? 'Markdown' : 'HTML';
  return form('report-over', facts.report.id, { title, close: say(language, 'form.ok') }, [
    section(about),
    ...pieces.slice(0, MOST_BLOCKS).map(preformatted),
    ...(pieces.length > MOST_BLOCKS ? [context(say(language, 'shown.cut'))] : []),
  ]);
}

/** Cut between lines; a line that is longer than a block by itself is cut, too. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const line of text.split('\n').flatMap((one) => one.match(new RegExp(`[^]{1,${LETTERS}}`, 'gu')) ?? [''])) {
    const last = pieces.at(-1);
    if (last === undefined || last.length + line.length + 1 > LONGEST_PIECE) pieces.push(line);
    else pieces[pieces.length - 1] = `${last}\n${line}`;
  }
  return pieces.filter((piece) => piece !== '');
}

/** In this block text is only text, whatever stands in it. */
function preformatted(text: string): RichTextBlock {
  return { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }] };
}
