/** What clients read of the bot when they write while the office is closed, and when they read nothing. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/slack/faults.ts';
import { repliesIn } from '../support/gate.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-11-06', { permitting: ['C0DEFNE', 'C0NOVA', 'C0ORCHARD'] });

let before: Record<string, number> = {};
const channels = ['C0DEFNE', 'C0NOVA', 'C0ORCHARD'];
const all = (channel: string) => repliesIn(story.sandbox(), channel);

beforeEach(async () => {
  await story.begin();
  before = Object.fromEntries(channels.map((channel) => [channel, all(channel).length]));
});
afterEach(() => story.sandbox().slack.faults.clear());

/** The replies of this story that stand in a channel. */
const replies = (channel = 'C0DEFNE') => all(channel).slice(before[channel] ?? 0);
const threads = (channel = 'C0DEFNE') => replies(channel).map(({ thread }) => thread);

const permitted = (text: string) => `${text}\nmayPost: [outOfHoursReply]\n`;
const forbidden = (text: string) => text.replace('mayPost: [outOfHoursReply]', 'mayPost: []');

async function why(who: string, channel: string, ts: string): Promise<string> {
  await story.chooses(who, channel, ts, 'why');
  return story.answer(who, channel);
}

/** Nothing is posted while `meanwhile` plays; then Slack answers again and whatever is still to be said is said. */
async function whileSlackRefuses(meanwhile: () => Promise<void>): Promise<void> {
  const fault: Fault = { kind: 'down', method: 'chat.postMessage' };
  const mend = story.sandbox().slack.faults.add(fault);
  await meanwhile();
  mend();
  await story.after(5);
}

describe('a question while the office is closed', () => {
  test('is replied to once, in its thread and in the client’s language, and still waits for its answer', async () => {
    await story.until('Mon 20:00');
    const question = await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    expect(replies()).toEqual([
      {
        thread: question,
        text: [
          'Mesajınız için teşekkür ederiz. Ofisimiz şu anda kapalı; ekibimiz Sal 09:00 itibarıyla yeniden burada.',
          'Yanıtımız en geç Sal 11:00 itibarıyla sizde olur.',
          'Bekleyemeyecek bir durum varsa: Elif Kaya, +90 212 555 01 40 (her saat)',
        ].join('\n'),
      },
    ]);
    await story.says('U0DENIZ', 'C0DEFNE', 'Bir de fiyatlar değişti mi?', { thread: question });
    await story.until('Mon 21:00');
    await story.says('U0DENIZ', 'C0DEFNE', 'Siyah beyaz logo da var mı?');
    expect(threads()).toEqual([question]);
    expect(await story.records('C0DEFNE')).toEqual(['due Tue 09:00, alarm Tue 08:30', 'due Tue 09:00, silent']);
    expect(await why('U0ELIF', 'C0DEFNE', question)).toContain('Sal 09:00 itibarıyla döneceğini söyleyen bir yanıt');
    await story.until('Tue 08:10');
    await story.says('U0ELIF', 'C0DEFNE', 'Günaydın, hepsi klasörde.');
    expect((await story.records('C0DEFNE'))[0]).toBe('due Tue 09:00, met Tue 08:10 (replied)');
    expect(threads()).toEqual([question]);
    await story.until('Tue 20:00');
    const next = await story.says('U0DENIZ', 'C0DEFNE', 'Peki baskı ne zaman hazır olur?');
    expect(threads()).toEqual([question, next]);
  });

  test('names the time that is agreed for what is asked out of hours, where one is', async () => {
    await story.agree('defne', (text) => `${text}\nresponseWindow:\n  outOfHours:\n    normal: { first: 90m }\n`);
    await story.until('Mon 20:00');
    const question = await story.says('U0DENIZ', 'C0DEFNE', 'Afiş bu gece yetişir mi?');
    expect(replies()[0]?.text).toContain('Yanıtımız en geç bugün 23:30 itibarıyla sizde olur.');
    expect(await story.records('C0DEFNE')).toEqual(['due Mon 21:30, alarm Mon 21:07:30']);
    expect(await why('U0ELIF', 'C0DEFNE', question)).toContain('bugün 23:30');
    await story.says('U0ELIF', 'C0DEFNE', 'Evet.');
  });

  test('names the team’s time beside the client’s where their clocks differ', async () => {
    const inLosAngeles = (text: string) =>
      permitted(text).replace('  language: en\n', '  language: en\n  timeZone: America/Los_Angeles\n');
    await story.agree('orchard', inLosAngeles);
    await story.until('Fri 23:30');
    const question = await story.says('U0SAM', 'C0ORCHARD', 'Could you send us the final contract?');
    expect(replies('C0ORCHARD')).toEqual([
      {
        thread: question,
        text: [
          'Thank you for your message. Our office is closed now; the team is back Mon 06:00 (Eastern Time: Mon 09:00).',
          'You will have an answer by Mon 10:00 (Eastern Time: Mon 13:00).',
        ].join('\n'),
      },
    ]);
    await story.until('Mon 16:00');
    await story.says('U0JONAS', 'C0ORCHARD', 'Here it is.', { thread: question });
  });

  test('is replied to for each of two people who ask at once, and for neither twice', async () => {
    await story.agree('nova', permitted);
    await story.until('Mon 19:00');
    const sandbox = story.sandbox();
    const [one, other] = await Promise.all([
      sandbox.slack.as('U0ANNA').post('C0NOVA', 'Where is the invoice?'),
      sandbox.slack.as('U0BEN').post('C0NOVA', 'When is the shoot?'),
    ]);
    await sandbox.walk.rest();
    await story.after(1);
    await story.says('U0ANNA', 'C0NOVA', 'And where is the plan?');
    await story.says('U0BEN', 'C0NOVA', 'I mean the one on the beach, does it rain?');
    expect(threads('C0NOVA').sort()).toEqual([one.ts, other.ts].sort());
  });

  test('that was a thanks before its edit is one from the edit on', async () => {
    await story.until('Mon 15:30');
    const early = await story.says('U0DENIZ', 'C0DEFNE', 'Çok teşekkürler!');
    await story.until('Mon 20:00');
    expect(replies()).toEqual([]);
    await story.edits('U0DENIZ', 'C0DEFNE', early, 'Çok teşekkürler! Yeni menüyü ne zaman görebiliriz?');
    await story.edits('U0DENIZ', 'C0DEFNE', early, 'Çok teşekkürler! Peki yeni menüyü ne zaman görebiliriz?');
    expect(threads()).toEqual([early]);
  });

  test('whose words are only put right in the evening was asked in the day, and gets none', async () => {
    await story.until('Mon 15:30');
    const early = await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menuyu ne zaman görebiliriz?');
    await story.until('Mon 20:00');
    await story.edits('U0DENIZ', 'C0DEFNE', early, 'Yeni menüyü ne zaman görebiliriz?');
    expect(replies()).toEqual([]);
  });
});

