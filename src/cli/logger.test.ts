import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { afterAll, expect, test } from 'vitest';
import { createLogger } from './logger.ts';
import { scratchFolder } from './tests/groundrules.ts';

const scratch = scratchFolder();
afterAll(scratch.remove);

let count = 0;
function logged(log: (logger: ReturnType<typeof createLogger>) => void): string {
  const file = join(scratch.path, `${count++}.log`);
  log(createLogger('info', { file }));
  return readFileSync(file, 'utf8');
}

const canary = 'please keep this to yourself';

test('an error of the database is logged without its query, parameters and details', () => {
  const cause = Object.assign(new Error(`duplicate key (${canary})`), { code: '23505', detail: canary });
  cause.name = 'error';
  const text = logged((logger) => logger.error({ err: new DrizzleQueryError('insert', [canary], cause) }, 'Failed'));
  expect(text).not.toContain(canary);
  expect(JSON.parse(text)).toMatchObject({
    level: 'error',
    msg: 'Failed',
    err: { error: 'DrizzleQueryError', cause: { error: 'error', code: '23505' } },
  });
});

test('a parser’s error is logged without what it could not read', () => {
  const read = () => JSON.parse(canary);
  const text = logged((logger) => {
    try {
      read();
    } catch (error) {
      logger.error({ err: error }, 'Unreadable');
    }
  });
  expect(text).toContain('SyntaxError');
  expect(text).not.toContain('please');
});

test('an error that the house made says what it says', () => {
  const text = logged((logger) =>
    logger.error({ err: new Error('A mark was set on a message not written down.') }, 'x'),
  );
  expect(JSON.parse(text).err).toMatchObject({
    error: 'Error',
    message: 'A mark was set on a message not written down.',
  });
  expect(JSON.parse(text).err.at).toContain('logger.test.ts');
});

test('tokens and passwords never reach the log, wherever they stand', () => {
  const text = logged((logger) => {
    logger.info({ botToken: 'abc-secret', slack: { token: 'def-secret' } }, 'keys');
    logger.info({ said: 'header xoxb-12-34-secret and xapp-1-A-secret' }, 'texts');
    logger.info({ where: 'postgresql://mira:secret@db.example/house' }, 'addresses');
  });
  expect(text).not.toContain('secret');
  expect(text).toContain('postgresql://[redacted]@db.example/house');
});
