// Runs one TypeScript file in a process of its own, for tests that kill processes:
//   node test/support/run.mjs FILE '[arguments]'
// calls the file's `run(...arguments)` and prints what it gives as one line of JSON. The process stays up as long as that keeps it up.
import process, { stdout } from 'node:process';
import { createViteServer } from 'vitest/node';

const [, , file, argumentsAsJson = '[]'] = process.argv;
const server = await createViteServer({
  configFile: false,
  logLevel: 'error',
  server: { middlewareMode: true, watch: null, hmr: false, ws: false },
  optimizeDeps: { noDiscovery: true },
});
const { run } = await server.ssrLoadModule(file);
const result = await run(...JSON.parse(argumentsAsJson));
// Whoever spawned us waits for the line; a person does not.
if (result !== undefined || process.connected) stdout.write(`${JSON.stringify(result ?? null)}\n`);
