import type { Figures, Score, ScoreReport } from '../language/score.ts';
import { aligned } from './table.ts';

const QUESTIONS = ['needsReply', 'isRequest', 'flag', 'flagOrAsk', 'emergency', 'elevated'] as const;
const NAMES: Record<(typeof QUESTIONS)[number] | 'ranking' | 'asked' | 'item', string> = {
  needsReply: 'needs a reply',
  isRequest: 'request',
  ranking: 'out above in',
  flag: 'flag',
  flagOrAsk: 'flag or ask',
  asked: 'asked',
  item: 'item',
  emergency: 'emergency',
  elevated: 'elevated',
};

/** Takes a report and gives it as lines: a row for each language, precision / recall for each question that has labels. */
export function scoreLines({ overall, byLanguage }: ScoreReport): string[] {
  const columns = (Object.keys(NAMES) as (keyof typeof NAMES)[]).filter((name) => overall[name] !== undefined);
  const row = (name: string, figures: Figures) => [
    name,
    String(figures.messages),
    ...columns.map((column) => cellOf(figures[column])),
  ];
  return aligned([
    ['', 'messages', ...columns.map((column) => NAMES[column])],
    ...Object.entries(byLanguage).map(([language, figures]) => row(language, figures)),
    row('all', overall),
  ]);
}

function cellOf(figure: Score | number | null | undefined): string {
  if (figure === undefined) return '';
  if (figure === null || typeof figure === 'number') return share(figure);
  return `${share(figure.precision)} / ${share(figure.recall)}`;
}

function share(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}
