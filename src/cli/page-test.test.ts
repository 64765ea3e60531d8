/** Paging somebody as a drill: by each way, against receivers on loopback and the sandbox's own Slack. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readPaging } from '../config.ts';
import { httpReceiver, json, type MailServer, mailServer, type Receiver } from '../paging/tests/receivers.ts';
import { groundrules } from './tests/groundrules.ts';
import { tellWaitingStory } from './tests/story.ts';
import { pagingLacks } from './way-warnings.ts';

const story = tellWaitingStory('Could you send the invoice again, please?');
const names = [
  'PAGE_WEBHOOK_URL',
  'PAGE_WEBHOOK_SECRET',
  'PAGERDUTY_ROUTING_KEY',
  'PAGERDUTY_API_URL',
  'SMTP_URL',
  'MAIL_FROM',
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_FROM',
  'TWILIO_API_URL',
];
let receiver: Receiver;
let mail: MailServer;

/** Answers as the webhook's, PagerDuty's and Twilio's own, whoever is asked. */
const allWell = json(201, { sid: 'SM7', status: 'success' });
const setUp = (settings: Record<string, string>) => {
  for (const name of names) vi.stubEnv(name, settings[name] ?? '');
};
const twilio = () => ({
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'token',
  TWILIO_FROM: '+4930123456',
  TWILIO_API_URL: receiver.url,
});
const everything = () => ({
  ...twilio(),
  PAGE_WEBHOOK_URL: `${receiver.url}/hook`,
  PAGE_WEBHOOK_SECRET: 'a secret of some length',
  PAGERDUTY_ROUTING_KEY: '0123456789abcdef0123456789abcdef',
  PAGERDUTY_API_URL: receiver.url,
  SMTP_URL: mail.url,
  MAIL_FROM: 'Groundrules <rules@harbourstudio.example>',
});

beforeAll(async () => {
  [receiver, mail] = await Promise.all([httpReceiver(), mailServer()]);
});
beforeEach(() => {
  receiver.received.length = 0;
  mail.mails.length = 0;
  receiver.answers(allWell);
  setUp(everything());
});
afterEach(() => setUp({}));
afterAll(async () => {
  await Promise.all([receiver.stop(), mail.stop()]);
});

