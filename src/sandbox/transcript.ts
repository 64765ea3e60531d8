/** Tells what happens in the sandbox's Slack as it happens, line by line, for a person to read in a terminal. */
import { DateTime } from 'luxon';
import type { Clock } from '../clock.ts';
import { type Line, narrate, narrateAnswer, plain } from './narrate.ts';
import type { Message, World } from './slack/model.ts';
import type { StandIn } from './slack/stand-in.ts';

export type Transcript = {
  /** A heading between stories. */
  heading(text: string): void;
  /** What the narrator says. */
  note(text: string): void;
  /** What the bot thinks of what was just told, though it says nothing. */
  remark(text: string): void;
  stop(): void;
};

export type Kind = 'heading' | 'time' | 'person' | 'bot' | 'nobody' | 'remark';

export type TranscriptOptions = {
  slack: StandIn;
  clock: Clock;
  /** Takes one line. */
  write: (line: string) => void;
  /** Whose local times are told. */
  zone: string;
  bot: string;
  /** Puts emphasis on words; leaves them as they are where the terminal has none. */
  style: (kind: Kind, text: string) => string;
};

const WIDTH = 92;

/** Begins to listen; every change of the world is told from here on. */
export function startTranscript({ slack, clock, write, zone, bot, style }: TranscriptOptions): Transcript {
  const known = new Map<string, Message>();
  let lastTime = '';

  function tell(world: World, { speaker, who, text }: Line): void {
    const time = DateTime.fromMillis(clock(), { zone }).setLocale('en').toFormat('ccc d LLL, HH:mm');
    write('');
    if (time !== lastTime) write(style('time', time));
    lastTime = time;
    write(`  ${style(speaker, who)}`);
    for (const line of plain(world, text).split('\n').flatMap(wrap)) write(`    ${line}`);
  }

  const stop = slack.subscribe(({ kind, channel, user, ts }) => {
    if (channel === undefined || ts === undefined) return;
    const world = slack.world();
    if (kind === 'ephemeral') {
      const answer = world.ephemerals.find((one) => one.user === user && one.message.ts === ts);
      if (answer !== undefined) tell(world, narrateAnswer(world, answer.user, answer.message.text));
      return;
    }
    if (kind !== 'message') return;
    const key = `${channel}:${ts}`;
    const after = world.messages[channel]?.find((one) => one.ts === ts);
    const line = narrate({ world, channelId: channel, before: known.get(key), after, bot });
    if (after === undefined) known.delete(key);
    else known.set(key, after);
    if (line !== null) tell(world, line);
  });

  return {
    heading: (text) => {
      lastTime = '';
      for (const line of ['', '', style('heading', text), style('heading', '─'.repeat(text.length))]) write(line);
    },
    note: (text) => {
      for (const line of wrap(text)) write(line);
    },
    remark: (text) => {
      for (const line of wrap(`(${plain(slack.world(), text)})`)) write(`    ${style('remark', line)}`);
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
