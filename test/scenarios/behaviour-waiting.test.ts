/** Whose clock runs: one deadline per lane, what counts as late, what asks for a reply, what belongs together. */
import { describe, expect, test } from 'vitest';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const inOneHour = (text: string) => `${text}responseWindow:\n  priorities:\n    normal: { first: 1h, next: 1h }\n`;

describe('1 oldest wait, once', () => {
  test('1 the client who chases three times has one deadline, one warning, one breach, and is answered once', async () => {
    await story.agree('nova', inOneHour);
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'When can we see the new banner?');
    await story.until('Mon 10:20');
    await story.says('U0ANNA', 'C0NOVA', 'Any news on the banner?');
    await story.until('Mon 10:50');
    await story.says('U0ANNA', 'C0NOVA', 'Hello? We need it today.');
    expect(await story.records('C0NOVA')).toEqual([
      'due Mon 11:00, alarm Mon 11:00',
      'due Mon 11:20, silent',
      'due Mon 11:50, silent',
    ]);
    await story.until('Mon 11:05');
    await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
    await story.until('Tue 09:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:45 warning', 'Mon 11:00 breach']);
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
    expect(story.told('U0JONAS')).toEqual([]);
    expect(story.headlines('U0RUTH')).toEqual(['Mira Aksoy answered today 11:05, 5 min late.']);
    expect(await story.records('C0NOVA')).toEqual([
      'due Mon 11:00, breached Mon 11:05 (replied)',
      'due Mon 11:20, met Mon 11:05 (replied)',
      'due Mon 11:50, met Mon 11:05 (replied)',
    ]);
  });

  test('1 when only the oldest is answered in its thread, the deadline becomes the next one’s own', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const oldest = await story.says('U0ANNA', 'C0NOVA', 'Is the invoice right?');
    await story.until('Mon 10:20');
    await story.says('U0ANNA', 'C0NOVA', 'And when is the next shooting?');
    await story.until('Mon 10:40');
    await story.says('U0MIRA', 'C0NOVA', 'The invoice is right.', { thread: oldest });
    expect(await story.records('C0NOVA')).toEqual([
      'due Mon 12:00, met Mon 10:40 (replied)',
      'due Mon 12:20, alarm Mon 11:50',
    ]);
    await story.until('Mon 13:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:50 warning', 'Mon 12:20 breach']);
  });

  test('1 each thread is a lane of its own, beside the channel’s top level', async () => {
    await story.begin();
    const parents = [];
    for (const words of ['The shooting is on Thursday.', 'The invoice is on its way.'])
      parents.push(await story.says('U0MIRA', 'C0NOVA', words));
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'At what time on Thursday?', { thread: parents[0] ?? '' });
    await story.says('U0BEN', 'C0NOVA', 'To whom was it sent?', { thread: parents[1] ?? '' });
    await story.says('U0BEN', 'C0NOVA', 'Is anybody there today?');
    expect(await story.records('C0NOVA')).toEqual([
      'due Mon 12:00, alarm Mon 11:30',
      'due Mon 12:00, alarm Mon 11:30',
      'due Mon 12:00, alarm Mon 11:30',
    ]);
    await story.says('U0MIRA', 'C0NOVA', 'Yes, we are here.');
    expect((await story.records('C0NOVA')).map((line) => line.split(' ')[3])).toEqual(['alarm', 'alarm', 'met']);
  });
});

describe('2 late but answered is still a breach', () => {
  test('2 answered late while the bot was down: recorded as late by three minutes, and no alarm after the fact', async () => {
    await story.begin();
    await story.agree('nova', inOneHour);
    await story.until('Mon 10:00');
    const question = await story.says('U0ANNA', 'C0NOVA', 'Could you call me?');
    await story.until('Mon 10:58');
    await story.stopBot();
    await story.until('Mon 11:03');
    await story.sandbox().slack.as('U0MIRA').post('C0NOVA', 'Calling now.', { thread: question });
    await story.until('Mon 11:06');
    await story.startBot();
    await story.until('Mon 17:00');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, breached Mon 11:03 (replied)']);
    expect(story.told('U0MIRA')).toEqual(['Mon 10:45 warning']);
    expect(story.told('U0RUTH')).toEqual([]);
    await story.chooses('U0MIRA', 'C0NOVA', question, 'why');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('Late by 3 min');
  });

  test('2 a reply written a second before the due time and delivered 90 seconds late is met, and nobody is told', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'Could you call me?');
    await story.until('Mon 11:59:59');
    story.sandbox().slack.faults.add({ kind: 'delay-delivery', event: 'message', milliseconds: 90_000, times: 1 });
    await story.says('U0MIRA', 'C0NOVA', 'Calling now.');
    await story.until('Mon 17:00');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:59:59 (replied)']);
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning']);
    expect(story.told('U0RUTH')).toEqual([]);
  });

  test('2 where Slack cannot be read first, the notice goes, and corrects itself when the reply arrives', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'Could you call me?');
    await story.until('Mon 11:59:59');
    const { faults } = story.sandbox().slack;
    faults.add({ kind: 'delay-delivery', event: 'message', milliseconds: 90_000, times: 1 });
    faults.add({ kind: 'status', method: 'conversations.history', status: 500 });
    await story.says('U0MIRA', 'C0NOVA', 'Calling now.');
    await story.until('Mon 12:00:30');
    expect(story.told('U0RUTH')).toEqual(['Mon 12:00 breach']);
    expect(story.headlines('U0RUTH')[0]).toContain('has passed');
    faults.clear();
    await story.until('Mon 17:00');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:59:59 (replied)']);
    expect(story.told('U0RUTH')).toEqual(['Mon 12:00 breach']);
    expect(story.headlines('U0RUTH')[0]).toContain('It was in time after all');
  });
});

