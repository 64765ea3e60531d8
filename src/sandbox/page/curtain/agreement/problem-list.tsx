import type { Problem } from '../../../../agreement/problem.ts';
import { counted } from './outcome-words.ts';
import type { Check } from './use-check.ts';

/** The state of a check in a few words. */
export function checkWords({ state, problems, trouble }: Check): string {
  if (state === 'reading') return 'Reading…';
  if (state === 'trouble') return trouble;
  return problems.length === 0 ? 'Fine: it can be applied' : counted(problems.length, 'problem');
}

/** What is wrong, one line each; pressing one leads to its place in the editor. */
export function ProblemList({
  problems,
  onJump,
}: {
  problems: readonly Problem[];
  onJump: (problem: Problem) => void;
}) {
  if (problems.length === 0) return null;
  return (
    <ol className="agreement-problems" aria-label="Problems">
      {problems.map((problem) => (
        <li key={`${problem.line}:${problem.column}:${problem.message}`}>
          <button type="button" onClick={() => onJump(problem)}>
            <span className="agreement-place">line {problem.line}</span>
            <span>
              {problem.path === '' ? null : <code>{problem.path}</code>} {problem.message}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
