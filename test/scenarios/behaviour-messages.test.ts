/** What happens to messages: deleted, edited, seen four times, in any order; and Slack that asks us to wait. */
import { describe, expect, test } from 'vitest';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const question = 'Can you send us the files?';

async function asked(): Promise<string> {
  await story.begin();
  await story.until('Mon 10:00');
  return story.says('U0ANNA', 'C0NOVA', question);
}

describe('19 deletions and edits', () => {
  test('19 the client deletes the only waiting message: cancelled, not met, and the notices say so', async () => {
    const ts = await asked();
    await story.until('Mon 11:40');
    await story.deletes('U0ANNA', 'C0NOVA', ts);
    await story.until('Mon 14:00');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, cancelled Mon 11:40 (deleted)']);
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning']);
    expect(story.headlines('U0MIRA')).toEqual(['The message was deleted today 11:40; nothing is waiting any more.']);
  });

  test('19 the client deletes one of two messages of a question: the other one still waits', async () => {
    const first = await asked();
    await story.until('Mon 10:03');
    await story.says('U0ANNA', 'C0NOVA', 'And the invoice, please?');
    await story.until('Mon 10:04');
    await story.deletes('U0ANNA', 'C0NOVA', first);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:03, alarm Mon 11:33']);
  });

  test('19 the client deletes the message that began a thread: a reply there still answers, even one missed while down', async () => {
    const root = await asked();
    await story.says('U0BEN', 'C0NOVA', 'The large ones, please?', { thread: root });
    await story.until('Mon 10:30');
    await story.deletes('U0ANNA', 'C0NOVA', root);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    await story.until('Mon 11:50');
    await story.stopBot();
    story.sandbox().slack.faults.add({ kind: 'lose-delivery', event: 'message' });
    await story.sandbox().slack.as('U0MIRA').post('C0NOVA', 'Here they are.', { thread: root });
    story.sandbox().slack.faults.clear();
    await story.until('Mon 12:10');
    await story.startBot();
    await story.until('Mon 13:00');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:50 (replied)']);
    expect(story.told('U0RUTH')).toEqual([]);
  });

  test('19 staff delete their reply within a quarter of an hour: it reopens with the original due time', async () => {
    const ts = await asked();
    await story.until('Mon 11:00');
    const reply = await story.says('U0MIRA', 'C0NOVA', 'Wrong channel, sorry.', { thread: ts });
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:00 (replied)']);
    await story.until('Mon 11:14');
    await story.deletes('U0MIRA', 'C0NOVA', reply);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    await story.until('Mon 12:10');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning', 'Mon 12:00 breach']);
  });

  test('19 staff delete their reply later: it stays met, and the owner is told', async () => {
    const ts = await asked();
    await story.until('Mon 11:00');
    const reply = await story.says('U0JONAS', 'C0NOVA', 'Here they are.', { thread: ts });
    await story.until('Mon 11:20');
    await story.deletes('U0JONAS', 'C0NOVA', reply);
    await story.until('Mon 14:00');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:00 (replied)']);
    expect(story.told('U0MIRA')).toEqual(['Mon 11:20 answer-deleted']);
    expect(story.headlines('U0MIRA')[0]).toContain('Jonas Weber deleted the answer to Nova Bikes');
  });

  test('19 how long a reply may be taken back is settable', async () => {
    await story.begin();
    await story.agree('nova', (text) => `${text}staffDeletionGrace: 1h\n`);
    await story.until('Mon 10:00');
    const ts = await story.says('U0ANNA', 'C0NOVA', question);
    const reply = await story.says('U0MIRA', 'C0NOVA', 'Here they are.', { thread: ts });
    await story.until('Mon 10:50');
    await story.deletes('U0MIRA', 'C0NOVA', reply);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
  });

  test('19 “thanks” edited into a question opens at the edit', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const ts = await story.says('U0ANNA', 'C0NOVA', 'Thank you!');
    await story.until('Mon 10:30');
    await story.edits('U0ANNA', 'C0NOVA', ts, 'Thank you! And when is the next shooting?');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:30, alarm Mon 12:00']);
    await story.until('Mon 12:15');
    expect(story.notices('U0MIRA')[0]).toContain('when is the next shooting?');
  });

  test('19 unfurled links, our own updates, counted replies and broadcast copies change nothing', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const ts = await story.says('U0ANNA', 'C0NOVA', 'Is https://example.com/banner the newest one?');
    await story.says('U0BEN', 'C0NOVA', 'I think so too.', { thread: ts, broadcast: true });
    await story.until('Mon 11:35');
    await story.presses('U0MIRA', 'taken');
    await story.until('Mon 11:50');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 12:00']);
    await story.says('U0MIRA', 'C0NOVA', 'Yes: https://example.com/banner', { thread: ts, broadcast: true });
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:50 (replied)']);
    await story.until('Mon 17:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning']);
  });
});

