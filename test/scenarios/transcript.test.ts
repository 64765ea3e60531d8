import { afterAll, beforeAll, expect, test } from 'vitest';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { lateAnswer } from '../../src/sandbox/scenes/late-answer.ts';
import { createStage } from '../../src/sandbox/scenes/stage.ts';
import { startStory } from '../../src/sandbox/story.ts';
import { startTranscript } from '../../src/sandbox/transcript.ts';
import { type TestSandbox, testSandbox } from '../support/sandbox.ts';

const zone = 'Europe/Berlin';
let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await testSandbox({ startAt: Date.parse('2026-11-20T16:30:00+01:00') });
});
afterAll(() => sandbox.drop());

test('the main story is told as it is known: asked, warned, told to the manager, answered late, each with its hour', async () => {
  const lines: string[] = [];
  const story = startStory({
    slack: sandbox.slack,
    clock: sandbox.time.clock,
    zone,
    bot: botUserId,
    house: sandbox.house,
  });
  const write = (line: string) => void lines.push(line);
  startTranscript({ story, zone, write, style: (_kind, text) => text });
  await lateAnswer.play(createStage(sandbox, { zone, bot: botUserId, story }));
  story.stop();
  expect(moments(lines)).toEqual([
    {
      time: 'Fri 20 Nov, 16:50',
      told: [
        [
          'Anna Novak (Nova Bikes) in #nova-bikes',
          '  Could you send us the new banner in the wide format? We need it for the fair.',
          '  (It waits for an answer, due Mon 10:50; the owner is warned Mon 10:20.)',
        ],
      ],
    },
    {
      time: 'Mon 23 Nov, 10:20',
      told: [
        [
          'Groundrules to Mira Aksoy, privately',
          '  Nova Bikes is waiting for an answer, due today 10:50.',
          '  Anna Novak of Nova Bikes asked Fri 16:50:',
          '  > Could you send us the new banner in the wide format? We need it for the fair.',
          '  waited 1 h 30 min of open time · due today 10:50',
          expect.stringMatching(/^ {2}Open in Slack: https:\/\/harbourstudio\.slack\.com\/archives\/C0NOVA\/p\d+$/),
          '  [I’m on it] [Waiting on the client] [Answered elsewhere] [Not a request] [Remind me in 30',
          '  min] [Hand to…] [Change…]',
        ],
      ],
    },
    {
      time: 'Mon 23 Nov, 10:50',
      told: [
        expect.arrayContaining([
          'Groundrules to Mira Aksoy, privately',
          '  The time agreed with Nova Bikes has passed: an answer was due today 10:50.',
        ]),
        expect.arrayContaining([
          'Groundrules to Ruth Okafor, privately',
          '  The time agreed with Nova Bikes has passed: an answer was due today 10:50.',
        ]),
      ],
    },
    {
      time: 'Mon 23 Nov, 11:05',
      told: [
        ['Groundrules brings its message to Mira Aksoy up to date', ...late],
        ['Groundrules brings its message to Mira Aksoy up to date', ...late],
        ['Groundrules brings its message to Ruth Okafor up to date', ...late],
        ['Mira Aksoy in #nova-bikes, in the thread', '  Here it is, sorry for the wait. [banner-wide.png]'],
      ],
    },
  ]);
  expect(lines).toContain('    (Late by 15 min: it was due today 10:50 and answered today 11:05.)');
});

const late = ['  Mira Aksoy answered today 11:05, 15 min late.'];

/** What was told at each time, by first lines: those of one instant have no order. Remarks on what was settled left out. */
function moments(lines: readonly string[]): { time: string; told: string[][] }[] {
  const found: { time: string; told: string[][] }[] = [];
  for (const line of lines) {
    if (line.startsWith('    (Late')) continue;
    if (/^\S/.test(line)) found.push({ time: line, told: [] });
    else if (/^ {2}\S/.test(line)) found.at(-1)?.told.push([line.trim()]);
    else if (line !== '') found.at(-1)?.told.at(-1)?.push(line.slice(2));
  }
  for (const { told } of found) told.sort(([one = ''], [other = '']) => one.localeCompare(other));
  return found;
}