describe('no reply is posted', () => {
  test('where the agreement does not permit it', async () => {
    await story.until('Mon 20:00');
    const question = await story.says('U0ANNA', 'C0NOVA', 'Where is the invoice?');
    expect(replies('C0NOVA')).toEqual([]);
    expect(await why('U0MIRA', 'C0NOVA', question)).not.toContain('agreed hours');
  });

  test('to chatter, and to what staff write', async () => {
    await story.until('Mon 20:00');
    await story.says('U0DENIZ', 'C0DEFNE', 'Teşekkürler, iyi akşamlar!');
    await story.says('U0ELIF', 'C0DEFNE', 'Yarın sabah ilk iş bakar mısınız?');
    expect(replies()).toEqual([]);
  });

  test('while one of the staff is there, however late', async () => {
    await story.until('Mon 20:00');
    await story.says('U0ELIF', 'C0DEFNE', 'Menüyü şimdi yükledim.');
    const question = await story.says('U0DENIZ', 'C0DEFNE', 'Fiyatlar da güncel mi?');
    expect(replies()).toEqual([]);
    expect(await why('U0ELIF', 'C0DEFNE', question)).toContain('kapanıştan beri ekipten biri orada yazmış');
  });

  test('to a colleague’s answer in the thread of what waits', async () => {
    await story.agree('nova', permitted);
    await story.until('Mon 20:00');
    const question = await story.says('U0ANNA', 'C0NOVA', 'Which file goes to the printer?');
    await story.says('U0BEN', 'C0NOVA', 'I would take the one from Monday, but wait for the studio.', {
      thread: question,
    });
    expect(threads('C0NOVA')).toEqual([question]);
  });

  test('when the permission was withdrawn before it left, and why says so', async () => {
    await story.until('Mon 20:00');
    let question = '';
    await whileSlackRefuses(async () => {
      question = await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
      await story.agree('defne', forbidden);
    });
    expect(replies()).toEqual([]);
    expect(await why('U0ELIF', 'C0DEFNE', question)).toContain('anlaşma buna izin vermiyor');
  });

  test('when it could not leave before the office opened, and why says so', async () => {
    await story.until('Tue 06:50');
    let question = '';
    await whileSlackRefuses(async () => {
      question = await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
      await story.until('Tue 07:01');
    });
    expect(replies()).toEqual([]);
    expect(await why('U0ELIF', 'C0DEFNE', question)).toContain('ofis yeniden açılmıştı');
  });

  test('when it was answered, or deleted, before it left; the next question then gets one', async () => {
    await story.until('Mon 20:00');
    await whileSlackRefuses(async () => {
      const question = await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
      await story.deletes('U0DENIZ', 'C0DEFNE', question);
    });
    expect(replies()).toEqual([]);
    const next = await story.says('U0DENIZ', 'C0DEFNE', 'Siyah beyaz logo var mı?');
    expect(threads()).toEqual([next]);
    await story.until('Tue 20:00');
    await whileSlackRefuses(async () => {
      const question = await story.says('U0DENIZ', 'C0DEFNE', 'Baskı ne zaman hazır olur?');
      await story.says('U0ELIF', 'C0DEFNE', 'Perşembe.', { thread: question });
    });
    expect(threads()).toEqual([next]);
  });
});

