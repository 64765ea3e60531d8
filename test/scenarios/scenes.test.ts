/** The stories that `npm start` tells, played from the same files: what people see at the end of each is held here. */
import { describe, expect, test } from 'vitest';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { scenes } from '../../src/sandbox/scenes/index.ts';
import { month } from '../../src/sandbox/scenes/month.ts';
import { createStage } from '../../src/sandbox/scenes/stage.ts';
import { startStory } from '../../src/sandbox/story.ts';
import { tellStories } from '../support/story.ts';
import { berlin } from '../support/story-time.ts';
import { withoutRhythm } from '../support/without-rhythm.ts';

/** The offer of the scene stands in Nova's channel. */
const story = tellStories('2026-11-13', { permitting: ['C0DEFNE', 'C0NOVA'], rhythm: { of: [] } });
const everybody = ['U0MIRA', 'U0RUTH', 'U0JONAS', 'U0ELIF'];
const clientChannels = ['C0NOVA', 'C0DEFNE', 'C0ORCHARD'];

type Ending = {
  told: Record<string, string[]>;
  headlines: string[];
  records: Record<string, string[]>;
  /** What else was there to be read on the way. */
  on?: string[];
  /** What clients read of the bot, by its agreement's permission: channel and first line. */
  replies?: string[];
};

const nobody = { U0MIRA: [], U0RUTH: [], U0JONAS: [], U0ELIF: [] };
const nothing = { C0NOVA: [], C0DEFNE: [], C0ORCHARD: [] };

