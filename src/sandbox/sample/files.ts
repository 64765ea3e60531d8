/** The sample agency's own files, read from where people can look at them and change them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedAgency, LoadedAgreement } from '../../agreement/load.ts';
import { loadFile } from '../../agreement/load.ts';
import { problemText } from '../../agreement/problem.ts';
import type { Sections } from '../../agreement/section.ts';

/** At the same distance from src/sandbox/sample and dist/sandbox/sample. */
const samples = join(import.meta.dirname, '../../../src/sandbox/sample');
const templates = join(import.meta.dirname, '../../../agreements');

/**
 * The agency's file first, then each client's agreement, read after `edit` has had its text. Throws when one of them is
 * broken.
 */
export function sampleFiles(
  sections: Sections,
  edit: (text: string) => string = (text) => text,
): (LoadedAgency | LoadedAgreement)[] {
  const loaded = (name: string, agency?: LoadedAgency['agency']) => load(name, { sections, agency, edit });
  const agency = loaded('agency.yml');
  if (agency.kind !== 'agency') throw new Error('agency.yml is no agency file.');
  return [agency, ...['nova.yml', 'defne.yml', 'orchard.yml'].map((name) => loaded(name, agency.agency))];
}

type Given = { sections: Sections; agency: LoadedAgency['agency'] | undefined; edit(text: string): string };

function load(name: string, { sections, agency, edit }: Given) {
  const text = edit(readFileSync(join(samples, name), 'utf8'));
  const file = loadFile(text, { fileName: name, sections, template: templateText, agency });
  if (!file.ok) throw new Error(file.problems.map(problemText).join('\n'));
  return file;
}

/** The text of a template that comes with Groundrules, by its name without a folder; nothing where there is none. */
export function templateText(name: string): string | undefined {
  const path = join(templates, name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
