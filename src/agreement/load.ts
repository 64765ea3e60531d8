import { stringify } from 'yaml';
import { type Agency, agencySchema } from './agency.ts';
import type { Agreement } from './agreement.ts';
import { advice, crossChecks } from './cross-checks.ts';
import { agreementFileSchema } from './file-schema.ts';
import { problemAt, problemsOf } from './issues.ts';
import { readLayers, type TemplateSource } from './layers.ts';
import { checkOnCall } from './on-call-checks.ts';
import { inOrder, type Problem } from './problem.ts';
import type { SectionProblem, Sections } from './section.ts';
import { readYaml } from './yaml-source.ts';

/** A file that cannot be used, with everything that is wrong with it (at most twenty problems). */
export interface Refused {
  ok: false;
  problems: Problem[];
}

export interface LoadedAgreement {
  ok: true;
  kind: 'agreement';
  agreement: Agreement;
  /** The file as it was written, comments and all. */
  raw: string;
  /** The file with its templates and the agency's defaults worked in; itself a valid agreement that extends nothing. */
  resolvedText: string;
  /** The `version` that stands in the file, if any. */
  fileVersion: number | undefined;
  /** What works, but not as one may think. */
  warnings: Problem[];
}

export interface LoadedAgency {
  ok: true;
  kind: 'agency';
  agency: Agency;
  raw: string;
  resolvedText: string;
  fileVersion: number | undefined;
  warnings: Problem[];
}

export interface LoadOptions {
  /** As it is named in problems. */
  fileName: string;
  /** The rules' sections of the file. */
  sections: Sections;
  template: TemplateSource;
  /** Its defaults hold where neither the file nor a template says otherwise; what the file names of it must be there. */
  agency?: Pick<Agency, 'defaults' | 'onCall'> | undefined;
}

/** Reads an agreement's file. Never throws for what stands in it: a broken file gives its problems. */
export function loadAgreement(
  text: string,
  { fileName, sections, template, agency }: LoadOptions,
): LoadedAgreement | Refused {
  const under = agency && { template: agency.defaults.template, values: defaultsOf(agency) };
  const layers = readLayers(text, fileName, template, under);
  if ('problems' in layers) return { ok: false, problems: layers.problems };
  const schema = agreementFileSchema(sections);
  const parsed = schema.safeParse(layers.merged);
  if (!parsed.success) return { ok: false, problems: inOrder(problemsOf(parsed.error.issues, layers, schema)) };
  const agreement = assemble(parsed.data, sections);
  const where = ({ path, message }: SectionProblem) => problemAt(layers, path, message);
  const problems = crossChecks(agreement, sections, agency).map(where);
  if (problems.length > 0) return { ok: false, problems: inOrder(problems) };
  const fileVersion = parsed.data.version;
  const resolvedText = stringify(inOrderOf(schema.shape, layers.merged));
  const warnings = inOrder(advice(agreement, sections, agency).map(where));
  return { ok: true, kind: 'agreement', agreement, raw: text, resolvedText, fileVersion, warnings };
}

/** Reads an agency file; as {@link loadAgreement}. */
export function loadAgency(text: string, { fileName }: Pick<LoadOptions, 'fileName'>): LoadedAgency | Refused {
  const read = readYaml(text, fileName);
  if ('problems' in read) return { ok: false, problems: read.problems };
  const layers = { sources: [read.source] as const, merged: read.source.value };
  const parsed = agencySchema.safeParse(layers.merged);
  if (!parsed.success) return { ok: false, problems: inOrder(problemsOf(parsed.error.issues, layers, agencySchema)) };
  const { version: fileVersion, ...rest } = parsed.data;
  const found = rest.onCall === undefined ? { problems: [], warnings: [] } : checkOnCall(rest.onCall);
  const where = ({ path, message }: SectionProblem) => problemAt(layers, ['onCall', ...path], message);
  if (found.problems.length > 0) return { ok: false, problems: inOrder(found.problems.map(where)) };
  const agency = { ...rest, version: fileVersion ?? 1 };
  const resolvedText = stringify(layers.merged);
  const warnings = inOrder(found.warnings.map(where));
  return { ok: true, kind: 'agency', agency, raw: text, resolvedText, fileVersion, warnings };
}

/** Which of the two kinds of file this is: only an agency file has the key `agency`. A broken file counts as an agreement. */
export function kindOf(text: string): 'agreement' | 'agency' {
  const read = readYaml(text, '');
  return 'source' in read && Object.hasOwn(read.source.value, 'agency') ? 'agency' : 'agreement';
}

/** Reads either kind of file, as `check` and `apply` take both. */
export function loadFile(text: string, options: LoadOptions): LoadedAgreement | LoadedAgency | Refused {
  return kindOf(text) === 'agency' ? loadAgency(text, options) : loadAgreement(text, options);
}

function defaultsOf({ defaults }: Pick<Agency, 'defaults'>): Record<string, unknown> {
  return { client: { language: defaults.language }, officeHours: { timeZone: defaults.timeZone } };
}

/** The same keys in the order in which the schema names them. */
function inOrderOf(shape: object, value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(shape).flatMap((key) => (key in value ? [[key, value[key]]] : [])));
}

/** Puts what the rules' sections say under `sections`. */
function assemble(data: Record<string, unknown>, sections: Sections): Agreement {
  const names = new Set(sections.map(({ name }) => name));
  const entries = Object.entries(data).filter(([key]) => key !== 'extends');
  const core = Object.fromEntries(entries.filter(([key]) => !names.has(key)));
  const ofRules = Object.fromEntries(entries.filter(([key, value]) => names.has(key) && value !== undefined));
  // The schema that gave `data` is composed of the core's keys and these sections, which is what an Agreement is.
  return { ...core, version: data.version ?? 1, sections: ofRules } as unknown as Agreement;
}