/** "In the afternoon", Elif writes, and is offered to be reminded of it. */
const offer = /^\*Defne Kahve için en geç \S+ \d\d:\d\d diye cevap sözü verdiniz\*/;

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
    // At this hour Friday's unsent report is over: its message may be drawn anew a second before.
    told: { ...nobody, U0MIRA: [expect.stringMatching(/^Mon 15:00(:01)? warning$/)] },
    headlines: ['Mira Aksoy answered today 15:20, in time.'],
    records: { ...nothing, C0NOVA: ['due Mon 15:30, met Mon 15:20 (replied)'] },
  },
  'second-thoughts': {
    told: { ...nobody, U0ELIF: ['Tue 10:20 offer'] },
    headlines: [expect.stringMatching(offer)],
    records: {
      ...nothing,
      C0DEFNE: ['due Tue 12:40, met Tue 10:20 (replied)'],
      C0ORCHARD: ['due Tue 19:00, cancelled Tue 15:20 (deleted)'],
    },
  },
  'slack-connect': {
    told: nobody,
    headlines: [],
    records: { ...nothing, C0NOVA: ['due Wed 15:10, met Wed 13:50 (replied)'] },
    on: ['Slack to Ben Castellan (Nova Bikes), visible to nobody else', 'That question still waits.'],
  },
  restart: {
    told: { ...nobody, U0MIRA: ['Thu 11:30 warning', 'Thu 12:20 breach'], U0RUTH: ['Thu 12:20 breach'] },
    headlines: ['Mira Aksoy answered today 12:30, 30 min late.'],
    records: {
      C0NOVA: ['due Thu 12:00, breached Thu 12:30 (replied)'],
      C0DEFNE: ['due Thu 13:45, met Thu 12:50 (replied)'],
      C0ORCHARD: [],
    },
    on: ['This notice comes 20 min late.', '2 questions wait for an answer.'],
  },
  'slack-down': {
    told: { ...nobody, U0MIRA: ['Fri 10:45 warning', expect.stringMatching(/^Fri 11:2[2-6]\b.* warning$/)] },
    headlines: ['Mira Aksoy answered today 11:18, 3 min late.', 'Jonas Weber answered today 11:35, in time.'],
    records: {
      ...nothing,
      C0NOVA: ['due Fri 11:15, breached Fri 11:18 (replied)', 'due Fri 11:47, met Fri 11:35 (replied)'],
    },
    on: ['Late by 3 min: it was due today 11:15 and answered today 11:18.'],
  },
  'out-of-hours': {
    told: { ...nobody, U0ELIF: ['Tue 08:20 offer'] },
    headlines: [expect.stringMatching(offer)],
    records: {
      C0NOVA: ['due Tue 11:00, met Tue 09:10 (replied)'],
      C0DEFNE: ['due Tue 09:00, met Tue 08:20 (replied)', 'due Tue 09:00, met Tue 08:20 (replied)'],
      C0ORCHARD: [],
    },
    replies: [
      'C0DEFNE: Mesajınız için teşekkür ederiz. Ofisimiz şu anda kapalı; ekibimiz Sal 09:00 itibarıyla yeniden burada.',
    ],
    on: [
      'Yanıtımız en geç Sal 11:00 itibarıyla sizde olur.',
      'Bekleyemeyecek bir durum varsa: Elif Kaya, +90 212 555 01 40 (her saat)',
    ],
  },
  absence: {
    told: {
      ...nobody,
      U0MIRA: ['Thu 00:00 back'],
      U0JONAS: ['Tue 00:00 began', 'Tue 11:00 flag', 'Tue 12:30 warning'],
    },
    headlines: [
      '*Welcome back.* One question is waiting for you:',
      expect.stringMatching(/^\*You stand in for Mira Aksoy, who is away until Wed .*\* What was open is settled\.$/),
      '*Nova Bikes asks for something. Is it part of the agreement?*',
      'Jonas Weber answered today 12:40, in time.',
    ],
    records: {
      ...nothing,
      C0NOVA: [
        'due Tue 09:50, met Tue 09:18 (replied)',
        'due Tue 13:00, met Tue 12:40 (replied)',
        'due Thu 10:20, met Thu 09:05 (replied)',
      ],
    },
    on: ['This comes to you in the place of Mira Aksoy, who is away.'],
  },
  'silent-trial': {
    told: nobody,
    headlines: [],
    records: {
      ...nothing,
      C0DEFNE: ['due Tue 09:00, met Tue 08:20 (replied)', 'due Wed 09:00, met Wed 08:20 (replied)'],
    },
    replies: [
      'C0DEFNE: Mesajınız için teşekkür ederiz. Ofisimiz şu anda kapalı; ekibimiz Çar 09:00 itibarıyla yeniden burada.',
    ],
    on: [
      'Silent trial. Without it, Defne Kahve would read this now in #defne-kahve:',
      '• Out-of-hours reply: 100% right (1 right, 0 wrong, 0 not yet judged)',
    ],
  },
  'flag-taught': {
    told: { ...nobody, U0MIRA: ['Wed 10:00 flag', 'Thu 14:00 flag'] },
    headlines: [
      '*Nova Bikes asks for something. Is it part of the agreement?*',
      '*Nova Bikes asks for something that is not part of the agreement*',
    ],
    records: {
      ...nothing,
      C0NOVA: [
        'due Wed 12:00, met Wed 10:20 (replied)',
        'due Thu 13:00, met Thu 11:20 (replied)',
        'due Thu 16:00, met Thu 14:15 (replied)',
      ],
    },
    on: ['Noted: it is part of the agreement, as Posts for social media. The next message like it is read so.'],
  },
  'change-order': {
    told: {
      ...nobody,
      U0MIRA: [expect.stringMatching(/^Tue 10:00\S* flag$/), expect.stringMatching(/^Tue 10:40\S* accepted$/)],
    },
    headlines: [
      '*Settled: what Nova Bikes asked for*',
      expect.stringMatching(
        /^\*Nova Bikes: Anna Novak said yes\*: \*Video\* for €850\. The list says so from version \d+ on\./,
      ),
    ],
    records: { ...nothing, C0NOVA: ['due Tue 12:00, met Tue 10:10 (replied)'] },
    on: [
      'sends “As the client reads it”, Step 2 of 2: read it, then send it',
      'Thank you. You accepted Video, and Mira Aksoy has been told to begin.',
      'Yes, extend: Video becomes part of our agreement, 1 film a month.',
    ],
    replies: ['C0NOVA: Hello Anna,'],
  },
  'third-favour': {
    told: { ...nobody, U0RUTH: ['Thu 15:10 favours'] },
    headlines: [
      expect.stringMatching(
        /^\*Nova Bikes: 3 favours in \w+\*, 3.25 hours, worth €308.75\. Agreed among you: 2 a month/,
      ),
    ],
    records: nothing,
    on: [
      expect.stringMatching(
        /^Noted as a favour: 1.5 hours\. In \w+ that makes 3 favours with 3.25 hours, worth €308\.75\.$/,
      ),
      '• Jonas Weber: 2.25 hours',
    ],
  },
  'night-emergency': {
    told: {
      U0MIRA: expect.arrayContaining(['Sat 02:00 page']),
      U0RUTH: expect.arrayContaining(['Sat 02:05 page']),
      U0JONAS: expect.any(Array),
      U0ELIF: expect.any(Array),
    },
    headlines: expect.arrayContaining(['*Nova Bikes: emergency 1*']),
    records: expect.objectContaining({ C0DEFNE: [], C0ORCHARD: [] }),
    on: [
      'A text message on Mira Aksoy’s phone',
      '[nobody looks]',
      'Night desk’s phone rings',
      'Ruth Okafor’s phone rings',
      '[picks up]',
      'Ruth Okafor’s phone stops ringing',
      expect.stringMatching(/^Ruth Okafor is looking after it\b/),
      'today 02:00: paged: Mira Aksoy',
      'today 02:06: Ruth Okafor has it',
      expect.stringMatching(/^It is resolved\b/),
      'presses [Yes]',
    ],
    replies: expect.arrayContaining([
      'C0NOVA: Thank you for your message. Our office is closed now; the team is back Mon 09:00.',
      expect.stringMatching(/^C0NOVA: \*We have your emergency\* \(Anna Novak, .*02:00.*\)\.$/),
      'C0NOVA: *News* from Ruth Okafor:',
    ]),
  },
  setup: {
    told: { ...nobody, U0RUTH: ['Mon 09:50 joined'], U0JONAS: ['Mon 11:15 warning'] },
    headlines: [
      expect.stringMatching(/^Thanks for the invitation to #fern-and-co/),
      'Jonas Weber answered today 11:20, in time.',
    ],
    records: nothing,
    on: [
      'sends “Set up this channel”, Step 4 of 5: who is who',
      'It waits for an answer, due today 11:30; the owner is warned today 11:15.',
      expect.stringContaining('The agreement with Fern & Co as a file'),
    ],
  },
};

