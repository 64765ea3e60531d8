/** The sample agency's own files, read from where people can look at them and change them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedAgency, LoadedAgreement } from '../../agreement/load.ts';
import { loadFile } from '../../agreement/load.ts';
import { problemText } from '../../agreement/problem.ts';
import type { Sections } from '../../agreement/section.ts';

/** At the same distance from src/sandbox/sample and dist/sandbox/sample. */
const samples = join(import.meta.dirname, '../../../src/sandbox/sample');
const templates = join(import.meta.dirname, '../../../agreements');

/** The agency's file first, then each client's agreement. Throws when one of them is broken. */
export function sampleFiles(sections: Sections): (LoadedAgency | LoadedAgreement)[] {
  const agency = load('agency.yml', sections, undefined);
  if (agency.kind !== 'agency') throw new Error('agency.yml is no agency file.');
  return [agency, ...['nova.yml', 'defne.yml', 'orchard.yml'].map((name) => load(name, sections, agency.agency))];
}

function load(name: string, sections: Sections, agency: LoadedAgency['agency'] | undefined) {
  const text = readFileSync(join(samples, name), 'utf8');
  const template = (file: string) => readFileSync(join(templates, file), 'utf8');
  const file = loadFile(text, { fileName: name, sections, template, agency });
  if (!file.ok) throw new Error(file.problems.map(problemText).join('\n'));
  return file;
}
