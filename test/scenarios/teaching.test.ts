import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AskedWork, Event } from '../../src/engine/event.ts';
import type { Rule } from '../../src/engine/rule.ts';
import { rules } from '../../src/rules/index.ts';
import { anna, berlin, channel, mira } from '../support/nova.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';
import { tablesWith } from '../support/tables-with.ts';

const unread = 'C0ORCHARD';
const film = 'Could you film a short video of the new bell for us?';

const heard: Event[] = [];
const listener: Rule = {
  name: 'listener',
  config: null,
  triggers: [
    { on: 'MessagePosted' },
    { on: 'MessageEdited' },
    { on: 'ShortcutUsed', shortcut: 'track', who: 'anyone' },
  ],
  load: () => Promise.resolve(null),
  decide: ({ event }) => {
    heard.push(event);
    return [];
  },
  views: [],
};

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox({ startAt: berlin('2026-11-23 10:00'), bot: { rules: [listener, ...rules] } });
});
afterAll(() => sandbox.drop());
beforeEach(() => {
  heard.length = 0;
});

/** What the events of this test said was asked for: `flag out video`. */
function asked(): (string[] | null)[] {
  return heard.map((event) => spell('asked' in event ? (event.asked ?? null) : null));
}

function spell(work: AskedWork | null): string[] | null {
  return work?.things.map(({ verdict, scope, itemId }) => `${verdict} ${scope} ${itemId}`) ?? null;
}

const says = async (who: string, where: string, text: string) => {
  const { ts } = await sandbox.slack.as(who).post(where, text);
  await sandbox.walk.rest();
  return ts;
};

test('what a client asks for is read as it arrives, thing by thing, and again when it is edited', async () => {
  const ts = await says(anna, channel, film);
  expect(asked()).toEqual([['flag out video']]);
  await sandbox.slack.as(anna).edit(channel, ts, 'Could you write a blog article about the new bell?');
  await sandbox.walk.rest();
  await sandbox.slack.as(anna).edit(channel, ts, 'Thanks, all is well.');
  await sandbox.walk.rest();
  expect(asked()).toEqual([['flag out video'], ['none in blog'], null]);
});

test('nothing is read in what staff write, nor where there is no list', async () => {
  await says(mira, channel, film);
  await says('U0SAM', unread, film);
  expect(asked()).toEqual([null, null]);
});

test('whoever points at a message has it read as it stands, whoever wrote it', async () => {
  const ts = await says(mira, channel, 'Trauerschnäpper: could you film a short video?');
  heard.length = 0;
  await sandbox.slack.as(mira).shortcut(channel, ts, 'track');
  await sandbox.walk.rest();
  expect(asked()).toEqual([['flag out video']]);
  expect(await tablesWith(sandbox.db, 'Trauerschnäpper')).toEqual([]);
});
