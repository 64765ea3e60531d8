/**
 * What reading a message costs: each labelled message many times over, the fastest counted, as what disturbs is not ours.
 * Memory is what stays in the heap once everything is built.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type PreparedScope, prepareScope, readRequest } from '../../src/language/read-request.ts';
import { readMessage } from '../../src/language/reading.ts';
import { labelledSet } from '../score/labelled-sets.ts';
import { quantile, type Row } from './table.ts';

const ROUNDS = 12;
const MEGABYTE = 1024 * 1024;
const none = { hasFiles: false };

/** Gives the rows of this part; takes a few seconds. */
export async function benchReading(): Promise<Row[]> {
  const before = heapInUse();
  const began = performance.now();
  readMessage('hello', none);
  readRequest('hello', prepareScope([]), none);
  const building = performance.now() - began;
  const memory = (heapInUse() - before) / MEGABYTE;
  const { rows, scopeOf } = labelledSet('requests');
  const times = rows.map(({ text, client }) => fastest(() => readRequest(text, scopeOf(client), none)));
  const long = rows
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 40_000);
  const p95 = quantile(times, 0.95);
  return [
    row(
      'reading a message against a scope list',
      `p50 ${ms(quantile(times, 0.5))}, p95 ${ms(p95)}`,
      'p95 under 3, aim 1 ms',
      p95 < 3,
    ),
    row('  40,000 characters', ms(longest(long, scopeOf)), '', null),
    row(
      '  its lists in memory, besides what is read',
      `${memory.toFixed(0)} MB, built in ${building.toFixed(0)} ms`,
      'under 60, aim 30 MB',
      memory < 60,
    ),
  ];
}

function longest(text: string, scopeOf: (client: string | undefined) => PreparedScope): number {
  return fastest(() => readRequest(text, scopeOf('hotel'), none));
}

function fastest(read: () => unknown): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    read();
    return performance.now() - began;
  });
  return Math.min(...times);
}

function row(figure: string, ours: string, aim: string, reached: boolean | null): Row {
  return { figure, ours, floor: '', ratio: null, aim, reached };
}

const ms = (value: number) => `${value.toFixed(2)} ms`;

function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
