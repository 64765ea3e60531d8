import { describe, expect, test } from 'vitest';
import type { Values } from '../fields.ts';
import { idOf, nearestZone, understood } from '../typed.ts';

describe('what people type', () => {
  test.each<[Values, Values]>([
    [{ zone: 'istanbul' }, { zone: 'Europe/Istanbul' }],
    [{ zone: 'İstanbul' }, { zone: 'Europe/Istanbul' }],
    [{ clientZone: 'new york' }, { clientZone: 'America/New_York' }],
    [{ zone: 'europe/berlin' }, { zone: 'Europe/Berlin' }],
    [{ zone: 'Narnia' }, { zone: 'Narnia' }],
    [{ country: 'Türkiye' }, { country: 'TR' }],
    [
      { country: 'germany', state: 'berlin' },
      { country: 'DE', state: 'BE' },
    ],
    [{ country: 'Deutschland' }, { country: 'DE' }],
    [{ country: 'de' }, { country: 'DE' }],
    [{ country: 'Narnia' }, { country: 'Narnia' }],
    [{ mon: '9-17' }, { mon: '09:00-17:00' }],
    [{ mon: '9.00 – 12.30,13:30-18' }, { mon: '09:00-12:30, 13:30-18:00' }],
    [
      { mon: 'Kapalı', tue: 'closed', wed: '24h' },
      { mon: '', tue: '', wed: '24h' },
    ],
    [
      { normalFirst: '2 saat', normalNext: '90 Minutes' },
      { normalFirst: '2h', normalNext: '90m' },
    ],
    [
      { lowFirst: '1 iş günü', lowNext: '2 business days' },
      { lowFirst: '1 business day', lowNext: '2 business days' },
    ],
    [{ id: 'Nova' }, { id: 'nova' }],
  ])('%j is understood as %j', (typed, read) => {
    expect(understood(typed, 'tr')).toEqual(read);
  });

  test.each([
    ['Nova Bikes', 'nova-bikes'],
    ['Çiçek & Şeker A.Ş.', 'cicek-seker-a-s'],
    ['7 Ate 9', 'ate-9'],
    ['日本', 'client'],
    [`${'long '.repeat(20)}`, 'long-long-long-long-long-long-long-l'],
  ])('of %s an id is made: %s', (name, id) => {
    expect(idOf(name)).toBe(id);
  });

  test('a city that was nearly written is found', () => {
    expect([nearestZone('Istanbull'), nearestZone('Berln'), nearestZone('qqqqqqqq')]).toEqual([
      'Europe/Istanbul',
      'Europe/Berlin',
      null,
    ]);
  });
});
