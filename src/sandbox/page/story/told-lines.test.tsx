import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { StoryLine } from '../../contract.ts';
import { ToldLines } from './told-lines.tsx';

const at = Date.UTC(2026, 10, 20, 15, 50);
const asked: StoryLine = {
  id: 1,
  at,
  kind: 'person',
  who: 'Anna Novak in #nova-bikes',
  text: 'Can you <b>help</b>?',
  look: { as: 'U0MIRA', channel: 'C0NOVA', ts: '1' },
};

function drawn(lines: StoryLine[]) {
  return renderToStaticMarkup(
    <ToldLines lines={lines} timeZone="Europe/Berlin" nameOf={() => 'Mira'} onSee={() => undefined} />,
  );
}

test('a line leads to where it can be seen, and is text whatever it says', () => {
  const html = drawn([asked]);
  expect(html).toContain('See it as Mira');
  expect(html).toContain('&lt;b&gt;help&lt;/b&gt;');
});

test('a line that can be seen nowhere has no such button', () => {
  expect(drawn([{ ...asked, look: null }])).not.toContain('See it as');
});

test('a long line is shortened for the eye, with all of it there', () => {
  const text = 'word '.repeat(100).trim();
  const html = drawn([{ ...asked, text }]);
  expect(html).toContain(text);
  expect(html).toContain('>More<');
});
