/** Prints a story as it happens, line by line, for a person to read in a terminal. */
import { DateTime } from 'luxon';
import type { StoryLine } from './contract.ts';
import type { Story } from './story.ts';

export type Transcript = {
  /** A heading between stories. */
  heading(text: string): void;
  /** What the narrator says. */
  note(text: string): void;
  stop(): void;
};

export type Kind = 'heading' | 'time' | StoryLine['kind'];

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

/** Begins to listen: every line of the story is written from here on. */
export function startTranscript({ story, zone, write, style }: TranscriptOptions): Transcript {
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

  const stop = story.subscribe(print);
  return {
    heading: (text) => {
      lastTime = '';
      for (const line of ['', '', style('heading', text), style('heading', '─'.repeat(text.length))]) write(line);
    },
    note: (text) => {
      for (const line of wrap(text)) write(line);
    },
    stop,
  };
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