describe('3 thanks is no request', () => {
  const thanks = ['Thank you so much!', 'Çok teşekkürler!', '감사합니다!', '谢谢！', 'ขอบคุณมากค่ะ', 'Большое спасибо!'];
  const questions = [
    'Could you send it again?',
    'Yeni menüyü ne zaman görebiliriz?',
    '언제 받을 수 있을까요?',
    '什么时候可以发给我们？',
    'ส่งให้วันนี้ได้ไหมคะ?',
    'Когда будет готово?',
  ];

  test('3 thanks is no request, in six languages; thanks plus a question is', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    for (const words of thanks) await story.says('U0ANNA', 'C0NOVA', words);
    expect(await story.records('C0NOVA')).toEqual([]);
    for (const [index, question] of questions.entries()) {
      await story.after(6);
      await story.says('U0ANNA', 'C0NOVA', `${thanks[index]} ${question}`);
    }
    expect(await story.records('C0NOVA')).toHaveLength(questions.length);
  });

  test('3 “?” and “any news?” always open', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', '?');
    await story.says('U0BEN', 'C0NOVA', 'any news?');
    expect(await story.records('C0NOVA')).toHaveLength(2);
  });

  test('3 a thanks never closes an unanswered earlier question', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'Can you send the files?');
    await story.until('Mon 10:30');
    await story.says('U0ANNA', 'C0NOVA', 'Thanks a lot!');
    await story.says('U0BEN', 'C0NOVA', 'Thank you!');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
  });
});

describe('4 grouping', () => {
  test('4 messages of one person within five minutes are one conversation, another’s or a later one is not', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'Can you send the files?');
    await story.until('Mon 10:04');
    await story.says('U0ANNA', 'C0NOVA', 'And the invoice as well, please.');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    await story.says('U0BEN', 'C0NOVA', 'Is the shooting on Monday?');
    await story.until('Mon 10:20');
    await story.says('U0ANNA', 'C0NOVA', 'Who will come to the fair?');
    expect(await story.records('C0NOVA')).toEqual([
      'due Mon 12:00, alarm Mon 11:30',
      'due Mon 12:04, silent',
      'due Mon 12:20, silent',
    ]);
  });

  test('4 a reply in the thread of any message of a group answers the group', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'Can you send the files?');
    await story.until('Mon 10:03');
    const second = await story.says('U0ANNA', 'C0NOVA', 'And the invoice as well, please.');
    await story.until('Mon 10:30');
    await story.says('U0MIRA', 'C0NOVA', 'Both are in your mail.', { thread: second });
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 10:30 (replied)']);
  });

  test('4 what the client adds in the thread of a message still waiting belongs to it and never moves its due time', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const question = await story.says('U0ANNA', 'C0NOVA', 'Can you send the files?');
    await story.until('Mon 11:00');
    await story.says('U0ANNA', 'C0NOVA', 'Could it be the large ones?', { thread: question });
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    await story.until('Mon 11:45');
    await story.says('U0MIRA', 'C0NOVA', 'Here they are.', { thread: question });
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:45 (replied)']);
  });

  test('4 a top-level post of staff answers every top-level conversation open before it, and no thread', async () => {
    await story.begin();
    const parent = await story.says('U0MIRA', 'C0NOVA', 'The shooting is on Thursday.');
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'At what time?', { thread: parent });
    await story.says('U0ANNA', 'C0NOVA', 'Can you send the files?');
    await story.says('U0BEN', 'C0NOVA', 'And who pays for the studio?');
    await story.until('Mon 10:30');
    await story.says('U0MIRA', 'C0NOVA', 'Sent, and the studio is on us.');
    expect(await story.records('C0NOVA')).toEqual([
      'due Mon 12:00, alarm Mon 11:30',
      'due Mon 12:00, met Mon 10:30 (replied)',
      'due Mon 12:00, met Mon 10:30 (replied)',
    ]);
  });

  test('4 a reply that is also sent to the channel counts once, in its thread', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const question = await story.says('U0ANNA', 'C0NOVA', 'Can you send the files?');
    await story.until('Mon 10:30');
    await story.says('U0MIRA', 'C0NOVA', 'Here they are.', { thread: question, broadcast: true });
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 10:30 (replied)']);
  });

  test('4 a reply that is only a file counts', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'Can you send the logo?');
    await story.until('Mon 10:30');
    await story.says('U0MIRA', 'C0NOVA', '', { files: ['logo.svg'] });
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 10:30 (replied)']);
  });
});
