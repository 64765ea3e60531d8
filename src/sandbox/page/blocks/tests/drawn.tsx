import { renderToStaticMarkup } from 'react-dom/server';
import type { Message } from '../../../slack/model.ts';
import { MessageBody } from '../message-body.tsx';
import type { NamedChannel, NamedPerson, Names } from '../names.ts';

const people: NamedPerson[] = [
  { id: 'U1', name: 'Mira', isMe: true },
  { id: 'U2', name: 'Jonas', isMe: false },
];
const channels: NamedChannel[] = [
  { id: 'C1', name: 'nova', kind: 'channel', isShared: true },
  { id: 'C2', name: 'team', kind: 'group' },
  { id: 'D1', name: 'Jonas', kind: 'im' },
];

/** A reader in Berlin on a Friday afternoon who knows two people and three conversations. */
export const names: Names = {
  person: (id) => people.find((one) => one.id === id) ?? null,
  channel: (id) => channels.find((one) => one.id === id) ?? null,
  people: () => people,
  channels: () => channels,
  timeZone: 'Europe/Berlin',
  locale: 'en-GB',
  now: Date.parse('2026-11-20T16:00:00Z'),
};

/** A message as HTML. */
export function drawn(message: Partial<Message>, isPressable = true): string {
  const whole: Message = { type: 'message', text: '', ts: '1795190400.000100', ...message };
  const onPress = isPressable ? () => Promise.resolve({ ok: true }) : undefined;
  const onSuggest = () => Promise.resolve([]);
  return renderToStaticMarkup(<MessageBody message={whole} world={names} onPress={onPress} onSuggest={onSuggest} />);
}

/** Blocks in a message as HTML. */
export function drawnBlocks(...blocks: Record<string, unknown>[]): string {
  return drawn({ blocks: blocks.map((block, index) => ({ type: '', block_id: `b${index}`, ...block })) });
}

/** Plain text as apps send it. */
export function plain(text: string) {
  return { type: 'plain_text', text };
}
