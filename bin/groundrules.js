#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
// The command. It runs what `npm run build` made of src/; in a clone it says when that is missing or out of date.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname, '..');
const built = join(root, 'dist/cli/index.js');
const stamp = join(root, 'dist/.tsbuildinfo');

// `groundrules status | head` closes our output early: that is no failure.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

if (existsSync(built)) {
  if (isOutOfDate()) process.stderr.write('src is newer than what was built of it. Run: npm run build\n');
  const { run } = await import(built);
  process.exitCode = await run(process.argv.slice(2));
  // All is done by now. What still holds the process open, such as an idle connection, has two seconds to let go.
  setTimeout(() => process.exit(), 2_000).unref();
} else {
  process.stderr.write('Groundrules is not built yet. Run: npm install && npm run build\n');
  process.exitCode = 1;
}

/** Whether a source was changed since the last build. Without sources or stamp there is nothing to compare. */
function isOutOfDate() {
  const source = join(root, 'src');
  if (!existsSync(join(source, 'main.ts')) || !existsSync(stamp)) return false;
  const builtAt = statSync(stamp).mtimeMs;
  const names = readdirSync(source, { recursive: true }).filter((name) => /(?<!\.test)\.(ts|json)$/.test(name));
  return names.some((name) => statSync(join(source, name)).mtimeMs > builtAt);
}
