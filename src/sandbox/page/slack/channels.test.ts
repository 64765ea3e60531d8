import { expect, test } from 'vitest';
import type { ChannelCard, PersonCard } from '../../contract.ts';
import { channelNamed, channelRemarks, channelTitle, channelWith, firstChannel, sidebarOf } from './channels.ts';

const people = [{ id: 'U0MIRA', realName: 'Mira Aksoy' }] as PersonCard[];

function card(id: string, name: string, more: Partial<ChannelCard> = {}): ChannelCard {
  return {
    id,
    name,
    kind: 'channel',
    isMember: true,
    isArchived: false,
    sharedWith: [],
    with: null,
    unread: 0,
    mentions: 0,
    topic: '',
    lastTs: '',
    ...more,
  };
}

const cards = [
  card('C1', 'zebra'),
  card('C2', 'archive', { isArchived: true }),
  card('C3', 'bridge', { isMember: false }),
  card('C4', 'nova', { sharedWith: ['Nova Bikes'], unread: 2, mentions: 1 }),
  card('D1', '', { kind: 'im', with: 'U0MIRA' }),
  card('D2', '', { kind: 'im', with: 'U0RULES' }),
];

test('own channels come first, those to join next, archived ones last, and the app stands by itself', () => {
  const { channels, directs, app } = sidebarOf(cards, people, 'U0RULES');
  expect(channels.map(({ id }) => id)).toEqual(['C4', 'C1', 'C3', 'C2']);
  expect(directs.map(({ id }) => id)).toEqual(['D1']);
  expect(app?.id).toBe('D2');
});

test('a window that was told of no channel begins in one that is shared', () => {
  expect(firstChannel(cards, people, 'U0RULES')?.id).toBe('C4');
  expect(firstChannel(cards.slice(0, 3), people, 'U0RULES')?.id).toBe('C1');
  expect(firstChannel([], people, 'U0RULES')).toBeUndefined();
});

test('a direct conversation can be named by whom it is with', () => {
  expect(channelNamed(cards, channelWith('U0RULES'))?.id).toBe('D2');
  expect(channelNamed(cards, 'C1')?.id).toBe('C1');
  expect(channelNamed(cards, null)).toBeUndefined();
});

test('what a channel looks like is also said', () => {
  expect(channelRemarks(cards[3] as ChannelCard)).toEqual(['shared with Nova Bikes', '2 unread', '1 for you']);
  expect(channelRemarks(card('C9', 'x', { kind: 'group', isArchived: true }))).toEqual(['private', 'archived']);
  expect(channelTitle(cards[4] as ChannelCard, people)).toBe('Mira Aksoy');
});
