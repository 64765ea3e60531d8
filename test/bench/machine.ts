/** What processes have used of the machine, read from Linux' /proc; null on other systems. */
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICK = 10;
const KIBIBYTE = 1024;

/** Processor time in milliseconds that a process and the children it has buried have used. */
export function processorTime(pid: number): number | null {
  const fields = statOf(pid);
  if (fields === null) return null;
  const [user = 0, system = 0, childrensUser = 0, childrensSystem = 0] = fields.slice(11, 15).map(Number);
  return (user + system + childrensUser + childrensSystem) * TICK;
}

/** A process and its children. */
export function familyOf(pid: number): number[] {
  const others = numbersIn('/proc').filter((one) => Number(statOf(one)?.[1]) === pid);
  return [pid, ...others];
}

/** Memory in bytes that a process holds, shared pages counted whole. */
export const residentMemory = (pid: number) => memoryOf(pid, 'Rss');

/** Memory in bytes, each shared page split among those who share it. */
export const proportionalMemory = (pid: number) => memoryOf(pid, 'Pss');

function memoryOf(pid: number, field: 'Rss' | 'Pss'): number | null {
  const text = textOf(`/proc/${pid}/smaps_rollup`);
  const [, kibibytes] = text?.match(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm')) ?? [];
  return kibibytes === undefined ? null : Number(kibibytes) * KIBIBYTE;
}

/** The fields after the name, which may hold anything: state, parent, … */
function statOf(pid: number): string[] | null {
  const text = textOf(`/proc/${pid}/stat`);
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function numbersIn(folder: string): number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
