/** Every way against a receiver on loopback: what it is sent, and what is made of each answer. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { machineClock } from '../../clock.ts';
import type { Page, PagedPerson, Pager, PageWay } from '../../engine/ports.ts';
import { createPager } from '../pager.ts';
import type { PagingSettings } from '../settings.ts';
import { hasOpenSsl, posingServer } from './posing.ts';
import { httpReceiver, json, type MailServer, mailServer, type Receiver } from './receivers.ts';

const now = Date.parse('2026-11-21T02:00:00Z');
const mira: PagedPerson = { id: 'U0MIRA', name: 'Mira Aksoy', phone: '+905550100100', email: 'mira@example.com' };
const page: Page = {
  key: 'incident-1:step-1:U0MIRA',
  incidentKey: 'incident-1',
  title: 'Nova Bikes: the shop is down',
  text: 'Nobody can pay since 01:50. <Anna> & "Ben" wrote:\nplease help https://shop.example/cart',
  link: 'https://harbourstudio.slack.com/archives/C0INT/p1',
  isDrill: false,
  language: 'en',
};
const drill: Page = { ...page, isDrill: true };
const tooSlow = { kind: 'unknown', because: 'too slow' };
const webWays = ['webhook', 'pagerduty', 'sms', 'call'] as const;
const allWays: PageWay[] = [...webWays, 'email'];

let receiver: Receiver;
let mail: MailServer;
let pager: Pager;
const logged: string[] = [];
const logger = pino({ base: null }, { write: (line: string) => void logged.push(line) });
const good: Record<PageWay, [number, unknown]> = {
  webhook: [200, { id: 'theirs-7' }],
  pagerduty: [202, { status: 'success', message: 'Event processed', dedup_key: 'incident-1' }],
  sms: [201, { sid: 'SM7', status: 'queued' }],
  call: [201, { sid: 'CA7', status: 'queued' }],
  email: [200, {}],
};

function settings(url: string, mailUrl: string): PagingSettings {
  return {
    webhook: { url: `${url}/hook?key=hidden`, secret: 'a secret of some length' },
    pagerDuty: { url, routingKey: 'routing-key-1' },
    mail: { url: mailUrl, from: 'Groundrules <rules@harbour.example>' },
    twilio: { url, accountSid: 'AC1', authToken: 'token-1', from: '+4930123456', smsFrom: null },
  };
}

const patience = { whole: 400, connecting: 200 };
const pagerOf = (changed: PagingSettings) => createPager(changed, { clock: () => now, logger, patience });
/** The receiver answers as the way's own does when all is well. */
const answerWell = (way: PageWay) => receiver.answers(json(...good[way]));
const formOf = (body: string) => Object.fromEntries(new URLSearchParams(body));

beforeAll(async () => {
  [receiver, mail] = await Promise.all([httpReceiver(), mailServer()]);
  pager = pagerOf(settings(receiver.url, mail.url));
});
beforeEach(() => {
  receiver.received.length = 0;
  mail.mails.length = 0;
  logged.length = 0;
});
afterAll(async () => {
  await pager.close();
  await Promise.all([receiver.stop(), mail.stop()]);
});

