/**
 * A report cut into messages that Slack takes whole: the first stands in the channel, what does not fit into it goes on in its
 * thread. By the texts alone, so that it is cut alike in every language. Pure.
 */
import { escapedLines } from '../../language/messages.ts';
import type { PostedReport } from './posted.ts';

/** A part of a section's text, escaped; the first part has the section's heading above it. */
export type Piece = { section: number; isFirst: boolean; text: string };

/** What a message may hold, in characters and pieces, with some room for headings and what stands around. */
const LONGEST_PIECE = 2600;
const LONGEST_PAGE = 9000;
const MOST_PIECES = 35;
/** What a heading, and a line of figures without its words, may come to. */
const [HEADING, FIGURE] = [160, 260];

/** The texts of a report by message; the first is always there, and leaves room for the figures. */
export function pagesOf({ sections, figures }: PostedReport): Piece[][] {
  const pieces = sections.flatMap(({ text }, section) => (text === '' ? [] : piecesOf(text, section)));
  const figured = figures.reduce((sum, { title, meaning }) => sum + FIGURE + title.length + (meaning?.length ?? 0), 0);
  const pages: Piece[][] = [[]];
  let room = Math.max(LONGEST_PIECE + HEADING, LONGEST_PAGE - figured);
  for (const piece of pieces) {
    const size = piece.text.length + (piece.isFirst ? HEADING : 0);
    const page = pages.at(-1) ?? [];
    const isFull = page.length > 0 && (size > room || page.length >= MOST_PIECES);
    if (isFull) {
      pages.push([piece]);
      room = LONGEST_PAGE - size;
      continue;
    }
    page.push(piece);
    room -= size;
  }
  return pages;
}

function piecesOf(text: string, section: number): Piece[] {
  const texts: string[] = [];
  for (const line of escapedLines(text)) {
    const last = texts.at(-1);
    if (last === undefined || last.length + line.length + 1 > LONGEST_PIECE) texts.push(line);
    else texts[texts.length - 1] = `${last}\n${line}`;
  }
  // A block without a visible letter is refused.
  const visible = texts.filter((one) => one.trim() !== '');
  return visible.map((one, index) => ({ section, isFirst: index === 0, text: one }));
}
