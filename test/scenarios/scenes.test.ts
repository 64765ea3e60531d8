/** The stories that `npm start` tells, played from the same files: what people see at the end of each is held here. */
import { describe, expect, test } from 'vitest';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { scenes } from '../../src/sandbox/scenes/index.ts';
import { createStage } from '../../src/sandbox/scenes/stage.ts';
import { tellStories } from '../support/story.ts';
import { berlin } from '../support/story-time.ts';

const story = tellStories('2026-11-20');
const everybody = ['U0MIRA', 'U0RUTH', 'U0JONAS', 'U0ELIF'];
const clientChannels = ['C0NOVA', 'C0DEFNE', 'C0ORCHARD'];

type Ending = { told: Record<string, string[]>; headlines: string[]; records: Record<string, string[]> };

const nobody = { U0MIRA: [], U0RUTH: [], U0JONAS: [], U0ELIF: [] };
const nothing = { C0NOVA: [], C0DEFNE: [], C0ORCHARD: [] };

/** How each scene ends, in the order in which they are played. */
const endings: Record<string, Ending> = {
  'late-answer': {
    told: {
      ...nobody,
      U0MIRA: ['Mon 10:20 warning', 'Mon 10:50 breach'],
      U0RUTH: ['Mon 10:50 breach'],
    },
    headlines: ['Mira Aksoy answered today 11:05, 15 min late.'],
    records: { ...nothing, C0NOVA: ['due Mon 10:50, breached Mon 11:05 (replied)'] },
  },
  thanks: {
    told: { ...nobody, U0MIRA: ['Mon 15:00 warning'] },
    headlines: ['Mira Aksoy answered today 15:20, in time.'],
    records: { ...nothing, C0NOVA: ['due Mon 15:30, met Mon 15:20 (replied)'] },
  },
  'second-thoughts': {
    told: nobody,
    headlines: [],
    records: {
      ...nothing,
      C0DEFNE: ['due Tue 12:40, met Tue 10:20 (replied)'],
      C0ORCHARD: ['due Tue 19:00, cancelled Tue 15:20 (deleted)'],
    },
  },
};

describe('the scenes of the sandbox', () => {
  test('every scene has an ending that is held here', () => {
    expect(Object.keys(endings)).toEqual(scenes.map(({ name }) => name));
  });

  for (const scene of scenes) {
    test(`${scene.name}: people see what they should, and the client nothing of it`, async () => {
      story.chapter();
      await scene.play(createStage(story.sandbox(), { zone: berlin, bot: botUserId }));
      const ending = endings[scene.name];
      expect(Object.fromEntries(everybody.map((who) => [who, story.told(who)]))).toEqual(ending?.told);
      expect([...new Set(everybody.flatMap((who) => story.headlines(who)))]).toEqual(ending?.headlines);
      const records = [];
      for (const channel of clientChannels) records.push([channel, await story.records(channel)]);
      expect(Object.fromEntries(records)).toEqual(ending?.records);
      for (const channel of clientChannels) {
        const { messages } = story.sandbox().slack.as('U0RUTH').sees(channel);
        expect(messages.filter(({ user }) => user === botUserId)).toEqual([]);
      }
    });
  }
});

test('the example: asked on Friday 16:50 with two business hours, warned on Monday at 75 %, answered before due: met, nothing more is sent', async () => {
  await story.begin();
  const until18 = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `${day}: "09:00-18:00"`).join(', ');
  await story.agree('nova', (text) => text.replace('officeHours:\n', `officeHours:\n  weekly: { ${until18} }\n`));
  await story.until('Fri 16:50');
  await story.says('U0ANNA', 'C0NOVA', 'Could you send us the new banner?');
  await story.until('Mon 09:41');
  expect(story.told('U0MIRA')).toEqual(['Mon 09:20 warning']);
  const changesBefore = story
    .sandbox()
    .slack.calls()
    .filter(({ method }) => method === 'chat.postMessage').length;
  await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
  await story.until('Wed 17:00');
  expect(await story.records('C0NOVA')).toEqual(['due Mon 09:50, met Mon 09:41 (replied)']);
  expect(story.headlines('U0MIRA')).toEqual(['Mira Aksoy answered today 09:41, in time.']);
  for (const who of ['U0RUTH', 'U0JONAS']) expect(story.told(who)).toEqual([]);
  const changesAfter = story
    .sandbox()
    .slack.calls()
    .filter(({ method }) => method === 'chat.postMessage').length;
  expect(changesAfter).toBe(changesBefore);
});
