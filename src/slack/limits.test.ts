import { expect, test } from 'vitest';
import { shorten, withinLimits } from './limits.ts';

test('what fits is left as it is', () => {
  const rendered = {
    text: 'Short.',
    blocks: [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'Short.' } }],
  };
  expect(withinLimits(rendered)).toEqual(rendered);
});

test.each([
  ['words', 'one two three', 8, 'one two…'],
  ['a face made of two halves', 'ab😀cd', 4, 'ab…'],
  ['an escaped sign', 'ab &amp; cd', 7, 'ab …'],
  ['a link', 'see <https://x.test|it> now', 12, 'see …'],
])('%s is not cut in the middle', (_, text, limit, expected) => expect(shorten(text, limit)).toBe(expected));

test('long words are cut where Slack would refuse the whole message', () => {
  const long = 'x'.repeat(5000);
  const mrkdwn = { type: 'mrkdwn' as const, text: long };
  const plain = { type: 'plain_text' as const, text: long };
  const { text, blocks } = withinLimits({
    text: long,
    blocks: [
      { type: 'section', text: mrkdwn, fields: [mrkdwn] },
      { type: 'header', text: plain },
      { type: 'context', elements: [mrkdwn] },
      ...Array.from({ length: 60 }, () => ({ type: 'divider' as const })),
    ],
  });
  expect(text).toHaveLength(4000);
  expect(blocks).toHaveLength(50);
  expect(blocks[0]).toMatchObject({ text: { text: expect.stringMatching(/^x{2999}…$/) } });
  expect(blocks[0]).toMatchObject({ fields: [{ text: expect.stringMatching(/^x{1999}…$/) }] });
  expect(blocks[1]).toMatchObject({ text: { text: expect.stringMatching(/^x{149}…$/) } });
  expect(blocks[2]).toMatchObject({ elements: [{ text: expect.stringMatching(/^x{2999}…$/) }] });
});