describe('the scenes of the sandbox', () => {
  test('every scene has an ending that is held here', () => {
    expect([...Object.keys(endings), month.name].toSorted()).toEqual(scenes.map(({ name }) => name).toSorted());
  });

  // The month's has a file of its own, `scene-month.test.ts`: it walks further than all others together.
  for (const scene of scenes.filter((one) => one !== month)) {
    test(`${scene.name}: people see what they should, and the client nothing of it`, async () => {
      story.chapter();
      const sandbox = story.sandbox();
      const { slack, time, house } = sandbox;
      const began = time.clock();
      const telling = startStory({
        slack,
        phones: sandbox.phones,
        bot: botUserId,
        zone: berlin,
        clock: time.clock,
        house,
      });
      await scene.play(createStage(sandbox, { zone: berlin, bot: botUserId, story: telling }));
      telling.stop();
      const ending = endings[scene.name];
      expect(Object.fromEntries(everybody.map((who) => [who, story.told(who)]))).toEqual(ending?.told);
      expect([...new Set(everybody.flatMap((who) => story.headlines(who)))]).toEqual(ending?.headlines);
      const read = telling.lines().flatMap(({ who, text }) => [who, ...text.split('\n')]);
      expect(read).toEqual(expect.arrayContaining(ending?.on ?? []));
      const records = [];
      for (const channel of clientChannels) records.push([channel, await story.records(channel)]);
      expect(Object.fromEntries(records)).toEqual(ending?.records);
      const replies = clientChannels.flatMap((channel) => {
        const said = slack
          .look(({ messages }) => messages[channel] ?? [])
          .filter(({ user, ts }) => user === botUserId && Number(ts) * 1000 >= began);
        return said.map(({ text }) => `${channel}: ${text.split('\n')[0]}`);
      });
      expect(replies).toEqual(ending?.replies ?? []);
    });
  }
});

test('the example: asked on Friday 16:50 with two business hours, warned on Monday at 75 %, answered before due: met, nothing more is sent', async () => {
  // A week without holidays, whatever was played before.
  await story.begin('2027-01-18');
  const until18 = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `${day}: "09:00-18:00"`).join(', ');
  for (const client of ['defne', 'orchard']) await story.agree(client, withoutRhythm);
  await story.agree('nova', (text) =>
    withoutRhythm(text).replace('officeHours:\n', `officeHours:\n  weekly: { ${until18} }\n`),
  );
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
