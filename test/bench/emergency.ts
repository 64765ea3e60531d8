/**
 * From a client's press to the first page on its way: the press over HTTP, the direct message as it arrives at Slack and the
 * webhook as it arrives at its receiver. Ten thousand waits are pending; a thousand of them fall due in the minute in which the
 * presses come, half of them at once, so that whoever is paged has notices of every day waiting for Slack's pace. Beside it
 * the same presses while nothing else happens, and a bare request to the floor.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { machineClock } from '../../src/clock.ts';
import { newIncidentId } from '../../src/rules/emergencies/subject.ts';
import { type Client, clients } from './agency.ts';
import { waits } from './deadlines.ts';
import { type Generator, openGenerator } from './generator.ts';
import { chatter, press, raising, tsOf } from './letters.ts';
import { untilWalked } from './messages.ts';
import type { HouseServer, Scene } from './scene.ts';
import { ourChannelIds } from './steady.ts';
import { quantile, type Row, readableLatency } from './table.ts';

const minute = 60_000;
const pending = 10_000;
const atOneInstant = 500;
const throughTheMinute = 500;
const atOnce = 1_000;
const lead = 10_000;
/** Each of so many clients is in need every few seconds, and its owner says that it is over in between. */
const inNeed = 24;
const interval = 250;
const presses = { idle: 96, busy: 240 };
const overAfter = 3_000;
const patience = 30_000;
const limit = 2_000;

/** When each page arrived (`performance.now()`), by what is the matter. */
type Arrived = { slack: Map<string, number>; webhook: Map<string, number> };
/** Milliseconds from each press. */
type Played = { answered: number[]; slack: number[]; webhook: number[]; never: number };

export async function benchEmergency(scene: Scene): Promise<Row[]> {
  const arrived: Arrived = { slack: new Map(), webhook: new Map() };
  const receiver = await receiveInto(arrived.webhook);
  const stopWatching = scene.slack.subscribe(({ kind, channel, ts }) => {
    if (kind !== 'message' || channel === undefined) return;
    const direct = scene.slack.look(({ channels, messages }) =>
      channels[channel]?.kind === 'im' ? messages[channel]?.findLast((one) => one.ts === ts) : undefined,
    );
    if (direct !== undefined) note(arrived.slack, JSON.stringify(direct));
  });
  const floor = await scene.floor();
  const environment = { PAGE_WEBHOOK_URL: receiver.url, PAGE_WEBHOOK_SECRET: 'a-secret-of-thirty-two-characters' };
  const house = await scene.house({ window: '2h', hours: 'roundTheClock', waking: true }, environment);
  const [toFloor, toHouse] = [openGenerator(floor.url, 4), openGenerator(house.url, 16)];
  try {
    const bare = await bareRequests(toFloor);
    const played = await play(house, toHouse, arrived);
    return [...rowsOf('nothing else', played.idle, bare), ...rowsOf('1,000 deadlines', played.busy, bare)];
  } finally {
    stopWatching();
    await Promise.all([toFloor.close(), toHouse.close()]);
    await house.stop();
    await floor.stop();
    receiver.close();
  }
}

async function play(house: HouseServer, generator: Generator, arrived: Arrived) {
  const now = machineClock();
  const far = pending - atOneInstant - throughTheMinute;
  // In parts, so that a slow machine has its time for each.
  for (let from = 0; from < far; from += atOnce) {
    const until = (index: number) => now + 30 * minute + ((from + index) / far) * 60 * minute;
    await generator.flood(waits(atOnce, until));
    await untilWalked(house.database.pool);
  }
  const channelIds = await ourChannelIds(house.database.pool);
  const during = (kind: string, count: number) => pressing(generator, { kind, count, channelIds, arrived });
  // The first round introduces everybody to the house, and the house to its own code.
  await during('first', inNeed);
  const idle = await during('idle', presses.idle);
  const first = machineClock() + lead;
  await generator.flood(waits(atOneInstant, () => first));
  await generator.flood(waits(throughTheMinute, (index) => first + (index / throughTheMinute) * minute));
  await untilWalked(house.database.pool);
  await wait(first - machineClock());
  const busy = await during('busy', presses.busy);
  const { rows } = await house.database.pool.query(
    `select count(*)::int from rulings where event_kind = 'DeadlineDue' and rule = 'response-window'`,
  );
  if (rows[0].count < 900) throw new Error(`Only ${rows[0].count} deadlines fell due meanwhile.`);
  return { idle, busy };
}

