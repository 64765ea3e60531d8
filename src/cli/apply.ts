import { writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Agency } from '../agreement/agency.ts';
import { conflicts } from '../agreement/conflicts.ts';
import { emergencyProblems } from '../agreement/emergency.ts';
import type { LoadedAgency, LoadedAgreement } from '../agreement/load.ts';
import { pathText, problemText, warningText } from '../agreement/problem.ts';
import { movedBetween, openQuestions } from '../engine/open-questions.ts';
import type { Office } from '../main.ts';
import { rules } from '../rules/index.ts';
import { addCommand, type CommonOptions, jsonText, type Programme } from './command.ts';
import { load, readText, readTexts, type TextFile } from './files.ts';
import { inOffice } from './office.ts';
import { type Applied, planLines } from './plan-lines.ts';
import { Refusal } from './refusal.ts';
import { emphasise, type Terminal } from './terminal.ts';
import { wayWarnings } from './way-warnings.ts';

type Options = CommonOptions & { force?: boolean; keep?: boolean };

/** `groundrules apply`: puts files into force. */
export function addApply(programme: Programme): void {
  addCommand<[string[]], Options>(
    programme,
    {
      usage: 'apply <files...>',
      summary: 'put agreements and agency files into force',
      description:
        'Puts files into force, the agency’s first; each whole or not at all, and none when one of them is broken. Says what\n' +
        'differs from the version before, and what becomes of questions that wait. The new version’s number is written into\n' +
        'the file. Works while Groundrules runs, which takes it up within a minute.',
      examples: ['apply agency.yml nova.yml', 'apply nova.yml --force'],
      configure: (command) =>
        command
          .option('--force', 'apply a file that was made from another version than the one in force')
          .option('--keep', 'leave the file as it is, without the new version’s number'),
    },
    applyFiles,
  );
}

async function applyFiles(terminal: Terminal, options: Options, paths: string[]): Promise<number> {
  const files = readTexts(paths);
  return inOffice(terminal, options, async (office, zone) => {
    const inForce = await office.store.ask('agency', {});
    const loaded = loadAll(files, inForce);
    await refuseConflicts(office, loaded);
    await refuseLostPolicies(office, loaded);
    warn(terminal, loaded);
    const applied = await applyAll(office, loaded, options);
    if (options.json) terminal.out(jsonText(applied.map(forPrograms)));
    else for (const one of applied) for (const line of planLines(terminal, one, zone)) terminal.out(line);
    return applied.length === loaded.length && applied.every(({ plan }) => plan.kind !== 'refused') ? 0 : 1;
  });
}

type Loaded = { file: TextFile; loaded: LoadedAgreement | LoadedAgency };

/** Every file must be sound before any is applied. */
function loadAll(files: readonly TextFile[], inForce: Agency | null): Loaded[] {
  let agency = inForce;
  const problems: string[] = [];
  const all = files.flatMap((file) => {
    const loaded = load(file, agency);
    if (!loaded.ok) {
      problems.push(...loaded.problems.map(problemText));
      return [];
    }
    if (loaded.kind === 'agency') agency = loaded.agency;
    return [{ file, loaded }];
  });
  if (problems.length > 0) throw new Refusal(`${problems.join('\n')}\nNothing was applied.`);
  return all;
}

async function refuseConflicts(office: Office, all: readonly Loaded[]): Promise<void> {
  const given = all.flatMap(({ loaded }) => (loaded.kind === 'agreement' ? [loaded.agreement] : []));
  const ids = given.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Refusal(`Two of these files have the id ${twice}. Nothing was applied.`);
  const others = (await office.store.agreements.all()).filter(({ id }) => !ids.includes(id));
  const messages = conflicts([...others, ...given]).map(({ message }) => message);
  if (messages.length > 0) throw new Refusal(`${messages.join('\n')}\nNothing was applied.`);
}

/** An agreement in force whose emergency would wake nobody under the new agency file. */
async function refuseLostPolicies(office: Office, all: readonly Loaded[]): Promise<void> {
  const agency = all.map(({ loaded }) => loaded).find((one) => one.kind === 'agency')?.agency;
  if (agency === undefined) return;
  const given = all.flatMap(({ loaded }) => (loaded.kind === 'agreement' ? [loaded.agreement.id] : []));
  const others = (await office.store.agreements.all()).filter(
    ({ id, status }) => status !== 'ended' && !given.includes(id),
  );
  const messages = others.flatMap((agreement) =>
    emergencyProblems(agreement, agency).map(
      ({ path, message }) => `${agreement.id}, which is in force: ${pathText(path)}: ${message}`,
    ),
  );
  if (messages.length > 0) throw new Refusal(`${messages.join('\n')}\nNothing was applied.`);
}

function warn(terminal: Terminal, all: readonly Loaded[]): void {
  for (const { file, loaded } of all) {
    for (const warning of [...loaded.warnings, ...wayWarnings(file, loaded)])
      terminal.err(emphasise(terminal, 'yellow', warningText(warning)));
  }
}

/** A channel may move from one of these clients to another: then the one that gives it away has to go first. */
async function applyAll(office: Office, all: readonly Loaded[], options: Options): Promise<Applied[]> {
  const waiting = [...all];
  const applied: Applied[] = [];
  for (let refusals = 0; waiting.length > 0; ) {
    const next = waiting.shift();
    if (next === undefined) break;
    try {
      const one = await applyOne(office, next, options);
      applied.push(one);
      refusals = 0;
      // What the agency's refused file says would stand in the agreements as its defaults.
      if (next.loaded.kind === 'agency' && one.plan.kind === 'refused') break;
    } catch (error) {
      if (!isConflict(error) || refusals >= waiting.length) throw error;
      refusals += 1;
      waiting.push(next);
    }
  }
  return applied;
}

const isConflict = (error: unknown) => error instanceof Error && error.name === 'ChannelConflictError';

async function applyOne(office: Office, { file, loaded }: Loaded, options: Options): Promise<Applied> {
  const id = loaded.kind === 'agency' ? 'agency' : loaded.agreement.id;
  const waiting = () => openQuestions(office.store.ask, rules, [id]);
  const before = loaded.kind === 'agency' ? null : await waiting();
  const plan = await office.apply(loaded, { by: whoApplies(), force: options.force === true });
  const isNew = plan.kind === 'first' || plan.kind === 'next';
  const moved = isNew && before !== null ? movedBetween(before, await waiting()) : null;
  const isWrittenBack = isNew && options.keep !== true && writeBack(file, plan.raw);
  return { path: file.path, id, plan, moved, isWrittenBack };
}

/** Somebody may be editing the file at this moment: then it stays theirs. */
function writeBack({ path, text }: TextFile, raw: string): boolean {
  if (raw === text) return true;
  try {
    if (readText(path).text !== text) return false;
    writeFileSync(path, raw);
    return true;
  } catch {
    return false;
  }
}

function whoApplies(): string {
  try {
    return `${userInfo().username}, by command`;
  } catch {
    return 'somebody, by command';
  }
}

function forPrograms({ path, id, plan, moved, isWrittenBack }: Applied) {
  const outcome =
    plan.kind === 'refused' ? { inForce: plan.inForce, because: plan.message } : { version: plan.version };
  const changes = plan.kind === 'next' ? plan.changes : plan.kind === 'refused' ? plan.difference : [];
  const lost = plan.kind === 'next' || plan.kind === 'refused' ? plan.lost : [];
  return { path, id, outcome: plan.kind, ...outcome, changes, lost, openQuestions: moved, isWrittenBack };
}
