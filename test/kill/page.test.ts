/** An emergency, with a death where its way is its own (the rest is every message's): somebody is woken, once for each step, and it is taken once. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckpointName } from '../../src/app/checkpoint.ts';
import { anna, berlin, channel, mira, ruth } from '../support/nova.ts';
import { outlivedBot } from '../support/outlived.ts';

type Received = { path: string; event: string; key: string; person?: { id: string } };
const received: Received[] = [];
let stories = 0;
const receiver = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    received.push({ ...(JSON.parse(Buffer.concat(parts).toString()) as Received), path: request.url ?? '' });
    response.writeHead(200).end('{}');
  });
});
/** Each story has a path of its own: a bot that outlives its story disturbs no other. */
const url = (path: string) => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}${path}`;

beforeAll(() => new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => receiver.close(resolve)));

type Moment = 'raised' | 'next step' | 'taken' | 'over';

/** Anna writes the agreed word; nobody takes it; Ruth is paged, takes it and ends it. Dies once in the moment that is named. */
async function tell(death: { name: CheckpointName; in: Moment } | null) {
  stories += 1;
  const path = `/page-${stories}`;
  const stage = await outlivedBot(berlin('2026-11-21 02:00'), url(path));
  const dieIn = async (moment: Moment) => {
    if (death?.in === moment) await stage.bot().dieAt(death.name, 1);
  };
  try {
    await dieIn('raised');
    await stage.slack.as(anna).post(channel, 'Red alert: the shop is down');
    await stage.to(berlin('2026-11-21 02:04'));
    await dieIn('next step');
    await stage.to(berlin('2026-11-21 02:06'));
    await dieIn('taken');
    const page = stage.slack.as(ruth).sees('U0RULES').messages.at(-1);
    await stage.slack.as(ruth).press('U0RULES', page?.ts ?? '', 'emergency-have');
    await stage.to(berlin('2026-11-21 02:12'));
    await dieIn('over');
    await stage.slack.as(ruth).press('U0RULES', page?.ts ?? '', 'emergency-resolve');
    await stage.to(berlin('2026-11-21 02:14'));
    const said = (who: string) =>
      stage.slack
        .as(who)
        .sees('U0RULES')
        .messages.filter(({ text }) => text.includes('emergency 1'));
    const { rows } = await stage.db.query('select state, acknowledged_by, resolved_by from incidents');
    const { rows: windows } = await stage.db.query(
      "select state, data ->> 'how' as how from deadlines where rule = 'response-window'",
    );
    const { rows: pages } = await stage.db.query("select what, state from pages where what = 'page' order by id");
    const heard = received.filter((one) => one.path === path);
    const pagedKeys = heard.filter(({ event }) => event === 'page').map(({ key }) => key);
    return {
      deaths: stage.deaths(),
      incidents: rows,
      windows,
      pages,
      said: [said(mira).length, said(ruth).length],
      woken: new Set(pagedKeys).size,
      twice: pagedKeys.length - new Set(pagedKeys).size,
      told: [...new Set(heard.filter(({ event }) => event !== 'page').map(({ event, key }) => `${event} ${key}`))].map(
        (one) => one.split(' ')[0],
      ),
      client: stage.slack
        .as(anna)
        .sees(channel)
        .messages.filter(({ text }) => text.includes('We have your emergency')).length,
    };
  } finally {
    await stage.drop();
  }
}

const whole = {
  incidents: [{ state: 'resolved', acknowledged_by: ruth, resolved_by: ruth }],
  // Its own question is counted no more.
  windows: [{ state: 'cancelled', how: 'stood-aside' }],
  pages: [
    { what: 'page', state: 'sent' },
    { what: 'page', state: 'sent' },
  ],
  // Whoever ended it is asked to look back on it.
  said: [1, 2],
  woken: 2,
  told: ['acknowledged', 'resolved'],
  client: 1,
};

test('without a death each is woken once', async () => {
  expect(await tell(null)).toEqual({ ...whole, deaths: 0, twice: 0 });
});

describe.each<[CheckpointName, Moment, number]>([
  ['judged', 'raised', 0],
  ['committed', 'raised', 0],
  ['page-started', 'raised', 0],
  // Whether it arrived is not known then: it goes again under the same key.
  ['page-sent', 'raised', 1],
  ['alarm-rung', 'next step', 0],
  ['held', 'taken', 0],
  ['committed', 'taken', 0],
  ['committed', 'over', 0],
  ['page-sent', 'over', 0],
])('killed at %s when it is %s', (name, moment, twice) => {
  test('nobody is left asleep, and nobody is woken for two', async () => {
    expect(await tell({ name, in: moment })).toEqual({ ...whole, deaths: 1, twice });
  });
});

test('killed as the chain comes to its end: everybody there is is woken, once, and the operator hears once', async () => {
  stories += 1;
  const path = `/page-${stories}`;
  const stage = await outlivedBot(berlin('2026-11-21 02:00'), url(path));
  try {
    await stage.slack.as(anna).post(channel, 'Red alert: the shop is down');
    await stage.to(berlin('2026-11-21 02:59'));
    const { rows: before } = await stage.db.query("select 1 from incident_entries where kind = 'exhausted'");
    expect(before).toEqual([]);
    await stage.bot().dieAt('alarm-rung', 1);
    await stage.to(berlin('2026-11-21 03:03'));
    expect(stage.deaths()).toBe(1);
    const { rows } = await stage.db.query("select 1 from incident_entries where kind = 'exhausted'");
    expect(rows).toHaveLength(1);
    const keys = received.filter((one) => one.path === path && one.event === 'page').map(({ key }) => key);
    expect(keys).toHaveLength(new Set(keys).size);
    const operator = stage.slack.look(({ messages }) => messages.C0OPS ?? []);
    expect(operator.filter(({ text }) => text.includes('emergency 1'))).toHaveLength(1);
  } finally {
    await stage.drop();
  }
});
