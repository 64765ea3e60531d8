/** Prints a story as it happens, line by line, for a person to read in a terminal. */
import { DateTime } from 'luxon';
import type { StoryLine } from './contract.ts';
import type { Story } from './story.ts';

export type Kind = 'time' | StoryLine['kind'];

export type TranscriptOptions = {
  story: Pick<Story, 'subscribe'>;
  /** Whose local times are told. */
  zone: string;
  /** Takes one line. */
  write: (line: string) => void;
  /** Puts emphasis on words; leaves them as they are where the terminal has none. */
  style: (kind: Kind, text: string) => string;
};

const WIDTH = 92;

/** Begins to listen: every line of the story is written from here on. Gives the function that ends it. */
export function startTranscript({ story, zone, write, style }: TranscriptOptions): () => void {
  let lastTime = '';

  function print({ kind, at, who, text }: StoryLine): void {
    if (kind === 'remark') {
      for (const line of wrap(`(${text})`)) write(`    ${style('remark', line)}`);
      return;
    }
    const time = DateTime.fromMillis(at, { zone }).setLocale('en').toFormat('ccc d LLL, HH:mm');
    write('');
    if (time !== lastTime) write(style('time', time));
    lastTime = time;
    write(`  ${style(kind, who)}`);
    for (const line of text.split('\n').flatMap(wrap)) write(`    ${line}`);
  }

  return story.subscribe(print);
}

function wrap(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
