import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Agency } from '../agreement/agency.ts';
import type { Agreement } from '../agreement/agreement.ts';
import {
  kindOf,
  type LoadedAgency,
  type LoadedAgreement,
  loadAgency,
  loadFile,
  type Refused,
} from '../agreement/load.ts';
import { problemText } from '../agreement/problem.ts';
import { sections } from '../rules/index.ts';
import { Refusal } from './refusal.ts';

/** The templates that come with Groundrules, at the same distance from src/cli and dist/cli. */
const templates = join(import.meta.dirname, '../../agreements');

/** A file as it was read, named as it was asked for. */
export type TextFile = { path: string; text: string; kind: 'agreement' | 'agency' };

/** Reads a file. Throws a refusal that says what is wrong with it. */
export function readText(path: string): TextFile {
  const text = decoded(path, bytesOf(path));
  return { path, text, kind: kindOf(text) };
}

/** Reads several, the agency's own file first. */
export function readTexts(paths: readonly string[]): TextFile[] {
  const files = [...new Set(paths)].map(readText);
  const agencies = files.filter(({ kind }) => kind === 'agency');
  if (agencies.length > 1) {
    throw new Refusal(`These are all agency files: ${agencies.map(({ path }) => path).join(', ')}. There is only one.`);
  }
  return [...agencies, ...files.filter(({ kind }) => kind === 'agreement')];
}

/** Checks a file, with its templates from its own folder, else from those that come with Groundrules. */
export function load(
  file: TextFile,
  agency: Pick<Agency, 'defaults' | 'onCall'> | null,
): LoadedAgreement | LoadedAgency | Refused {
  return loadFile(file.text, {
    fileName: file.path,
    sections,
    template: (name) => templateText(dirname(file.path), name),
    agency: agency ?? undefined,
  });
}

/**
 * The agreement of a file, read with this agency file, else with the one beside it. Throws a refusal that says what is wrong
 * with either.
 */
export function agreementIn(path: string, agencyPath: string | undefined): Agreement {
  const file = readText(path);
  if (file.kind === 'agency') throw new Refusal(`${path} is an agency file; name a client’s agreement.`);
  const loaded = load(file, agencyPath === undefined ? (agencyBeside(path)?.agency ?? null) : agencyIn(agencyPath));
  if (!loaded.ok) throw new Refusal(loaded.problems.map(problemText).join('\n'));
  if (loaded.kind !== 'agreement') throw new Refusal(`${path} is no agreement.`);
  return loaded.agreement;
}

function agencyIn(path: string): Agency {
  const file = readText(path);
  if (file.kind !== 'agency') throw new Refusal(`${path} is no agency file; it has no key agency.`);
  const loaded = load(file, null);
  if (!loaded.ok) throw new Refusal(loaded.problems.map(problemText).join('\n'));
  if (loaded.kind !== 'agency') throw new Refusal(`${path} is no agency file.`);
  return loaded.agency;
}

/** The agency file that lies beside an agreement, whose defaults it is checked with; null where there is none that can be used. */
export function agencyBeside(path: string): { agency: Agency; path: string } | null {
  for (const name of ['agency.yml', 'agency.yaml']) {
    const beside = join(dirname(path), name);
    const text = basename(path) === name ? undefined : textOrNothing(beside);
    const read = text === undefined ? undefined : loadAgency(text, { fileName: beside });
    if (read?.ok) return { agency: read.agency, path: beside };
  }
  return null;
}

function templateText(folder: string, name: string): string | undefined {
  return textOrNothing(join(folder, name)) ?? textOrNothing(join(templates, name));
}

function textOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Refusal(`${path}: ${unreadable(error)}`);
  }
}

function unreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'this is a folder; name the files in it';
  if (code === 'EACCES') return 'this file may not be read by you';
  return `this file cannot be read (${code})`;
}

function decoded(path: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal(`${path}: this is not UTF-8 text; save it as UTF-8`);
  }
}
