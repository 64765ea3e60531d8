/** One thing that is wrong with a file: where, and what to write instead. Lines and columns count from 1. */
export interface Problem {
  file: string;
  line: number;
  column: number;
  /** As in `officeHours.weekly.mon`; empty for the file as a whole. */
  path: string;
  message: string;
}

/** More than these are not shown at once. */
export const MOST_PROBLEMS = 20;

/** Problems as a reader wants them: in the file's order, none twice, the first twenty, the rest counted. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  const unique = problems.filter((problem) => {
    const key = [problem.file, problem.line, problem.column, problem.message].join('\n');
    return !seen.has(key) && seen.add(key);
  });
  const files = [...new Set(unique.map((problem) => problem.file))];
  const position = (problem: Problem) => files.indexOf(problem.file) * 1e9 + problem.line * 1e4 + problem.column;
  unique.sort((a, b) => position(a) - position(b));
  const last = unique[MOST_PROBLEMS - 1];
  if (unique.length <= MOST_PROBLEMS || !last) return unique;
  const hidden = unique.length - MOST_PROBLEMS + 1;
  return [...unique.slice(0, MOST_PROBLEMS - 1), { ...last, path: '', message: `and ${hidden} more from here on` }];
}

/** One line for a terminal: `nova.yml:12:9 people.owner: …`. */
export function problemText({ file, line, column, path, message }: Problem): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${message}`;
}

/** The same for what works, but not as one may think. */
export function warningText(problem: Problem): string {
  return problemText({ ...problem, message: `warning: ${problem.message}` });
}

/** A path of keys and positions as people read it: `channels[0]`, `people.owner`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );
}
