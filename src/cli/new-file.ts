import { writeFileSync } from 'node:fs';
import { Refusal } from './refusal.ts';

/** Writes a file for its owner's eyes only, and never over another one. Throws a refusal where it cannot. */
export function writeNewFile(file: string, text: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'EEXIST') throw new Refusal(`${file}: there is such a file already. Name another one.`);
    throw new Refusal(`${file}: this file cannot be written (${code}).`);
  }
}