type Pressing = { kind: string; count: number; channelIds: Map<string, string>; arrived: Arrived };

/** One press every interval, whatever comes back. */
async function pressing(generator: Generator, { kind, count, channelIds, arrived }: Pressing): Promise<Played> {
  const pressed = new Map<string, number>();
  const answers: Promise<number>[] = [];
  const endings: Promise<unknown>[] = [];
  const start = performance.now();
  for (let index = 0; index < count; index += 1) {
    await wait(Math.max(0, start + index * interval - performance.now()));
    const client = clients[index % inNeed] as Client;
    const what = `press-${kind}-${index}-`;
    const body = raising(client, channelIds.get(client.channel) ?? '', what, what);
    pressed.set(what, performance.now());
    answers.push(generator.one(body));
    endings.push(wait(overAfter).then(() => generator.one(overPress(client, what))));
  }
  const answered = await Promise.all(answers);
  await untilAll(pressed, arrived);
  await Promise.all(endings);
  const since = (at: Map<string, number>) =>
    [...pressed].flatMap(([what, from]) => (at.has(what) ? [(at.get(what) ?? 0) - from] : []));
  const [slack, webhook] = [since(arrived.slack), since(arrived.webhook)];
  return { answered, slack, webhook, never: 2 * count - slack.length - webhook.length };
}

const overPress = (client: Client, what: string) =>
  press(client, newIncidentId(`form:${what}`), machineClock(), 'emergency-resolve');

async function untilAll(pressed: Map<string, number>, { slack, webhook }: Arrived): Promise<void> {
  const enough = performance.now() + patience;
  const isThere = (what: string) => slack.has(what) && webhook.has(what);
  while (![...pressed.keys()].every(isThere) && performance.now() < enough) await wait(10);
}

/** The first time that what somebody pressed for is read of. */
function note(into: Map<string, number>, text: string): void {
  const what = /press-\w+-\d+-/.exec(text)?.[0];
  if (what !== undefined && !into.has(what)) into.set(what, performance.now());
}

async function receiveInto(into: Map<string, number>): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      note(into, Buffer.concat(parts).toString());
      response.writeHead(200).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

async function bareRequests(generator: Generator): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < presses.idle; index += 1) {
    taken.push(await generator.one(chatter(clients[index % inNeed] as Client, tsOf(machineClock()))));
    await wait(20);
  }
  return taken.slice(inNeed);
}

function rowsOf(meanwhile: string, { answered, slack, webhook, never }: Played, bare: number[]): Row[] {
  const about = (name: string, values: number[]): Row => ({
    figure: `emergency, ${answered.length} presses, ${meanwhile} due meanwhile: ${name}`,
    ours: `${readableLatency(values)}, p95 ${quantile(values, 0.95).toFixed(1)}, max ${Math.max(...values).toFixed(1)}`,
    floor: readableLatency(bare),
    ratio: quantile(values, 0.5) / quantile(bare, 0.5),
    aim: `p99 under ${limit} ms, none lost`,
    reached: never === 0 && quantile(values, 0.99) < limit,
  });
  return [
    about('first direct message at Slack', slack),
    about('webhook at its receiver', webhook),
    { ...about('the press answered', answered), aim: 'within 3 s', reached: Math.max(...answered) < 3_000 },
  ];
}
