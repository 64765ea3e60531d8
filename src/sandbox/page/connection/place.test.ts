import { expect, test } from 'vitest';
import { type Place, placeAfter, placeFrom, queryOf } from './place.ts';

const full: Place = {
  as: 'U0ANNA',
  channel: 'C0NOVA',
  thread: '1795449000.000100',
  curtain: true,
  selected: '1795449000.000200',
  story: true,
  tab: 'home',
};

test('a place is read back from its own address', () => {
  expect(placeFrom(queryOf(full))).toEqual(full);
  const bare = placeFrom('');
  expect(placeFrom(queryOf(bare))).toEqual(bare);
});

test('an address says only what is not so anyway', () => {
  expect(queryOf(placeFrom('?as=U0ANNA&in=C0NOVA&tab=nonsense&curtain=0'))).toBe('?as=U0ANNA&in=C0NOVA');
});

test('going to another channel closes the thread of the one before', () => {
  expect(placeAfter(full, { channel: 'C0DEFNE' })).toMatchObject({ thread: null, selected: null, curtain: true });
});

test('a link into a thread of another channel opens both at once', () => {
  expect(placeAfter(full, { channel: 'C0DEFNE', thread: '1.2' })).toMatchObject({ channel: 'C0DEFNE', thread: '1.2' });
});

test('staying in the channel keeps the thread', () => {
  expect(placeAfter(full, { curtain: false, channel: 'C0NOVA' }).thread).toBe(full.thread);
});
