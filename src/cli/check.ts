import type { Agency } from '../agreement/agency.ts';
import { conflicts } from '../agreement/conflicts.ts';
import type { LoadedAgency, LoadedAgreement } from '../agreement/load.ts';
import { type Problem, problemText, warningText } from '../agreement/problem.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { agencyBeside, load, readTexts, type TextFile } from './files.ts';
import { emphasise, type Terminal } from './terminal.ts';
import { wayWarnings } from './way-warnings.ts';

type Checked = {
  path: string;
  loaded: LoadedAgreement | LoadedAgency | null;
  problems: Problem[];
  warnings: Problem[];
  with: string | null;
};

/** `groundrules check`: reads files as `apply` would, and changes nothing. */
export function addCheck(programme: Programme): void {
  addCommand<[string[]]>(
    programme,
    {
      usage: 'check <files...>',
      summary: 'say what is wrong with agreement and agency files',
      description:
        'Reads agreements and agency files and says what is wrong with them, with line, column and what to write instead.\n' +
        'Templates are looked for beside the file, then among those that come with Groundrules. The agency’s defaults come\n' +
        'from an agency file among those named, else from an agency.yml beside the file. Warnings say what works, but not\n' +
        'as one may think, or what paging still needs from the environment; with them alone a file is fine. Nothing is changed.',
      examples: ['check nova.yml', 'check agency.yml clients/*.yml'],
    },
    check,
  );
}

async function check(terminal: Terminal, { json }: CommonOptions, paths: string[]): Promise<number> {
  const checked = checkAll(readTexts(paths));
  const agreements = checked.flatMap(({ loaded }) => (loaded?.kind === 'agreement' ? [loaded.agreement] : []));
  const claims = [...sameIds(checked), ...conflicts(agreements).map(({ message }) => message)];
  const isFine = claims.length === 0 && checked.every(({ problems }) => problems.length === 0);
  if (json) {
    const files = checked.map(({ path, loaded, problems, warnings }) => ({
      path,
      ok: loaded !== null,
      ...nameOf(loaded),
      problems,
      warnings,
    }));
    terminal.out(jsonText({ ok: isFine, files, conflicts: claims }));
    return isFine ? 0 : 1;
  }
  for (const one of checked) say(terminal, one);
  for (const claim of claims) terminal.err(emphasise(terminal, 'red', claim));
  return isFine ? 0 : 1;
}

function checkAll(files: readonly TextFile[]): Checked[] {
  let given: { agency: Agency; path: string } | null = null;
  return files.map((file) => {
    const beside = file.kind === 'agency' ? null : (given ?? agencyBeside(file.path));
    const loaded = load(file, beside?.agency ?? null);
    if (!loaded.ok) return { path: file.path, loaded: null, problems: loaded.problems, warnings: [], with: null };
    if (loaded.kind === 'agency') given = { agency: loaded.agency, path: file.path };
    return {
      path: file.path,
      loaded,
      problems: [],
      warnings: [...loaded.warnings, ...wayWarnings(file, loaded)],
      with: beside?.path ?? null,
    };
  });
}

/** Two files for one agreement would each undo the other. */
function sameIds(checked: readonly Checked[]): string[] {
  const paths = new Map<string, string>();
  return checked.flatMap(({ path, loaded }) => {
    if (loaded?.kind !== 'agreement') return [];
    const { id } = loaded.agreement;
    const other = paths.get(id);
    paths.set(id, path);
    return other === undefined ? [] : [`${other} and ${path} both have the id ${id}; every client has its own`];
  });
}

function nameOf(loaded: Checked['loaded']): { kind?: string; id?: string; name?: string } {
  if (loaded === null) return {};
  if (loaded.kind === 'agency') return { kind: loaded.kind, name: loaded.agency.agency.name };
  return { kind: loaded.kind, id: loaded.agreement.id, name: loaded.agreement.client.name };
}

function say(terminal: Terminal, { path, loaded, problems, warnings, with: agency }: Checked): void {
  for (const problem of problems) terminal.err(problemText(problem));
  for (const warning of warnings) terminal.err(emphasise(terminal, 'yellow', warningText(warning)));
  if (loaded === null) return;
  const { id, name } = nameOf(loaded);
  const what = loaded.kind === 'agency' ? `agency file of ${name}` : `agreement ${id} with ${name}`;
  const under = agency === null ? '' : `, with the defaults of ${agency}`;
  terminal.out(`${path}: ${emphasise(terminal, 'green', 'fine')} (${what}${under})`);
}
