/** An agreement edited behind the curtain: read as `groundrules check` reads it, put into force as `groundrules apply` does. */
import type { Agreement } from '../../agreement/agreement.ts';
import { conflicts } from '../../agreement/conflicts.ts';
import { ONLY_LAYOUT } from '../../agreement/diff.ts';
import { type LoadedAgreement, loadFile } from '../../agreement/load.ts';
import { inOrder, type Problem } from '../../agreement/problem.ts';
import type { ApplyPlan } from '../../agreement/version.ts';
import { readYaml } from '../../agreement/yaml-source.ts';
import { movedBetween, openQuestions } from '../../engine/open-questions.ts';
import { ChannelConflictError, type House } from '../../main.ts';
import { sections } from '../../rules/index.ts';
import type { AppliedAgreement, Checked } from '../contract.ts';
import { templateText } from '../sample/files.ts';

/** Says what is wrong with a client's edited agreement, with line and column; nothing where it may be applied. */
export async function checkAgreement(house: House, clientId: string, text: string): Promise<Checked> {
  const read = await readFor(house, clientId, text);
  return { problems: 'problems' in read ? read.problems : [] };
}

/**
 * Puts a client's edited agreement into force in the name of `by`, with everything that follows from it; `force` also when
 * it was made from another version than the one in force. Due times are epoch milliseconds.
 */
export async function applyAgreement(
  house: House,
  clientId: string,
  text: string,
  { by, force }: { by: string; force: boolean },
): Promise<AppliedAgreement> {
  const file = await readFor(house, clientId, text);
  if ('problems' in file) return { outcome: 'broken', problems: file.problems };
  const waiting = () => openQuestions(house.store.ask, house.shell.rules, [clientId]);
  const before = await waiting();
  try {
    const plan = await house.apply(file, { by, force });
    if (plan.kind === 'refused') return refused(file, plan);
    if (plan.kind === 'unchanged') return { outcome: 'unchanged', version: plan.version };
    return {
      outcome: 'applied',
      version: plan.version,
      changes: changesOf(plan),
      ...(await became(house, before, await waiting())),
    };
  } catch (error) {
    // Somebody else's agreement took the channel since this one was read.
    if (error instanceof ChannelConflictError) return { outcome: 'refused', message: error.message, difference: [] };
    throw error;
  }
}

/** Reads the text as this client's agreement, with the templates that come with Groundrules and the agency's file in force. */
async function readFor(
  { store }: House,
  clientId: string,
  text: string,
): Promise<LoadedAgreement | { problems: Problem[] }> {
  const fileName = `${clientId}.yml`;
  const agency = (await store.ask('agency', {})) ?? undefined;
  const file = loadFile(text, { fileName, sections, template: templateText, agency });
  if (!file.ok) return { problems: file.problems };
  const at = pointer(text, fileName);
  if (file.kind === 'agency') {
    return {
      problems: [at(['agency'], `this is the agency’s own file; here stands what was agreed with ${clientId}`)],
    };
  }
  const { agreement } = file;
  if (agreement.id !== clientId) {
    return { problems: [at(['id'], `this is the agreement of ${clientId}; write id: ${clientId}`)] };
  }
  const others = (await store.agreements.all()).filter(({ id }) => id !== clientId);
  const problems = conflictsOf(agreement, others, at);
  return problems.length > 0 ? { problems: inOrder(problems) } : file;
}

type Pointer = (path: readonly (string | number)[], message: string) => Problem;

/** Makes problems that point into a text which was read without any. */
function pointer(text: string, file: string): Pointer {
  const read = readYaml(text, file);
  return (path, message) => {
    const found = 'source' in read ? read.source.locate(path, 'value') : undefined;
    return { file, ...(found ?? { line: 1, column: 1 }), path: path.join('.'), message };
  };
}

/** Channels that the text takes from another client. Conflicts between two others are none of its doing. */
function conflictsOf(agreement: Agreement, others: readonly Agreement[], at: Pointer): Problem[] {
  const own = conflicts([...others, agreement]).filter(({ agreements }) => agreements.includes(agreement.id));
  return own.map(({ channel, message }) => {
    const index = agreement.channels.indexOf(channel);
    return at(index < 0 ? ['internalChannel'] : ['channels', index], message);
  });
}

type Refused = Extract<ApplyPlan, { kind: 'refused' }>;

function refused({ fileVersion }: LoadedAgreement, { inForce, difference, lost }: Refused): AppliedAgreement {
  const lines = difference.map(({ text }) => text);
  const undone = lost.map(({ text }) => text).filter((text) => !lines.includes(text));
  const since = undone.length === 0 ? '' : ` It would undo what was agreed since then: ${undone.join('; ')}.`;
  return { outcome: 'refused', message: `${madeFrom(fileVersion, inForce)}${since}`, difference: lines };
}

function madeFrom(fileVersion: number | undefined, inForce: number): string {
  if (fileVersion === undefined) {
    return `The text does not say which version it was made from, and version ${inForce} is in force.`;
  }
  return fileVersion < inForce
    ? `The text was made from version ${fileVersion}, and version ${inForce} is in force now.`
    : `The text says version ${fileVersion}, and the one in force is only ${inForce}.`;
}

function changesOf(plan: Extract<ApplyPlan, { kind: 'first' | 'next' }>): string[] {
  if (plan.kind === 'first') return [];
  return plan.changes.length === 0 ? [ONLY_LAYOUT] : plan.changes.map(({ text }) => text);
}

type Questions = Awaited<ReturnType<typeof openQuestions>>;

/** What became of the questions that wait; each is named by its first message. */
async function became({ store }: House, before: Questions, after: Questions) {
  const { waiting, changed } = movedBetween(before, after);
  const moved = changed.map(async ({ id, before: was, after: is }) => {
    const conversation = after.find((one) => one.conversation.id === id)?.conversation;
    const channel = await store.ask('channel', { channelId: conversation?.channelId ?? '' });
    const place = { channel: channel?.slackChannelId ?? '', ts: conversation?.messages[0] ?? '' };
    return { ...place, before: was.dueAt, after: is.dueAt };
  });
  return { waiting, moved: await Promise.all(moved) };
}