test('17 a channel that the bot left and came back to is read from the last word heard: an answer given meanwhile counts', async () => {
  const ts = await asked();
  const { slack, walk } = story.sandbox();
  await story.until('Mon 11:00');
  await slack.as('U0RUTH').remove('C0NOVA', botUserId);
  await walk.rest();
  await slack.as('U0MIRA').post('C0NOVA', 'Here they are.', { thread: ts });
  await story.until('Mon 11:20');
  await slack.as('U0RUTH').invite('C0NOVA', botUserId);
  await walk.rest();
  // The sweep of the next minute.
  await story.sandbox().house().sweep();
  await story.until('Mon 13:00');
  expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:00 (replied)']);
  expect(story.told('U0MIRA')).toEqual(['Mon 11:00 deaf']);
});

describe('20 the same event, often and late', () => {
  test('20 the same event four times over six minutes, out of order and across a restart: one deadline, one alarm', async () => {
    await story.begin();
    const { slack, walk } = story.sandbox();
    await story.until('Mon 10:00');
    slack.faults.add({ kind: 'delay-delivery', event: 'message', milliseconds: 360_000 });
    await slack.as('U0ANNA').post('C0NOVA', question);
    await slack.as('U0ANNA').post('C0NOVA', 'And the invoice, please?');
    slack.faults.clear();
    const [asked, added] = Object.values(slack.world().deliveries).map(({ body }) => body);
    const hear = async (body = '') => {
      await slack.send({ body, contentType: 'application/json', headers: { 'x-slack-retry-num': '1' } });
      await walk.rest();
    };
    await hear(added);
    await hear(asked);
    await story.after(1);
    await hear(asked);
    await story.stopBot();
    await story.after(2);
    await story.startBot();
    await hear(asked);
    await hear(added);
    // The stand-in's own delivery is the fourth.
    await story.after(3);
    expect(Object.values(slack.world().deliveries)).toEqual([]);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    await story.until('Mon 12:10');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning', 'Mon 12:00 breach']);
    expect(story.told('U0RUTH')).toEqual(['Mon 12:00 breach']);
  });

  test('20 when Slack answers 429 the notice waits as told, is sent once, and says that it is late', async () => {
    const ts = await asked();
    const { slack } = story.sandbox();
    await story.until('Mon 11:29');
    slack.faults.add({ kind: 'rate-limited', method: 'chat.postMessage', retryAfterSeconds: 240, times: 1 });
    await story.until('Mon 11:33');
    expect(story.told('U0MIRA')).toEqual([]);
    await story.until('Mon 11:40');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:34 warning']);
    expect(story.notices('U0MIRA')[0]).toContain('4 min late');
    await story.says('U0MIRA', 'C0NOVA', 'Here they are.', { thread: ts });
  });

  test('20 after an outage overdue items come in one message per manager', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', question);
    await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    await story.until('Mon 10:30');
    await story.stopBot();
    await story.until('Mon 16:00');
    await story.startBot();
    await story.until('Mon 16:10');
    const told = story.told('U0RUTH').filter((line) => line.endsWith('breach'));
    expect(told).toHaveLength(1);
    expect(story.headlines('U0RUTH')).toEqual(['2 questions are past the agreed time.']);
    expect(story.notices('U0RUTH')[0]).toContain('Nova Bikes, Anna Novak');
    expect(story.notices('U0RUTH')[0]).toContain('Defne Kahve, Deniz Arslan');
    await story.says('U0MIRA', 'C0NOVA', 'Here they are.');
    await story.says('U0ELIF', 'C0DEFNE', 'Yarın gönderiyorum.');
    await story.after(2);
    expect(story.headlines('U0RUTH')).toEqual(['All of these are settled.']);
  });
});
