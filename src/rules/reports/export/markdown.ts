/** A report as Markdown. What people wrote stays what they wrote: none of it becomes a heading, a link or HTML. */
import type { ReportDocument } from './document.ts';

/** Gives one text that ends in a line end. */
export function asMarkdown({ title, between, sections, figures, quiet }: ReportDocument): string {
  const parts = [
    `# ${inLine(title)}`,
    inLine(between),
    ...(quiet === null ? [] : [inLine(quiet)]),
    ...sections.map(({ heading, text }) => `## ${inLine(heading)}\n\n${paragraphs(text)}`),
    ...(figures === null ? [] : [`## ${inLine(figures.heading)}\n\n${table(figures)}`]),
    ...(figures?.meanings ?? []).map(({ title: goal, text }) => `**${inLine(goal)}**: ${inLine(text)}`),
  ];
  return `${parts.join('\n\n')}\n`;
}

function table({ head, rows }: NonNullable<ReportDocument['figures']>): string {
  const line = (cells: string[]) => `| ${cells.map((one) => inLine(one)).join(' | ')} |`;
  const rule = `| ${head.map((_, index) => (index === 0 ? '---' : '---:')).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

/** Line ends stay, for people write lists; each other letter that Markdown reads as markup is only a letter. */
function paragraphs(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .map((line) => (line.trim() === '' ? '' : ownLine(line)))
    .join('\n');
}

/** Lists stay lists; an empty line ends a paragraph, and any other line end is one. */
function ownLine(line: string): string {
  const [, mark, rest] = /^\s*(?:([-*•])\s+)(.*)$/.exec(line) ?? [];
  return mark === undefined ? `${inLine(line.trim())}  ` : `- ${inLine(rest ?? '')}`;
}

/** Letters that begin or hold markup, wherever they stand. */
function inLine(text: string): string {
  const escaped = text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>|#~]/g, (letter) => `\\${letter}`)
    .replaceAll('&', '&amp;');
  // A number with a point, a plus or a minus begins a list where a line begins with it.
  return escaped.replace(/^(\d+)([.)])/, '$1\\$2').replace(/^([+=-])/, '\\$1');
}
