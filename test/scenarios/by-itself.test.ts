import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { loadFile } from '../../src/agreement/load.ts';
import { machineClock } from '../../src/clock.ts';
import { readConfig } from '../../src/config.ts';
import { type House, start } from '../../src/main.ts';
import { sections } from '../../src/rules/index.ts';
import { sampleSecret, sampleToken, sampleWorld } from '../../src/sandbox/sample/world.ts';
import { type StandIn, startStandIn } from '../../src/sandbox/slack/stand-in.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { anna, channel, mira, notices, ruth } from '../support/nova.ts';
import { logger } from '../support/sandbox.ts';
import { withoutRhythm } from '../support/without-rhythm.ts';

let database: TestDatabase;
let slack: StandIn;
let house: House;
afterEach(async () => {
  await house.stop();
  await slack.stop();
  await database.drop();
});

/** Nova Bikes, answered around the clock within a second. */
function novaInASecond() {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const text = `${withoutRhythm(read('src/sandbox/sample/nova.yml'))}
responseWindow:
  hours: roundTheClock
  priorities:
    normal: { first: 1s, next: 1s }
`;
  const file = loadFile(text, { fileName: 'nova.yml', sections, template: (name) => read(`agreements/${name}`) });
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  return file;
}

test('with nobody walking the clock, alarms ring by themselves', async () => {
  database = await testDatabase();
  slack = await startStandIn({
    clock: machineClock,
    world: sampleWorld(),
    app: { eventsUrl: () => house.url ?? '', signingSecret: sampleSecret },
  });
  const tokens = { SLACK_BOT_TOKEN: sampleToken, SLACK_SIGNING_SECRET: sampleSecret, SLACK_API_URL: slack.apiUrl };
  const config = readConfig('slack', { ...tokens, DATABASE_URL: database.connectionString });
  house = await start({ ...config, port: 0 }, { logger });
  await house.apply(novaInASecond(), { by: 'test', force: false });
  const breachIsTold = new Promise<void>((resolve) => {
    slack.subscribe(() => {
      if (notices({ slack }, ruth).includes('breach')) resolve();
    });
  });
  const asked = machineClock();
  await slack.as(anna).post(channel, 'Where is the invoice?');
  await breachIsTold;
  expect(machineClock() - asked).toBeLessThan(5_000);
  expect(notices({ slack }, mira)[0]).toBe('warning');
});
