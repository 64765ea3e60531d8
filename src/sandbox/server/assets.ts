import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

/** Where the page is built, seen from src/sandbox/server and dist/sandbox/server. */
const folder = join(import.meta.dirname, '../../../dist/sandbox/page');

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/** A built file of the page by its bare name; null where there is none. */
export function asset(name: string): { type: string; body: Buffer } | null {
  if (!/^[\w-]+(\.[\w-]+)*$/.test(name)) return null;
  const type = types[extname(name)];
  const path = join(folder, name);
  return type === undefined || !existsSync(path) ? null : { type, body: readFileSync(path) };
}

/** Whether the page was built. */
export function isPageBuilt(): boolean {
  return existsSync(join(folder, 'page.js'));
}