describe('a reply whose message the client deletes', () => {
  test('is taken back, and the next question gets one again', async () => {
    await story.until('Mon 20:00');
    const question = await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    expect(threads()).toEqual([question]);
    await story.deletes('U0DENIZ', 'C0DEFNE', question);
    await story.after(1);
    expect(replies()).toEqual([]);
    const next = await story.says('U0DENIZ', 'C0DEFNE', 'Siyah beyaz logo var mı?');
    expect(threads()).toEqual([next]);
  });

  test('stays where somebody has written below it', async () => {
    await story.until('Mon 20:00');
    const question = await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    await story.until('Tue 08:00');
    await story.says('U0ELIF', 'C0DEFNE', 'Öğleden sonra.', { thread: question });
    await story.deletes('U0DENIZ', 'C0DEFNE', question);
    await story.after(1);
    expect(threads()).toEqual([question]);
  });
});

describe('while the bot is down', () => {
  test('what it finds that same evening gets its reply; what it finds after the opening gets none', async () => {
    await story.until('Mon 20:00');
    await story.stopBot();
    const evening = await story.sandbox().slack.as('U0DENIZ').post('C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    await story.until('Mon 20:30');
    await story.startBot();
    expect(threads()).toEqual([evening.ts]);
    await story.until('Tue 08:00');
    await story.says('U0ELIF', 'C0DEFNE', 'Öğleden sonra.', { thread: evening.ts });
    await story.until('Tue 20:00');
    await story.stopBot();
    const night = await story.sandbox().slack.as('U0DENIZ').post('C0DEFNE', 'Siyah beyaz logo var mı?');
    await story.until('Wed 08:00');
    await story.startBot();
    expect(threads()).toEqual([evening.ts]);
    expect(await why('U0ELIF', 'C0DEFNE', night.ts)).toContain('ancak ofis yeniden açıldıktan sonra duyuldu');
  });

  test('what was answered meanwhile gets none, though the office is still closed', async () => {
    await story.until('Mon 20:00');
    await story.stopBot();
    const { slack } = story.sandbox();
    const { ts } = await slack.as('U0DENIZ').post('C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    await slack.as('U0ELIF').post('C0DEFNE', 'Yarın öğleden sonra.', { thread: ts });
    await story.until('Mon 20:30');
    await story.startBot();
    expect(replies()).toEqual([]);
  });
});

describe('events that come as they please', () => {
  test.each<[string, Fault[]]>([
    ['each four times', [{ kind: 'duplicate-delivery', copies: 4 }]],
    ['late', [{ kind: 'delay-delivery', milliseconds: 90_000 }]],
  ])('%s: one reply', async (_, faults) => {
    await story.until('Mon 20:00');
    const { slack } = story.sandbox();
    for (const fault of faults) slack.faults.add(fault);
    const { ts } = await slack.as('U0DENIZ').post('C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    await story.after(10);
    expect(threads()).toEqual([ts]);
  });

  test('the later question first: one reply, to what was heard', async () => {
    await story.until('Mon 20:00');
    const { slack } = story.sandbox();
    const mend = slack.faults.add({ kind: 'delay-delivery', milliseconds: 240_000 });
    await slack.as('U0DENIZ').post('C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    mend();
    await story.after(1);
    const heard = await story.says('U0DENIZ', 'C0DEFNE', 'Siyah beyaz logo var mı?');
    await story.after(10);
    expect(threads()).toEqual([heard]);
  });

  test('Slack’s answer to the post is lost: it is looked for in the thread, not said again', async () => {
    await story.until('Mon 20:00');
    story
      .sandbox()
      .slack.faults.add({ kind: 'timeout-after-success', method: 'chat.postMessage', times: 1, cut: true });
    const ts = await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    await story.after(5);
    expect(threads()).toEqual([ts]);
  });
});
