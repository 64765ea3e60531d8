/** The story beside the page: what is told of what people and the bot do, and where each line leads. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StoryLine } from '../../src/sandbox/contract.ts';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { type Story, startStory } from '../../src/sandbox/story.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';
import { berlin, localInstant } from '../support/story-time.ts';

let sandbox: TestSandbox;
let story: Story;
beforeEach(async () => {
  sandbox = await testSandbox({ startAt: localInstant('2026-11-23T09:00') });
  story = tell();
});
afterEach(async () => {
  story.stop();
  await sandbox.drop();
});

function tell(): Story {
  const { slack, time, house } = sandbox;
  return startStory({ slack, bot: botUserId, zone: berlin, clock: time.clock, house });
}

async function lines(): Promise<StoryLine[]> {
  await sandbox.walk.rest();
  await story.settled();
  return story.lines();
}

const words = ({ who, text }: StoryLine) => `${who}: ${text}`;

test('a client’s words lead to where they stand, seen by their author, and the bot’s thought follows them', async () => {
  const { ts } = await sandbox.slack.as('U0ANNA').post('C0NOVA', 'Is *everything* ready, <@U0MIRA>?');
  expect(await lines()).toEqual([
    {
      id: 1,
      at: sandbox.time.clock(),
      kind: 'person',
      who: 'Anna Novak (Nova Bikes) in #nova-bikes',
      text: 'Is everything ready, Mira Aksoy?',
      look: { as: 'U0ANNA', channel: 'C0NOVA', ts },
    },
    {
      id: 2,
      at: sandbox.time.clock(),
      kind: 'remark',
      who: 'Groundrules thinks',
      text: 'It waits for an answer, due today 11:00; the owner is warned today 10:30.',
      look: { as: 'U0ANNA', channel: 'C0NOVA', ts },
    },
  ]);
});

test('what the bot says privately leads to its reader’s own conversation with it', async () => {
  await sandbox.slack.as('U0ANNA').post('C0NOVA', 'Is everything ready?');
  await sandbox.walk.to(localInstant('2026-11-23T10:30'));
  const { channel, messages } = sandbox.slack.as('U0MIRA').sees(botUserId);
  const said = (await lines()).filter(({ kind }) => kind === 'bot');
  expect(said.map(({ who, look }) => [who, look])).toEqual([
    ['Groundrules to Mira Aksoy, privately', { as: 'U0MIRA', channel, ts: messages[0]?.ts }],
  ]);
});

test('what only one person sees is told as theirs, whether the bot or Slack says it', async () => {
  await sandbox.slack.as('U0RUTH').command('C0NOVAINT', '/rules status');
  await sandbox.slack.as('U0BEN').command('C0NOVA', '/rules status');
  const told = await lines();
  expect(told.map(words)).toEqual([
    'Groundrules to Ruth Okafor, visible to nobody else: Nothing is waiting for an answer.',
    'Slack to Ben Castellan (Nova Bikes), visible to nobody else: /rules is not a valid command.',
  ]);
  expect(told.map(({ look }) => [look?.as, look?.channel])).toEqual([
    ['U0RUTH', 'C0NOVAINT'],
    ['U0BEN', 'C0NOVA'],
  ]);
});

test('nothing is thought of what staff say among themselves, and nothing said twice of what did not change', async () => {
  await sandbox.slack.as('U0MIRA').post('C0NOVAINT', 'Who looks after the banner?');
  const { ts } = await sandbox.slack.as('U0BEN').post('C0NOVA', 'Thank you!');
  await lines();
  await sandbox.slack.as('U0RUTH').react('C0NOVA', ts, 'heart');
  await sandbox.slack.as('U0RUTH').post('C0NOVA', 'You are welcome.');
  expect((await lines()).filter(({ kind }) => kind === 'remark').map(({ text }) => text)).toEqual([
    'Read as needing no reply: a thanks.',
  ]);
});

test('words to the bot itself, and who deleted what, are told as such', async () => {
  const { ts } = await sandbox.slack.as('U0ANNA').post('C0NOVA', 'Hello?');
  await sandbox.slack.as('U0ANNA').delete('C0NOVA', ts);
  await sandbox.slack.as('U0RUTH').dm(botUserId, 'help');
  const told = await lines();
  expect(told.filter(({ kind }) => kind !== 'bot' && kind !== 'remark').map(words)).toEqual([
    'Anna Novak (Nova Bikes) in #nova-bikes: Hello?',
    'Anna Novak (Nova Bikes) deleted a message in #nova-bikes: Hello?',
    'Ruth Okafor to Groundrules, privately: help',
  ]);
});

test('a reaction to a message from before the story began is told as a reaction', async () => {
  const { ts } = await sandbox.slack.as('U0ANNA').post('C0NOVA', 'Is everything ready?');
  await lines();
  story.stop();
  story = tell();
  await sandbox.slack.as('U0MIRA').react('C0NOVA', ts, 'eyes');
  const [first, ...rest] = await lines();
  expect(first).toMatchObject({ who: 'Mira Aksoy reacts in #nova-bikes', text: ':eyes:', look: { as: 'U0MIRA', ts } });
  expect(rest.map(words)).toEqual(['Groundrules thinks: Mira Aksoy is on it.']);
});

test('a bot that is stopped thinks nothing, and the story goes on', async () => {
  await sandbox.stopBot();
  await sandbox.slack.as('U0ANNA').post('C0NOVA', 'Is everything ready?');
  expect((await lines()).map(({ kind }) => kind)).toEqual(['person']);
});

test('lines are carried over as JSON, numbered on, and the oldest of more than two hundred go', async () => {
  for (let count = 1; count <= 150; count += 1) story.remark(`Remark ${count}`);
  const kept = JSON.parse(JSON.stringify(story.lines())) as StoryLine[];
  story.stop();
  story = tell();
  story.load(kept);
  const heard: number[] = [];
  const stop = story.subscribe(({ id }) => heard.push(id));
  for (let count = 151; count <= 210; count += 1) story.remark(`Remark ${count}`);
  stop();
  story.does('U0BEN', 'C0NOVA', 'types /rules');
  const told = story.lines();
  expect([told.length, told[0]?.text, told.at(-2)?.text]).toEqual([200, 'Remark 12', 'Remark 210']);
  expect(told.at(-1)).toMatchObject({ id: 211, kind: 'person', who: 'Ben Castellan (Nova Bikes) in #nova-bikes' });
  expect(heard).toEqual(Array.from({ length: 60 }, (_, index) => 151 + index));
});
