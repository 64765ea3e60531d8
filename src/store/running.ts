/** Which database of the embedded server a running start uses, for commands beside it. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const fileName = 'running.json';

/** Notes it beside the data; gives what takes the note away again. */
export async function writeRunning(dataFolder: string, database: string): Promise<() => Promise<void>> {
  const file = join(dataFolder, fileName);
  await writeFile(file, `${JSON.stringify({ database })}\n`);
  return () => rm(file, { force: true });
}

/** Gives the name noted last; null when nothing runs. A start that was killed leaves its note: its database is still meant. */
export async function readRunning(dataFolder: string): Promise<string | null> {
  try {
    const { database } = JSON.parse(await readFile(join(dataFolder, fileName), 'utf8'));
    return typeof database === 'string' ? database : null;
  } catch {
    return null;
  }
}
