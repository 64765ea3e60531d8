import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type StandIn, type StandInOptions, startStandIn } from './stand-in.ts';
import { FRIDAY, officeWorld, SECRET } from './tests/office.ts';

type Request = { headers: IncomingHttpHeaders; body: string };
type Answerer = (response: ServerResponse, number: number) => void;

let server: Server;
let slack: StandIn;
let seen: Request[];
const clock = { now: FRIDAY };

/** An app reduced to its door, which answers as it is told. */
async function open(answer: Answerer, options: Partial<StandInOptions> = {}): Promise<void> {
  seen = [];
  clock.now = FRIDAY;
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      seen.push({ headers: request.headers, body });
      answer(response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  slack = await startStandIn({
    clock: () => clock.now,
    world: officeWorld(),
    app: {
      eventsUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
      signingSecret: SECRET,
    },
    ...options,
  });
}

afterEach(async () => {
  await slack.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const say = (text = 'hello') => slack.as('U0ANA').post('C0TEAM', text);
const idOf = (request: Request | undefined) => (JSON.parse(request?.body ?? '{}') as { event_id: string }).event_id;
const statusOf =
  (status: number): Answerer =>
  (response) =>
    response.writeHead(status).end();

/** Walks the clock from due instant to due instant. */
async function walk(): Promise<number[]> {
  const stops: number[] = [];
  await slack.settled();
  for (let due = slack.nextDue(); due !== null; due = slack.nextDue()) {
    clock.now = due;
    stops.push(due - FRIDAY);
    await slack.runDue(due);
    await slack.settled();
  }
  return stops;
}

test('an event is tried again at once, after one minute and after five, with the same event id, then given up', async () => {
  await open(statusOf(500));
  await say();
  expect(await walk()).toEqual([60_000, 360_000]);
  expect(seen.map((request) => request.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
  expect(seen.slice(1).map((request) => request.headers['x-slack-retry-reason'])).toEqual(Array(3).fill('http_error'));
  expect(new Set(seen.map(idOf)).size).toBe(1);
  expect(slack.nextDue()).toBeNull();
});

test('retries end with the first success, and x-slack-no-retry ends them too', async () => {
  await open((response, number) => response.writeHead(number === 1 ? 500 : 200).end());
  await say();
  expect(await walk()).toEqual([]);
  expect(seen).toHaveLength(2);
  await slack.stop();
  await new Promise((resolve) => server.close(resolve));
  await open((response) => response.writeHead(500, { 'x-slack-no-retry': '1' }).end());
  await say();
  expect(await walk()).toEqual([]);
  expect(seen).toHaveLength(1);
});

test('posting never waits for delivery, and no answer within three seconds of the machine is http_timeout', async () => {
  await open((response, number) => {
    if (number > 1) response.writeHead(200).end();
  });
  const started = performance.now();
  await say();
  expect(performance.now() - started).toBeLessThan(500);
  await slack.settled();
  expect(performance.now() - started).toBeGreaterThanOrEqual(2_900);
  expect(seen[1]?.headers).toMatchObject({ 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' });
});

test('an app that is not there is connection_failed', async () => {
  await open(statusOf(200), { app: { eventsUrl: 'http://127.0.0.1:9/slack/events', signingSecret: SECRET } });
  await say();
  await slack.settled();
  expect(slack.attempts()).toMatchObject([
    { outcome: 'connection_failed' },
    { outcome: 'connection_failed', retry: 1 },
  ]);
});

test('past the hourly limit events are dropped and the app is told once in each limited minute', async () => {
  await open(statusOf(200), { limits: { eventsPerHour: 3 } });
  for (let number = 0; number < 6; number += 1) await say();
  clock.now += 60_000;
  await say();
  await slack.settled();
  const told = seen.map((request) => JSON.parse(request.body) as Record<string, unknown>);
  const limited = told.filter((body) => body.type === 'app_rate_limited');
  expect(told.filter((body) => body.type === 'event_callback')).toHaveLength(3);
  expect(limited.map((body) => body.minute_rate_limited)).toEqual([FRIDAY / 1000, FRIDAY / 1000 + 60]);
  expect(Object.keys(limited[0] ?? {}).sort()).toEqual([
    'api_app_id',
    'minute_rate_limited',
    'team_id',
    'token',
    'type',
  ]);
  clock.now += 3_600_000;
  await say('again');
  await slack.settled();
  expect(seen.at(-1)?.body).toContain('"text":"again"');
});

test('requests are signed as of the machine’s time, and can be forged or stale on request', async () => {
  await open(statusOf(200));
  await slack.send({ body: '{}', contentType: 'application/json', secondsOff: -301, secret: 'another' });
  await say();
  await slack.settled();
  const machine = performance.timeOrigin + performance.now();
  const stamps = seen.map((request) => Number(request.headers['x-slack-request-timestamp']) * 1000 - machine);
  expect(stamps[0]).toBeLessThan(-300_000);
  expect(Math.abs(stamps[1] ?? Number.NaN)).toBeLessThan(5_000);
  expect(seen[1]?.headers['x-slack-signature']).toMatch(/^v0=[0-9a-f]{64}$/);
});

test('deliveries can be lost, delayed on the clock, and doubled', async () => {
  await open(statusOf(200));
  slack.faults.add({ kind: 'lose-delivery', times: 1 });
  slack.faults.add({ kind: 'delay-delivery', milliseconds: 90_000, times: 1 });
  slack.faults.add({ kind: 'duplicate-delivery', copies: 3, event: 'message', times: 1 });
  await say('lost');
  await say('late');
  await say('fourfold');
  await say('plain');
  expect(await walk()).toEqual([90_000]);
  const texts = seen.map((request) => (JSON.parse(request.body) as { event: { text: string } }).event.text);
  expect(texts.sort()).toEqual(['fourfold', 'fourfold', 'fourfold', 'fourfold', 'late', 'plain']);
  expect(new Set(seen.filter((request) => request.body.includes('fourfold')).map(idOf)).size).toBe(1);
});

test('a world that is saved and started again goes on where it was, retries included', async () => {
  await open(statusOf(503));
  await say('survives');
  await slack.settled();
  const saved = JSON.parse(JSON.stringify(slack.world())) as ReturnType<StandIn['world']>;
  expect(saved).toEqual(slack.world());
  await slack.stop();
  await new Promise((resolve) => server.close(resolve));
  await open(statusOf(200), { world: saved });
  expect(await walk()).toEqual([60_000]);
  expect(seen).toMatchObject([{ headers: { 'x-slack-retry-num': '2' } }]);
  const { ts } = await say('next');
  await slack.settled();
  expect(
    slack
      .as('U0ANA')
      .sees('C0TEAM')
      .messages.map((message) => message.text),
  ).toEqual(['survives', 'next']);
  expect(ts).toBe('1793376060.000100');
  expect(idOf(seen[1])).toBe('Ev0000000002');
});