describe('page-test', () => {
  test('pages by every way there is, as a drill, and says what became of each', async () => {
    const { code, out } = await groundrules('page-test', 'U0MIRA');
    expect(out.split('\n').map((line) => line.split(/ {2,}/).slice(0, 2).join(' '))).toEqual([
      'WAY OUTCOME',
      'slack sent',
      'sms sent',
      'call sent',
      'email sent',
      'webhook sent',
      'pagerduty sent',
    ]);
    expect(out).toMatch(/^sms +sent +\d+\.\d s$/m);
    expect(code).toBe(0);
    const bodies = receiver.received.map(({ path, body }) => `${path} ${decodeURIComponent(body)}`);
    expect(bodies.filter((body) => body.includes('+493023125001'))).toHaveLength(2);
    expect(bodies.filter((body) => !/drill/i.test(body) && !body.includes('"resolve"'))).toEqual([]);
    expect(mail.mails[0]).toMatch(/^Subject: DRILL: Can you be reached\?$/m);
    const mira = story.sandbox().slack.as('U0MIRA');
    expect(mira.sees(mira.direct('U0RULES')).messages.at(-1)?.text).toBe('DRILL: Can you be reached?');
  });

  test('what it has opened at PagerDuty and at the webhook is closed again', async () => {
    await groundrules('page-test', 'U0MIRA', '--by', 'pagerduty,webhook');
    const said = receiver.received.map(({ body }) => JSON.parse(body));
    expect(said.map(({ event, event_action }) => event ?? event_action).sort()).toEqual([
      'page',
      'resolve',
      'resolved',
      'trigger',
    ]);
    expect(new Set(said.map(({ incident, dedup_key }) => incident ?? dedup_key)).size).toBe(1);
  });

  test('a contact without an account in Slack is paged by what stands in the file', async () => {
    const { code, out } = await groundrules('page-test', 'night-desk', '--by', 'CALL');
    expect({ code, isCalled: /^call +sent/m.test(out) }).toEqual({ code: 0, isCalled: true });
    expect(decodeURIComponent(receiver.received[0]?.body ?? '')).toContain('To=+493023125009');
  });

  test('one way that fails fails the command, with where to look', async () => {
    receiver.answers(json(401, {}));
    const { code, out } = await groundrules('page-test', 'U0MIRA', '--by', 'sms,email');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^sms +refused +\S+ s +http 401: the credentials are not taken: TWILIO_ACCOUNT_SID, TWILIO_AUTH/m,
    );
    expect(out).toMatch(/^email +sent/m);
  });

  test('nobody at the address: says which setting leads there', async () => {
    vi.stubEnv('PAGERDUTY_API_URL', 'http://127.0.0.1:9');
    const { code, out } = await groundrules('page-test', 'U0MIRA', '--by', 'pagerduty');
    expect(code).toBe(1);
    expect(out).toMatch(/^pagerduty +unreachable .* ECONNREFUSED: nobody takes it there now: PAGERDUTY_API_URL$/m);
  });

  test('a way asked for that is not set up is named with what it needs', async () => {
    setUp(twilio());
    const { code, out } = await groundrules('page-test', 'U0MIRA', '--by', 'sms,email', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      person: 'U0MIRA',
      ways: [
        { way: 'sms', outcome: 'sent', milliseconds: expect.any(Number) },
        { way: 'email', outcome: 'not tried', hint: 'set SMTP_URL, MAIL_FROM', milliseconds: 0 },
      ],
    });
  });

  test('says of each way why there is none for somebody', async () => {
    setUp({ SMTP_URL: mail.url, MAIL_FROM: 'rules@harbourstudio.example' });
    const { code, err } = await groundrules('page-test', 'night-desk');
    expect(code).toBe(1);
    expect(err).toContain('There is no way to page Night desk:');
    expect(err).toMatch(/slack +nobody in Slack\n +sms +set TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM/);
    expect(err).toMatch(/email +no email under onCall: contacts: in agency\.yml/);
  });

  test.each([
    ['a person of a client', ['U0ANNA'], 1, 'Anna Novak is not known as one of the agency’s people'],
    ['somebody nobody knows', ['U0NOBODY'], 1, 'U0NOBODY is not known as one of the agency’s people'],
    ['a slip of the finger', ['nigth-desk'], 1, 'Nobody is called nigth-desk. Did you mean night-desk?'],
    ['a name', ['Mira'], 1, 'Nobody is called Mira. Did you mean U0MIRA?'],
    ['a word', ['somebody'], 1, 'Nobody is called somebody. Give a Slack id'],
    ['a way that is none', ['U0MIRA', '--by', 'sns'], 2, '"sns" is no way. Did you mean sms?'],
    ['no way at all', ['U0MIRA', '--by', ','], 2, 'No way is named. Write some of slack, sms'],
  ])('refuses %s and pages nobody', async (_, words, expected, because) => {
    const { code, err } = await groundrules('page-test', ...words);
    expect(err).toContain(because);
    expect(code).toBe(expected);
    expect([receiver.received, mail.mails]).toEqual([[], []]);
  });
});

test('a start names the ways by which agreements in force page and this environment cannot', async () => {
  const { store } = story.sandbox().house();
  const { TWILIO_FROM: _, ...rest } = twilio();
  expect(await pagingLacks(store, readPaging({ ...rest, TWILIO_SMS_FROM: 'Harbour' }))).toEqual([
    { way: 'call', missing: ['TWILIO_FROM'] },
  ]);
  expect(await pagingLacks(store, readPaging(twilio()))).toEqual([]);
});

describe('check', () => {
  test('warns of each way that a policy pages by and this environment lacks, at its line', async () => {
    setUp({});
    const path = story.copyOf('agency.yml');
    const { code, out, err } = await groundrules('check', path);
    expect({ code, isFine: out.includes('fine (agency file') }).toEqual({ code: 0, isFine: true });
    expect(err).toMatch(
      /agency\.yml:\d+:\d+ onCall\.policies\.standard\.steps\[0\]\.by: warning: sms needs TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM, which/,
    );
    expect(err).toMatch(/steps\[1\]\.by: warning: call needs TWILIO/);
  });

  test('says nothing of ways that are set up, and refuses a setting that is wrong', async () => {
    const path = story.copyOf('agency.yml');
    expect((await groundrules('check', path)).err).toBe('');
    vi.stubEnv('TWILIO_FROM', '0301234');
    const { code, err } = await groundrules('check', path);
    expect(code).toBe(1);
    expect(err).toContain('TWILIO_FROM must be a phone number with its country');
  });

  test('warns of an agreement’s own policy too', async () => {
    setUp({});
    story.copyOf('agency.yml');
    const path = story.copyOf('nova.yml');
    const { readFileSync, writeFileSync } = await import('node:fs');
    const own = 'policy: { steps: [{ page: [U0MIRA], by: [slack, email] }] }';
    writeFileSync(path, readFileSync(path, 'utf8').replace('policy: standard', own));
    const { code, err } = await groundrules('check', path);
    expect(err).toMatch(
      /nova\.yml:\d+:\d+ emergency\.policy\.steps\[0\]\.by: warning: email needs SMTP_URL, MAIL_FROM/,
    );
    expect(code).toBe(0);
  });
});