describe('what a receiver is sent', () => {
  test('a webhook gets signed JSON, the same key whenever the page is sent again, and no phone or e-mail', async () => {
    answerWell('webhook');
    expect(await pager.page('webhook', mira, page)).toEqual({ kind: 'sent', reference: 'theirs-7' });
    const [{ path = '', headers = {}, body = '' } = {}] = receiver.received;
    expect(path).toBe('/hook?key=hidden');
    expect(JSON.parse(body)).toEqual({
      event: 'page',
      key: 'incident-1:step-1:U0MIRA',
      incident: 'incident-1',
      drill: false,
      title: page.title,
      text: page.text,
      link: page.link,
      language: 'en',
      person: { id: 'U0MIRA', name: 'Mira Aksoy' },
      sentAt: '2026-11-21T02:00:00.000Z',
    });
    expect(headers['idempotency-key']).toBe(page.key);
    expect(headers['groundrules-timestamp']).toBe(String(now / 1000));
    const signed = `v1:${headers['groundrules-timestamp']}:${body}`;
    const digest = createHmac('sha256', 'a secret of some length').update(signed).digest('hex');
    expect(headers['groundrules-signature']).toBe(`v1=${digest}`);
    expect(body).not.toMatch(/\+9055|mira@/);
  });

  test('the receiver’s part, as the README writes it, takes ours and refuses what is forged, changed or old', async () => {
    const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
    const recipe = /```js\n([\s\S]+?)```/.exec(readme)?.[1] ?? '';
    const url = `data:text/javascript,${encodeURIComponent(`${recipe}\nexport { isFromGroundrules };`)}`;
    const { isFromGroundrules } = await import(/* @vite-ignore */ url);
    const secret = 'a secret of some length';
    const today = createPager(settings(receiver.url, mail.url), { clock: machineClock, logger, patience });
    answerWell('webhook');
    await today.page('webhook', mira, page);
    await pager.page('webhook', mira, page);
    await today.close();
    const [ours, old] = receiver.received;
    expect(isFromGroundrules(ours?.headers, ours?.body, secret)).toBe(true);
    expect(isFromGroundrules(ours?.headers, `${ours?.body} `, secret)).toBe(false);
    expect(isFromGroundrules(ours?.headers, ours?.body, 'another secret of some length')).toBe(false);
    expect(isFromGroundrules({ ...ours?.headers, 'groundrules-signature': 'v1=short' }, ours?.body, secret)).toBe(
      false,
    );
    expect(isFromGroundrules(old?.headers, old?.body, secret)).toBe(false);
    expect(isFromGroundrules({}, '', secret)).toBe(false);
  });

  test('PagerDuty gets one alert for an incident, whoever is paged, and hears that it is taken and over', async () => {
    answerWell('pagerduty');
    expect(await pager.page('pagerduty', mira, page)).toEqual({ kind: 'sent', reference: 'incident-1' });
    await pager.tell('pagerduty', 'acknowledged', page);
    await pager.tell('pagerduty', 'resolved', page);
    const events = receiver.received.map(({ body }) => JSON.parse(body));
    expect(receiver.received.map(({ path }) => path)).toEqual(['/v2/enqueue', '/v2/enqueue', '/v2/enqueue']);
    expect(events.map(({ event_action, dedup_key, routing_key }) => [event_action, dedup_key, routing_key])).toEqual([
      ['trigger', 'incident-1', 'routing-key-1'],
      ['acknowledge', 'incident-1', 'routing-key-1'],
      ['resolve', 'incident-1', 'routing-key-1'],
    ]);
    expect(events[0].payload).toMatchObject({ summary: page.title, severity: 'critical', source: 'Groundrules' });
    expect(events[0].links).toEqual([{ href: page.link, text: 'Slack' }]);
  });

  test('a key that is too long for PagerDuty is still one and the same each time', async () => {
    receiver.answers(json(202, { status: 'success' }));
    const long = { ...page, incidentKey: 'i'.repeat(300) };
    const first = await pager.page('pagerduty', mira, long);
    expect(first).toEqual({ kind: 'sent', reference: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await pager.page('pagerduty', mira, long)).toEqual(first);
  });

  test('a text message keeps title and link whole and the text as far as there is room', async () => {
    answerWell('sms');
    await pager.page('sms', mira, { ...page, text: 'x'.repeat(3_000) });
    const [{ path = '', headers = {}, body = '' } = {}] = receiver.received;
    expect(path).toBe('/2010-04-01/Accounts/AC1/Messages.json');
    expect(headers.authorization).toBe(`Basic ${Buffer.from('AC1:token-1').toString('base64')}`);
    const { To, From, Body = '' } = formOf(body);
    expect({ To, From }).toEqual({ To: '+905550100100', From: '+4930123456' });
    expect(Body.split('\n')[0]).toBe(page.title);
    expect(Body.endsWith(`To take it: ${page.link}`)).toBe(true);
    expect(Body.length).toBeLessThanOrEqual(320);
  });

  test('a call reads aloud what is safe to read: escaped, without addresses, twice', async () => {
    answerWell('call');
    await pager.page('call', mira, { ...page, title: `${page.title}\u0000\u0007 <Hangup/>`, language: 'en' });
    const { To, From, Twiml = '', Timeout } = formOf(receiver.received[0]?.body ?? '');
    expect({ To, From, Timeout }).toEqual({ To: '+905550100100', From: '+4930123456', Timeout: '25' });
    expect(Twiml).toContain('&lt;Hangup/&gt;');
    expect(Twiml).toContain('&lt;Anna&gt; &amp; &quot;Ben&quot; wrote: please help');
    expect(Twiml).not.toMatch(/https?:|<Hangup|\p{Cc}/u);
    expect(Twiml.match(/the shop is down/g)).toHaveLength(2);
    expect(Twiml).toMatch(
      /^<Response>(<Pause length="1"\/>|<Say language="en-US" voice="Polly.Joanna">[^<]+<\/Say>)+<\/Response>$/,
    );
  });

  test('however long the text, a call stays within what Twilio takes', async () => {
    answerWell('call');
    await pager.page('call', mira, { ...drill, title: '&"<'.repeat(1_000), text: '"'.repeat(3_000), language: 'tr' });
    const { Twiml = '' } = formOf(receiver.received[0]?.body ?? '');
    expect(Twiml.length).toBeLessThanOrEqual(4_000);
  });

  test('a phone that still rings stops when somebody else has it', async () => {
    answerWell('call');
    await pager.withdraw('call', 'CA7');
    expect(receiver.received[0]?.path).toBe('/2010-04-01/Accounts/AC1/Calls/CA7.json');
    expect(formOf(receiver.received[0]?.body ?? '')).toEqual({ Status: 'canceled' });
    expect(await pager.withdraw('sms', 'SM7')).toBeNull();
  });

  test('e-mail comes in one thread for an incident, with the same id when it is sent again', async () => {
    const outcome = await pager.page('email', mira, { ...page, title: 'The shop\r\nBcc: eve@example.com' });
    expect(outcome.kind).toBe('sent');
    await pager.page('email', { ...mira, name: 'Mira "Mimi" <x@y.example>' }, page);
    const [first = '', second = ''] = mail.mails;
    expect(first).toMatch(/^To: Mira Aksoy <mira@example.com>$/m);
    expect(first).toMatch(/^From: Groundrules <rules@harbour.example>$/m);
    expect(first).toMatch(/^Subject: The shop Bcc: eve@example.com$/m);
    expect(first).not.toMatch(/^Bcc:/m);
    expect(first).toContain('To take it: https://harbourstudio.slack.com/archives/C0INT/p1');
    const idOf = (text: string) => /^Message-ID: (<\w+@harbour\.example>)$/m.exec(text)?.[1];
    expect(idOf(first)).toBe(outcome.kind === 'sent' ? outcome.reference : '');
    expect(idOf(second)).toBe(idOf(first));
    expect(/^References: (.+)$/m.exec(second)?.[1]).toBe(/^References: (.+)$/m.exec(first)?.[1]);
  });

  test('a drill is called one by every way, in the language of who is paged', async () => {
    const said: string[] = [];
    for (const way of allWays) {
      answerWell(way);
      await pager.page(way, mira, { ...drill, language: 'tr' });
      said.push(way === 'email' ? (mail.mails[0] ?? '') : (receiver.received.at(-1)?.body ?? ''));
    }
    const [webhook = '', pagerduty = '', sms = '', call = '', email = ''] = said;
    expect(JSON.parse(webhook)).toMatchObject({ drill: true, title: `TATBİKAT: ${page.title}` });
    const { payload } = JSON.parse(pagerduty);
    expect(payload).toMatchObject({ severity: 'info', class: 'drill', summary: `TATBİKAT: ${page.title}` });
    expect(formOf(sms).Body).toContain('Bu bir tatbikat.');
    expect(formOf(call).Twiml).toContain('Bu bir tatbikat.');
    expect(formOf(call).Twiml).toContain('language="tr-TR"');
    expect(email).toMatch(/^X-Groundrules-Drill: yes$/m);
  });
});

describe('what is made of an answer', () => {
  const outcomes: [string, Parameters<Receiver['answers']>[0], unknown][] = [
    ['429 with seconds', json(429, {}, { 'retry-after': '7' }), { kind: 'wait', retryAfter: 7_000 }],
    [
      '429 with a date',
      json(429, {}, { 'retry-after': 'Sat, 21 Nov 2026 02:00:30 GMT' }),
      { kind: 'wait', retryAfter: 30_000 },
    ],
    [
      '429 with a date that is over',
      json(429, {}, { 'retry-after': 'Fri, 20 Nov 2026 02:00:30 GMT' }),
      { kind: 'wait', retryAfter: 0 },
    ],
    ['429 with nonsense', json(429, {}, { 'retry-after': 'soon' }), { kind: 'wait', retryAfter: 10_000 }],
    ['503 that says how long', json(503, {}, { 'retry-after': '3' }), { kind: 'wait', retryAfter: 3_000 }],
    ['503', json(503, {}), { kind: 'unreachable', because: 'http 503' }],
    ['500', json(500, {}), { kind: 'unknown', because: 'http 500' }],
    ['504', json(504, {}), { kind: 'unknown', because: 'http 504' }],
    ['401', json(401, { message: page.text }), { kind: 'refused', because: 'http 401' }],
    ['404', json(404, {}), { kind: 'refused', because: 'http 404' }],
    [
      'a broken connection',
      (response) => void response.socket?.destroy(),
      { kind: 'unknown', because: 'UND_ERR_SOCKET' },
    ],
  ];

  test.each(webWays.flatMap((way) => outcomes.map(([what, answer, expected]) => ({ way, what, answer, expected }))))(
    'by $way $what comes to what was or was not said',
    async ({ way, answer, expected }) => {
      receiver.answers(answer);
      expect(await pager.page(way, mira, page)).toEqual(expected);
      expect(receiver.received).toHaveLength(1);
    },
  );

  test('no answer in time may have been heard', async () => {
    receiver.answers(() => {});
    const both = await Promise.all([pager.page('webhook', mira, page), pager.page('call', mira, page)]);
    expect(both).toEqual([tooSlow, tooSlow]);
  });

  test('a page that gets no answer keeps no other one waiting', async () => {
    receiver.answers((response) => {
      if (receiver.received.length > 20) response.writeHead(200).end();
    });
    const stuck = Array.from({ length: 20 }, () => pager.page('webhook', mira, page));
    await expect.poll(() => receiver.received.length).toBe(20);
    const begun = machineClock();
    expect((await pager.page('webhook', mira, page)).kind).toBe('sent');
    expect(machineClock() - begun).toBeLessThan(patience.whole);
    expect(new Set((await Promise.all(stuck)).map(({ kind }) => kind))).toEqual(new Set(['unknown']));
  });

  test.each(webWays)('%s follows no redirect, so that no secret goes to where nobody meant it', async (way) => {
    receiver.answers((response) => void response.writeHead(307, { location: `${receiver.url}/elsewhere` }).end());
    expect(await pager.page(way, mira, page)).toEqual({ kind: 'refused', because: 'http 307' });
    expect(receiver.received).toHaveLength(1);
  });

  test.each(['pagerduty', 'sms', 'call'] as const)(
    '%s that answers kindly with a page of HTML may not have heard us',
    async (way) => {
      receiver.answers((response) => void response.writeHead(200).end('<html>Welcome to the guest network</html>'));
      expect(await pager.page(way, mira, page)).toEqual({ kind: 'unknown', because: 'unreadable answer' });
    },
  );

  test('a webhook has taken it when it says 200, whatever else it says or never ends to say', async () => {
    receiver.answers((response) => void response.writeHead(200).end('x'.repeat(500_000)));
    expect(await pager.page('webhook', mira, page)).toEqual({ kind: 'sent', reference: page.key });
    receiver.answers((response) => void response.writeHead(200).write('{"id":'));
    expect(await pager.page('webhook', mira, page)).toEqual({ kind: 'sent', reference: page.key });
  });

  test('Twilio that takes it and fails at once has refused it', async () => {
    receiver.answers(json(201, { sid: 'SM7', status: 'failed' }));
    expect(await pager.page('sms', mira, page)).toEqual({ kind: 'refused', because: 'failed at once' });
  });

  test('nobody at the address: nothing was said, by no way', async () => {
    const [gone, goneMail] = await Promise.all([httpReceiver(), mailServer()]);
    await Promise.all([gone.stop(), goneMail.stop()]);
    const lost = pagerOf(settings(gone.url, goneMail.url));
    for (const way of allWays) {
      expect(await lost.page(way, mira, page), way).toEqual({ kind: 'unreachable', because: 'ECONNREFUSED' });
    }
    await lost.close();
  });

  test.each([
    ['greylisting at the recipient', 'RCPT', '451 try again later', { kind: 'unreachable', because: 'smtp 451' }],
    ['a recipient it does not know', 'RCPT', '550 no such user', { kind: 'refused', because: 'smtp 550' }],
    ['a message it does not like', 'END', '554 looks like spam', { kind: 'refused', because: 'smtp 554' }],
    ['a busy greeting', 'HELLO', '421 too many', { kind: 'unreachable', because: 'smtp 421' }],
    ['no greeting', 'HELLO', null, { kind: 'unreachable', because: 'GREETING_TIMEOUT' }],
    ['no word after the message', 'END', null, tooSlow],
  ])('a mail server with %s', async (_, command, reply, expected) => {
    const server = await mailServer();
    server.says(command, reply);
    const mailing = pagerOf({ ...settings(receiver.url, server.url) });
    expect(await mailing.page('email', mira, page)).toEqual(expected);
    await mailing.close();
    await server.stop();
  });

  test('user and password are not said to a mail server elsewhere that has no TLS', async () => {
    const server = await mailServer();
    server.says('EHLO', '250-mail.test\r\n250 AUTH PLAIN LOGIN');
    server.says('STARTTLS', '502 not here');
    // By another name of this machine, as far as the way can tell somebody else's.
    const url = server.url.replace('127.0.0.1', 'mira:password@[::ffff:127.0.0.1]');
    const mailing = pagerOf({ ...settings(receiver.url, url) });
    expect(await mailing.page('email', mira, page)).toEqual({ kind: 'refused', because: 'smtp 502' });
    expect([server.commands.filter((one) => one.startsWith('AUTH')), server.mails]).toEqual([[], []]);
    await mailing.close();
    await server.stop();
  });
});

describe.skipIf(!hasOpenSsl())('a receiver that cannot prove its name', () => {
  test('gets nothing by any way', async () => {
    const posing = await posingServer();
    const lost = pagerOf(settings(`https://127.0.0.1:${posing.port}`, `smtps://127.0.0.1:${posing.port}`));
    for (const way of allWays) {
      expect(await lost.page(way, mira, page), way).toEqual({
        kind: 'unreachable',
        because: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      });
    }
    expect(posing.heard).toEqual([]);
    await lost.close();
    await posing.stop();
  });
});

describe('whatever happens', () => {
  test('a way that is not set up refuses, and says beforehand that it would', async () => {
    const none = pagerOf({ webhook: null, pagerDuty: null, mail: null, twilio: null });
    for (const way of allWays) {
      expect(none.has(way)).toBe(false);
      expect(await none.page(way, mira, page)).toEqual({ kind: 'refused', because: 'not set up' });
      expect(pager.has(way)).toBe(true);
    }
    expect(await none.tell('webhook', 'resolved', page)).toBeNull();
    await none.close();
  });

  test('an account that has only a sender of texts sends texts and calls nobody', async () => {
    const twilio = { url: receiver.url, accountSid: 'AC1', authToken: 't', from: null, smsFrom: `MG${'1'.repeat(32)}` };
    const texting = pagerOf({ webhook: null, pagerDuty: null, mail: null, twilio });
    expect([texting.has('sms'), texting.has('call')]).toEqual([true, false]);
    answerWell('sms');
    await texting.page('sms', mira, page);
    expect(formOf(receiver.received[0]?.body ?? '')).toMatchObject({ MessagingServiceSid: twilio.smsFrom });
    await texting.close();
  });

  test('somebody without a phone or an address is refused, and nothing is sent', async () => {
    const bare = { ...mira, phone: null, email: null };
    expect(await pager.page('sms', bare, page)).toEqual({ kind: 'refused', because: 'no phone' });
    expect(await pager.page('call', bare, page)).toEqual({ kind: 'refused', because: 'no phone' });
    expect(await pager.page('email', bare, page)).toEqual({ kind: 'refused', because: 'no e-mail' });
    expect([receiver.received, mail.mails]).toEqual([[], []]);
  });

  test('the log names way and outcome, never a number, an address, a word or a secret', async () => {
    for (const way of allWays) {
      answerWell(way);
      await pager.page(way, mira, page);
      receiver.answers(json(500, { message: page.text }));
      await pager.page(way, mira, page);
    }
    expect(logged).toHaveLength(10);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({ way: 'webhook', what: 'page', outcome: 'sent' });
    const secrets = /9055501|4930123|example|Nova|Mira|pay|secret|token|routing|hidden|127\.0\.0\.1|incident-1/;
    expect(logged.filter((line) => secrets.test(line))).toEqual([]);
  });
});
