import { expect, test } from 'vitest';
import type { Page, PagedPerson } from '../../engine/ports.ts';
import { addUser, emptyWorld } from '../slack/world.ts';
import { narrateRinging } from './narrate-ringing.ts';
import { createPhones } from './phones.ts';

const now = Date.UTC(2026, 10, 21, 1);
const mira: PagedPerson = { id: 'U0MIRA', name: 'Mira Aksoy', phone: '+49 30 23125 001', email: null };
const system: PagedPerson = { id: 'system', name: '', phone: null, email: null };
const page: Page = {
  key: 'incident-1:0:0:U0MIRA:sms',
  incidentKey: 'groundrules:incident-1',
  title: 'Nova Bikes: emergency 1',
  text: 'The shop is down',
  link: null,
  isDrill: false,
  language: 'en',
};

const world = emptyWorld({ id: 'T0HARBOUR', name: 'Harbour Studio', domain: 'harbourstudio' });
addUser(world, { id: 'U0MIRA', name: 'mira', real_name: 'Mira Aksoy', tz: 'Europe/Berlin', locale: 'en-GB' });

function telling() {
  const phones = createPhones(() => now);
  const told: string[] = [];
  phones.subscribe((rung) => {
    if (rung === null) return;
    const { who, text } = narrateRinging(world, rung, 'U0RULES');
    told.push([who, ...text.split('\n')].join(' | '));
  });
  return { phones, told };
}

test('a page rings here and is told with who it woke; numbers and addresses are kept nowhere', async () => {
  const { phones, told } = telling();
  expect(await phones.pager.page('sms', mira, page)).toEqual({ kind: 'sent', reference: 'rung-1' });
  expect(told).toEqual([
    'A text message on Mira Aksoy’s phone | Nova Bikes: emergency 1 | The shop is down | [reads it]',
  ]);
  expect(JSON.stringify(phones.kept())).not.toContain('23125');
});

test('a phone that rings out has rung, one that refuses has not, and a silent system may have heard', async () => {
  const { phones } = telling();
  phones.choose('U0MIRA', 'rings-out');
  expect(await phones.pager.page('call', mira, page)).toMatchObject({ kind: 'sent' });
  phones.choose('U0MIRA', 'refuses');
  expect(await phones.pager.page('call', mira, { ...page, key: 'other' })).toMatchObject({ kind: 'refused' });
  phones.choose('system', 'rings-out');
  expect(await phones.pager.page('webhook', system, page)).toMatchObject({ kind: 'unknown' });
});

test('what comes again under its key is one, and is told with how often', async () => {
  const { phones, told } = telling();
  phones.choose('system', 'rings-out');
  await phones.pager.page('webhook', system, page);
  phones.choose('system', 'answers');
  await phones.pager.page('webhook', system, page);
  expect(phones.rung()).toMatchObject([{ times: 2, takes: 'answers' }]);
  expect(told.at(-1)).toContain('It comes for the second time, and counts once.');
});

test('a phone stops ringing once, and only a phone does', async () => {
  const { phones, told } = telling();
  await phones.pager.page('call', mira, page);
  await phones.pager.withdraw('call', 'rung-1');
  await phones.pager.withdraw('call', 'rung-1');
  expect(told.filter((line) => line.startsWith('Mira Aksoy’s phone stops ringing'))).toHaveLength(1);
  expect(await phones.pager.withdraw('sms', 'rung-1')).toBeNull();
  expect(await phones.pager.tell('sms', 'resolved', page)).toBeNull();
  expect(await phones.pager.tell('pagerduty', 'resolved', page)).toMatchObject({ kind: 'sent' });
  expect(told.at(-1)).toContain('PagerDuty hears that it is over');
});

test('a drill is told as one', async () => {
  const { phones, told } = telling();
  await phones.pager.page('call', mira, { ...page, isDrill: true });
  expect(told.at(-1)).toBe(
    'Mira Aksoy’s phone rings | A drill. Nova Bikes: emergency 1 | The shop is down | [picks up]',
  );
});

test('a hundred are kept, the latest, and another process goes on with them', async () => {
  const { phones } = telling();
  for (let index = 0; index < 105; index += 1) await phones.pager.page('sms', mira, { ...page, key: `page-${index}` });
  phones.choose('U0MIRA', 'refuses');
  const next = createPhones(() => now);
  next.load(phones.kept());
  expect(next.rung()).toHaveLength(100);
  expect(next.rung()[0]?.key).toBe('page-5');
  expect(next.takesOf('U0MIRA')).toBe('refuses');
});
