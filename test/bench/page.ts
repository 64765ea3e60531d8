/** The sandbox as a visitor meets it: how soon it is there, how heavy its page is, how fast its clock walks. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { Deed, Done } from '../../src/sandbox/contract.ts';
import { chromiumPath, openBrowser } from '../support/browser.ts';
import { npmStartSandbox, type Server } from './processes.ts';
import type { Row } from './table.ts';

const built = join(import.meta.dirname, '../../dist/sandbox/page');
const times = 7;

/** Starts the sandbox as anybody does, twice: on an empty folder, and where it was left. */
export async function benchPage(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'groundrules-page-'));
  // Run by root, Postgres is another user, who must be able to reach its data.
  chmodSync(folder, 0o755);
  try {
    const [first, took] = await timed(() => npmStartSandbox({ GROUNDRULES_DATA: folder }));
    await first.stop();
    const [again, tookAgain] = await timed(() => npmStartSandbox({ GROUNDRULES_DATA: folder }));
    try {
      return [
        startRow('first npm start of the sandbox, until its page answers', took),
        startRow('second', tookAgain),
        weightRow(),
        ...(await paintRows(again)),
        await weekendRow(again),
      ];
    } finally {
      await again.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<[result: Result, ms: number]> {
  const before = performance.now();
  return [await work(), performance.now() - before];
}

function startRow(figure: string, ms: number): Row {
  const ours = `${(ms / 1_000).toFixed(1)} s`;
  return { figure, ours, floor: '', ratio: null, aim: 'under 5 s', reached: ms < 5_000 };
}

/** Everything that the page may ever load, compressed as a server on the network would. */
function weightRow(): Row {
  const files = readdirSync(built).filter((name) => /\.(js|css)$/.test(name));
  const sizes = files.map((name) => gzipSync(readFileSync(join(built, name)), { level: 9 }).length);
  const [all, first] = [sum(sizes), sum(sizes.filter((_, index) => /^page\./.test(files[index] ?? '')))];
  return {
    figure: 'the page, compressed',
    ours: `${kilo(all)} (${kilo(first)} named in its document)`,
    ...{ floor: '', ratio: null, aim: 'under 400 kB', reached: all < 400_000 },
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
const kilo = (bytes: number) => `${(bytes / 1_000).toFixed(0)} kB`;

/** Beside the paint of a page with one word on it, in the same browser. */
async function paintRows({ url }: Server): Promise<Row[]> {
  const about = { figure: 'first paint of the page, with its messages', aim: 'under 1 s' };
  if (chromiumPath === null) {
    return [{ ...about, ours: 'not measured: no Chromium here', floor: '', ratio: null, reached: null }];
  }
  const browser = await openBrowser();
  try {
    const [floors, ours, whole]: [number[], number[], number[]] = [[], [], []];
    for (let time = 0; time < times; time += 1) {
      const page = await (await browser.newContext()).newPage();
      await page.goto('data:text/html,<title>x</title>one');
      floors.push(await firstPaint(page));
      await page.goto(`${url}?as=U0ANNA&in=C0NOVA`);
      await page.getByRole('main').waitFor();
      whole.push(await page.evaluate<number>('performance.now()'));
      ours.push(await firstPaint(page));
      await page.context().close();
    }
    const [floor, paint, drawn] = [median(floors), median(ours), median(whole)];
    return [
      {
        ...about,
        ours: `${paint.toFixed(0)} ms (all there after ${drawn.toFixed(0)} ms; median of ${times})`,
        floor: `${floor.toFixed(0)} ms (a page with one word)`,
        ratio: paint / floor,
        reached: paint < 1_000,
      },
    ];
  } finally {
    await browser.close();
  }
}

function firstPaint(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint');
    if (paint) resolve(paint.startTime);
  }).observe({ type: 'paint', buffered: true }))`);
}

function median(numbers: number[]): number {
  return numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** Friday 16:50 to Monday 09:00 with a question waiting in every client's channel, as the page asks for it. */
async function weekendRow({ url }: Server): Promise<Row> {
  const questions = [
    ['U0ANNA', 'C0NOVA'],
    ['U0DENIZ', 'C0DEFNE'],
    ['U0SAM', 'C0ORCHARD'],
  ] as const;
  for (const [as, channel] of questions)
    await post(url, { as, deed: 'post', channel, text: 'Can we see it on Monday?' });
  const walk: Deed = { as: 'U0MIRA', deed: 'walk', to: { local: '2026-11-23T09:00' }, channel: null };
  const [, took] = await timed(() => post(url, walk));
  const ours = `${took.toFixed(0)} ms`;
  const figure = 'Friday 16:50 to Monday 09:00, three questions waiting';
  return { figure, ours, floor: '', ratio: null, aim: 'under 1 s', reached: took < 1_000 };
}

async function post(url: string, deed: Deed): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}do`, { method: 'POST', headers, body: JSON.stringify(deed) });
  const done = (await response.json()) as Done;
  if (!done.ok) throw new Error(done.message);
}
