import { expect, test } from 'vitest';
import type { Message } from '../../slack/model.ts';
import { placeFrom } from '../connection/place.ts';
import { linkTo } from './message-actions.ts';
import { destinationOf } from './slack-address.ts';

test('Slack’s address of a message leads to it', () => {
  const address = 'https://harbourstudio.slack.com/archives/C0NOVA/p1795189800000100?thread_ts=1795189800.000100';
  expect(destinationOf(address)).toEqual({ channel: 'C0NOVA', ts: '1795189800.000100' });
});

test.each([
  'https://example.org/archives/C0NOVA/p1795189800000100',
  'https://harbourstudio.slack.com/archives/C0NOVA',
  'javascript:alert(1)//.slack.com/archives/C0NOVA/p1795189800000100',
])('%s leads elsewhere', (address) => {
  expect(destinationOf(address)).toBeNull();
});

test('a copied link opens the message here, and reads as Slack’s own to a command', () => {
  const message: Message = { type: 'message', ts: '1795189800.000200', thread_ts: '1795189800.000100', text: '' };
  const link = new URL(
    linkTo(placeFrom('?as=U0MIRA&in=C0OTHER&curtain=1'), 'C0NOVA', message, 'http://127.0.0.1:3000'),
  );
  expect(placeFrom(link.search)).toMatchObject({
    as: 'U0MIRA',
    channel: 'C0NOVA',
    thread: '1795189800.000100',
    selected: '1795189800.000200',
    curtain: false,
  });
  expect(link.hash).toBe('#/archives/C0NOVA/p1795189800000200');
});
