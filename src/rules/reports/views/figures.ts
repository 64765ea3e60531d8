/** Figures of goals: a line for each, which everybody can read or be read to; and the same as a table or as a chart. */
import type { KnownBlock, TableBlock } from '@slack/types';
import { escapeMrkdwn, escapeName, formatDate } from '../../../language/messages.ts';
import type { Figure } from '../posted.ts';
import { sayToClients } from '../words.ts';

type By = { language: string; timeZone: string; now: number };

/** Slack takes 20 letters below a bar, 50 above a chart, and so many bars. */
const [LONGEST_LABEL, LONGEST_TITLE, MOST_BARS] = [20, 50, 20];
const NONE = '–';

/** A line for each goal, in markup. */
export function figureLines(figures: readonly Figure[], by: By): string[] {
  return figures.map((figure) => {
    const { language } = by;
    const { title, last, now, share, meaning } = figure;
    const line = sayToClients(language, 'figure.line', {
      title: escapeName(title),
      now: amount(figure, now, language),
      target: amount(figure, figure.target, language),
      until: figure.by === null ? 'none' : formatDate(figure.by, by),
      last: last === null ? 'none' : amount(figure, last, language),
      share: share === null ? 'none' : percent(share, language),
      state: now === null ? 'unknown' : figure.isReached ? 'reached' : 'under-way',
    });
    return meaning === null || meaning.trim() === '' ? `• ${line}` : `• ${line} ${escapeMrkdwn(onOneLine(meaning))}`;
  });
}

/** What stands above the columns of a table of goals. */
export function figureHead(language: string): string[] {
  return (['goal', 'last', 'now', 'target', 'share'] as const).map((name) => sayToClients(language, `column.${name}`));
}

/** One goal as a row of it. */
export function figureRow(figure: Figure, language: string): string[] {
  const { title, last, now, target, share } = figure;
  const amounts = [last, now, target].map((value) => amount(figure, value, language));
  return [title, ...amounts, share === null ? NONE : percent(share, language)];
}

/** The same as a table. */
export function figureTable(figures: readonly Figure[], { language }: By): TableBlock {
  const rows = figures.map((figure) => figureRow(figure, language).map(cell));
  const right = { align: 'right' as const };
  return {
    type: 'table',
    rows: [figureHead(language).map(cell), ...rows],
    column_settings: [{ is_wrapped: true }, right, right, right, right],
  };
}

/**
 * How much of each goal is reached, as bars; null where there is nothing to draw. Slack's own block is younger than its
 * package of types.
 */
export function figureChart(figures: readonly Figure[], { language }: By): KnownBlock | null {
  const drawn = figures.filter(({ share }) => share !== null).slice(0, MOST_BARS);
  if (drawn.length === 0) return null;
  const labels = drawn.map(({ title }, index) => labelOf(title, drawn.slice(0, index)));
  const data = drawn.map(({ share }, index) => ({ label: labels[index], value: Math.round((share ?? 0) * 100) }));
  const chart = {
    type: 'data_visualization',
    title: cut(sayToClients(language, 'chart.title'), LONGEST_TITLE),
    chart: {
      type: 'bar',
      series: [{ name: cut(sayToClients(language, 'column.now'), LONGEST_LABEL), data }],
      axis_config: { categories: labels, y_label: '%' },
    },
  };
  return chart as unknown as KnownBlock;
}

/** Two bars of one name would be one. */
function labelOf(title: string, before: readonly Figure[]): string {
  const label = cut(title, LONGEST_LABEL);
  const same = before.filter((one) => cut(one.title, LONGEST_LABEL) === label).length;
  return same === 0 ? label : `${cut(title, LONGEST_LABEL - 3)} ${same + 1}`;
}

function amount({ unit }: Figure, value: number | null, language: string): string {
  if (value === null) return NONE;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  return unit === null ? number : `${number} ${unit}`;
}

const percent = (share: number, language: string) =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);

const cell = (text: string) => ({ type: 'raw_text' as const, text: text === '' ? NONE : text });
const onOneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const cut = (text: string, longest: number) =>
  [...text].length > longest ? `${[...text].slice(0, longest - 1).join('')}…` : text;
