/** What the environment says about the keys of people's words, and about ways of paging. */
import { expect, test } from 'vitest';
import { missingFor, readConfig, readPaging } from './config.ts';

const [key, old, older] = ['the key of this summer', 'the key of this spring', 'the key of last year'];

test('without keys nothing is encrypted and nothing was', () => {
  expect(readConfig('slack', {})).toMatchObject({ wordsKey: null, formerWordsKeys: [] });
});

test('former keys are one or several, with commas between them', () => {
  expect(readConfig('slack', { GROUNDRULES_KEY: key, GROUNDRULES_KEY_OLD: old })).toMatchObject({
    wordsKey: key,
    formerWordsKeys: [old],
  });
  const { formerWordsKeys } = readConfig('slack', { GROUNDRULES_KEY: key, GROUNDRULES_KEY_OLD: `${old}, ${older}` });
  expect(formerWordsKeys).toEqual(expect.arrayContaining([old, older]));
});

test('a former key that had a comma in it still opens what it sealed', () => {
  const withComma = 'sixteen letters and, sixteen more of them';
  expect(readConfig('slack', { GROUNDRULES_KEY_OLD: withComma }).formerWordsKeys).toContain(withComma);
});

test.each([
  ['GROUNDRULES_KEY', 'short', 'GROUNDRULES_KEY must have at least 16 characters'],
  ['GROUNDRULES_KEY_OLD', `${old},short`, 'GROUNDRULES_KEY_OLD must have at least 16 characters in each key'],
  ['GROUNDRULES_KEY_OLD', `${old},`, 'GROUNDRULES_KEY_OLD must have at least 16 characters in each key'],
])('a key that is too short is refused in %s: %s', (name, value, because) => {
  expect(() => readConfig('slack', { [name]: value })).toThrow(because);
});

const workspace = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' };
const twilio = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: 'token', TWILIO_FROM: '+4930123456' };

test('a way of paging needs all that belongs to it, and each is of no use to another', () => {
  const paging = readPaging({ ...twilio, PAGERDUTY_ROUTING_KEY: 'a'.repeat(32) });
  expect(['sms', 'call', 'pagerduty'].flatMap((way) => missingFor(way, paging))).toEqual([]);
  expect(missingFor('email', paging)).toEqual(['SMTP_URL', 'MAIL_FROM']);
  expect(missingFor('webhook', paging)).toEqual(['PAGE_WEBHOOK_URL', 'PAGE_WEBHOOK_SECRET']);
  expect(missingFor('slack', paging)).toEqual([]);
});

test('a sender that is no number sends texts, and nobody can be called by it', () => {
  const paging = readPaging({ ...twilio, TWILIO_FROM: '', TWILIO_SMS_FROM: 'Harbour' });
  expect([missingFor('sms', paging), missingFor('call', paging)]).toEqual([[], ['TWILIO_FROM']]);
});

const model = { ADJUDICATOR_URL: 'https://models.example/v1', ADJUDICATOR_MODEL: 'small' };

test('another reader is asked only where one is set up, with a key or without, and never from the sandbox', () => {
  expect(readConfig('slack', workspace).adjudicator).toBeNull();
  expect(readConfig('slack', { ...workspace, ...model }).adjudicator).toEqual({
    ...{ url: 'https://models.example/v1', model: 'small', key: null },
  });
  expect(readConfig('slack', { ...workspace, ...model, ADJUDICATOR_KEY: 'k' }).adjudicator?.key).toBe('k');
  expect(readConfig('slack', model).adjudicator).toBeNull();
  const refused = [
    [{ ADJUDICATOR_URL: 'https://models.example' }, 'ADJUDICATOR_URL is set, but not ADJUDICATOR_MODEL'],
    [{ ...model, ADJUDICATOR_URL: 'http://models.example' }, 'ADJUDICATOR_URL must begin with https://'],
  ] as const;
  for (const [given, because] of refused)
    expect(() => readConfig('slack', { ...workspace, ...given })).toThrow(because);
  const near = { ...model, ADJUDICATOR_URL: 'http://127.0.0.1:11434/v1' };
  expect(readConfig('slack', { ...workspace, ...near }).adjudicator?.url).toBe('http://127.0.0.1:11434/v1');
});

test('in the sandbox nobody is paged, whatever the environment holds', () => {
  expect(readConfig('slack', twilio).paging.twilio).toBeNull();
  expect(readConfig('slack', { ...workspace, ...twilio }).paging.twilio).toMatchObject({ from: '+4930123456' });
});

test.each([
  [
    'half of a webhook',
    { PAGE_WEBHOOK_URL: 'https://x.example' },
    'PAGE_WEBHOOK_URL is set, but not PAGE_WEBHOOK_SECRET',
  ],
  ['half of a mail server', { MAIL_FROM: 'a@b.example' }, 'MAIL_FROM is set, but not SMTP_URL'],
  ['no number', { ...twilio, TWILIO_FROM: '' }, 'TWILIO_ACCOUNT_SID is set, but not TWILIO_FROM'],
  ['a number without its country', { ...twilio, TWILIO_FROM: '030 123' }, 'TWILIO_FROM must be a phone number'],
  [
    'a webhook by another protocol',
    { PAGE_WEBHOOK_URL: 'file:///etc/passwd' },
    'PAGE_WEBHOOK_URL must begin with https',
  ],
  ['a secret that is short', { PAGE_WEBHOOK_SECRET: 'short' }, 'PAGE_WEBHOOK_SECRET must have at least 16'],
  ['a mail server by http', { SMTP_URL: 'https://mail.example' }, 'SMTP_URL must be like smtp://'],
  ['a sender with a line break', { MAIL_FROM: 'a@b.example\nBcc: c@d.example' }, 'MAIL_FROM must be an address'],
  ['secrets in clear text', { TWILIO_API_URL: 'http://api.twilio.example' }, 'TWILIO_API_URL must begin with https://'],
])('%s is refused at the start', (_, settings, because) => {
  expect(() => readConfig('slack', { ...workspace, ...settings })).toThrow(because);
  expect(() => readPaging(settings)).toThrow(because);
});
