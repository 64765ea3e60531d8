import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { scopeSection } from '../../../agreement/scope-list.ts';
import { readDraft } from '../draft.ts';
import { daysOf, expiryOf, lastDay } from '../expiry.ts';
import { merge } from '../merge.ts';
import { nextOrderId, orderBefore, orderSubject, placeSubject, readSubject } from '../subject.ts';

const agreementOf = (items: string, version = 1): Agreement => {
  const text = `schema: 1
id: nova
client: { name: Nova, language: en, timeZone: Europe/Istanbul }
channels: [C0NOVA]
officeHours: { timeZone: Europe/Berlin, weekly: { mon: 09:00-17:00, tue: closed, wed: closed, thu: closed, fri: closed, sat: closed, sun: closed } }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
scope:
  items: [${items}]
`;
  const read = loadAgreement(text, { fileName: 'nova.yml', sections: [scopeSection], template: () => undefined });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return { ...read.agreement, version };
};
const blog = '{ id: blog, kind: in, title: Blog, allowance: 4 articles }';
const video = '{ id: video, kind: out, title: Video, price: { amount: 850, currency: EUR } }';
const agreement = agreementOf(`${blog}, ${video}`);
const typed = {
  text: 'Hello Anna',
  item: 'video',
  title: '',
  allowance: '',
  price: '850',
  time: ' by\n Friday ',
  days: '14',
};

describe('what was filled in', () => {
  test('becomes a line of the list that is part of it, with its price', () => {
    expect(readDraft(typed, agreement)).toEqual({
      words: { text: 'Hello Anna', time: 'by Friday' },
      itemId: 'video',
      items: [expect.objectContaining({ id: 'video', kind: 'in', title: 'Video' })],
      price: { amount: 85_000, currency: 'EUR' },
      days: 14,
    });
  });

  test('becomes a new line with a short name of its own', () => {
    const drafted = readDraft(
      { ...typed, item: 'new item', title: 'Vidéo!', allowance: '2 clips', price: '' },
      agreement,
    );
    expect(drafted).toMatchObject({
      itemId: null,
      items: [{ id: 'video-2', kind: 'in', title: 'Vidéo!', allowance: { amount: 200, unit: 'clips' } }],
      price: null,
    });
  });

  test.each([
    [{ text: ' ' }, { text: 'error.text' }],
    [{ text: 'a'.repeat(2401) }, { text: 'error.text' }],
    [{ item: 'elephants' }, { item: 'error.item', title: 'error.title' }],
    [{ item: 'new item' }, { title: 'error.title' }],
    [{ title: 'Drones' }, { title: 'error.title-known' }],
    [{ allowance: 'lots' }, { allowance: 'error.allowance' }],
    [{ item: 'blog' }, { allowance: 'error.no-change' }],
    [{ item: 'blog', allowance: '4 articles' }, { allowance: 'error.no-change' }],
    [{ price: 'a lot' }, { price: 'error.price' }],
    [{ days: '0' }, { days: 'error.days' }],
    [{ days: 'two' }, { days: 'error.days' }],
  ])('%j is named where it is wrong', (changed, errors) => {
    expect(readDraft({ ...typed, ...changed }, agreement)).toEqual({ errors });
  });
});

describe('the list by then', () => {
  const drafted = readDraft({ ...typed, allowance: '1 clip' }, agreement);
  const order = { items: 'items' in drafted ? drafted.items : [] };
  const later = (items: string) => merge(order, agreementOf(items, 2), agreement);

  test('takes the line in, with nothing else', () => {
    const put = { path: ['scope', 'items'], id: 'video', item: { kind: 'in', allowance: '1 clip' } };
    expect(merge(order, agreement, agreement)).toEqual({ changed: [], values: [put] });
    expect(later(`${blog.replace('4', '6')}, ${video}`)).toEqual({ changed: [], values: [put] });
  });

  test('is left alone where somebody changed the same line, and has nothing to change where it says so already', () => {
    expect(later(`${blog}, ${video.replace('850', '900')}`).changed).toEqual(['video']);
    expect(later(blog).changed).toEqual(['video']);
    expect(later(`${blog}, ${video.replace('kind: out', 'kind: in, allowance: 1 clip')}`)).toEqual({
      changed: [],
      values: [],
    });
  });
});

test('an offer is open until the end of a day of the client’s', () => {
  const at = Date.parse('2026-06-01T22:30:00Z'); // the second of June in Istanbul
  const expiresAt = expiryOf(agreement, 14, at);
  expect(new Date(expiresAt).toISOString()).toBe('2026-06-16T21:00:00.000Z');
  expect(lastDay(agreement, { expiresAt })).toBe('2026-06-16');
  for (const days of [1, 14, 90])
    expect(daysOf({ createdAt: at, expiresAt: expiryOf(agreement, days, at) })).toBe(days);
});

test('buttons and forms find their way', () => {
  const place = { channelId: 'c-1', messageTs: '1780000000.000100', itemId: 'video' };
  expect(readSubject(placeSubject(place))).toEqual({ place });
  expect(readSubject(placeSubject({ ...place, messageTs: null, itemId: null }))).toMatchObject({
    place: { messageTs: null },
  });
  expect(readSubject(orderSubject({ id: 'order:a', revision: 3 }))).toEqual({ orderId: 'order:a', revision: 3 });
  expect(readSubject('elephants')).toBeNull();
  expect(nextOrderId(nextOrderId('order:a'))).toBe('order:a~3');
  expect(['order:a~3', 'order:a~2', 'order:a'].map(orderBefore)).toEqual(['order:a~2', 'order:a', null]);
});
