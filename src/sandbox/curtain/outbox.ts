import type { OutboxEntry } from '../../engine/store-port.ts';
import type { OutboxLine } from '../contract.ts';

/** One of the bot's messages as a line for people. */
export function outboxLine({ to, toName, ...entry }: OutboxEntry): OutboxLine {
  return { ...entry, to: inWords(to, toName) };
}

function inWords(to: OutboxEntry['to'], name: string | null): string {
  switch (to.kind) {
    case 'person':
      return name ?? to.userId;
    case 'home':
      return `the home tab of ${name ?? to.userId}`;
    case 'channel':
      return `${name === null ? 'a channel' : `#${name}`}${to.threadTs === null ? '' : ', in a thread'}`;
    case 'aside':
      return `${name ?? to.userId}, in a channel`;
    case 'operator':
      return 'the operator';
  }
}
