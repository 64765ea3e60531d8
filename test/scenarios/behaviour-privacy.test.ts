/** People's words live in one table for as long as was agreed: a canary word proves it, in tables, logs and our own messages. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { pruneOnce } from '../../src/app/keep-sweeping.ts';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { createWordsCipher } from '../../src/store/words-cipher.ts';
import { tellStories } from '../support/story.ts';
import { tablesWith } from '../support/tables-with.ts';

const canary = 'Zaunkönig';
const logged: string[] = [];
const logger = pino(
  { level: 'trace' },
  new Writable({
    write: (line, _encoding, done) => {
      logged.push(String(line));
      done();
    },
  }),
);
const story = tellStories('2026-06-01', { logger });

const tablesHolding = (word: string) => tablesWith(story.sandbox().db, word);

/** Messages of ours, wherever they stand, that hold the canary. */
const quoting = () =>
  story
    .sandbox()
    .slack.look(({ messages }) => Object.values(messages).flat())
    .filter((message) => message.user === botUserId && JSON.stringify(message).includes(canary));

const inLogs = () => logged.filter((line) => line.includes(canary));

test('words stand in one table only while they are kept, are quoted to staff, and are never logged', async () => {
  const { faults } = story.sandbox().slack;
  // Trouble makes programs talkative.
  faults.add({ kind: 'status', method: 'users.info', status: 500, times: 1 });
  faults.add({ kind: 'status', method: 'chat.postMessage', status: 500, times: 2 });
  faults.add({ kind: 'refuse', method: 'chat.postMessage', error: 'is_archived', times: 1 });
  faults.add({ kind: 'status', method: 'conversations.history', status: 500, times: 2 });
  await story.until('Mon 10:00');
  await story.says('U0ANNA', 'C0NOVA', `Where is the ${canary} file?`);
  await story.until('Mon 13:30');
  faults.clear();
  expect(await tablesHolding(canary)).toEqual(['public.words']);
  expect(quoting().length).toBeGreaterThan(2);
  expect(logged.length).toBeGreaterThan(2);
  expect(inLogs()).toEqual([]);
  await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
});

test('after a deletion no table and no message of ours holds them, although the question was answered before', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  const settled = await story.says('U0ANNA', 'C0NOVA', 'And the Rotkehlchen file?');
  await story.until('Mon 12:05');
  await story.says('U0MIRA', 'C0NOVA', 'Here it is.', { thread: settled });
  expect(await tablesHolding('Rotkehlchen')).toEqual(['public.words']);
  expect(story.notices('U0RUTH')[0]).toContain('Rotkehlchen');
  await story.until('Mon 12:30');
  await story.deletes('U0ANNA', 'C0NOVA', settled);
  await story.after(1);
  expect(await tablesHolding('Rotkehlchen')).toEqual([]);
  expect(JSON.stringify(story.sandbox().slack.world())).not.toContain('Rotkehlchen');
  expect(story.notices('U0RUTH')[0]).toContain('Their words are');
  expect(story.headlines('U0RUTH')).toEqual(['Mira Aksoy answered today 12:05, 5 min late.']);
});

test('after one of two messages of a question is deleted, or edited, our notices no longer quote what it said', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  await story.says('U0ANNA', 'C0NOVA', 'Where are the files?');
  await story.until('Mon 10:02');
  const second = await story.says('U0ANNA', 'C0NOVA', `I mean those of ${canary}.`);
  await story.until('Mon 10:04');
  const third = await story.says('U0ANNA', 'C0NOVA', `Those for ${canary} street, to be exact.`);
  await story.until('Mon 11:40');
  expect(story.notices('U0MIRA')[0]).toContain(`those of ${canary}`);
  await story.deletes('U0ANNA', 'C0NOVA', second);
  await story.after(1);
  expect(story.notices('U0MIRA')[0]).not.toContain(`those of ${canary}`);
  await story.edits('U0ANNA', 'C0NOVA', third, 'Those for the high street, to be exact.');
  await story.after(1);
  expect(story.notices('U0MIRA')[0]).not.toContain(canary);
  expect(story.notices('U0MIRA')[0]).toContain('the high street');
});

test('after an outage’s one message told of several, a deletion is taken out of it too', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  const asked = await story.says('U0ANNA', 'C0NOVA', `Is ${canary} coming to the fair?`);
  await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
  await story.stopBot();
  await story.until('Mon 16:00');
  await story.startBot();
  await story.until('Mon 16:10');
  const [overdue] = story.notices('U0RUTH');
  expect(overdue).toContain(canary);
  await story.deletes('U0ANNA', 'C0NOVA', asked);
  await story.after(1);
  expect(story.notices('U0RUTH')[0]).not.toContain(canary);
});

test('a notice that Slack no longer lets us change is taken back instead', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  const asked = await story.says('U0ANNA', 'C0NOVA', 'Where is the Goldammer file?');
  await story.until('Mon 11:40');
  expect(story.notices('U0MIRA')[0]).toContain('Goldammer');
  const { faults } = story.sandbox().slack;
  faults.add({ kind: 'refuse', method: 'chat.update', error: 'edit_window_closed' });
  await story.deletes('U0ANNA', 'C0NOVA', asked);
  await story.after(1);
  faults.clear();
  expect(story.notices('U0MIRA')).toEqual([]);
  expect(JSON.stringify(story.sandbox().slack.world())).not.toContain('Goldammer');
});

test('words under a lost key hold no notice up: it says that they are unavailable', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  const asked = await story.says('U0ANNA', 'C0NOVA', 'Where is the Kernbeißer file?');
  const sealed = createWordsCipher('a key that nobody has any more').seal('Where is the Kernbeißer file?');
  await story.sandbox().db.query('update words set text = $1 where ts = $2', [sealed, asked]);
  await story.until('Mon 12:10');
  expect(story.told('U0MIRA')).not.toEqual([]);
  for (const notice of [...story.notices('U0MIRA'), ...story.notices('U0RUTH')]) {
    expect(notice).toContain('Their words are unavailable');
    expect(notice).not.toContain('Kernbeißer');
  }
  await story.says('U0MIRA', 'C0NOVA', 'Here it is.');
  expect(story.headlines('U0RUTH')[0]).toContain('Mira Aksoy answered');
});

test('a client may agree on a shorter time, and then it holds for what was written before too', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  await story.says('U0ANNA', 'C0NOVA', 'Is the Blaumeise photo ours?');
  await story.until('Mon 12:10');
  await story.says('U0MIRA', 'C0NOVA', 'Yes.');
  await story.agree('nova', (text) => `${text}retention: { words: 7 days }\n`);
  await story.after(6 * 24 * 60);
  await pruneOnce(story.sandbox().house().shell);
  await story.after(1);
  expect(story.notices('U0RUTH')[0]).toContain('Blaumeise');
  await story.after(24 * 60);
  await pruneOnce(story.sandbox().house().shell);
  await story.after(1);
  expect(await tablesHolding('Blaumeise')).toEqual([]);
  expect(story.notices('U0RUTH')[0]).not.toContain('Blaumeise');
});

test('after their time, which begins when the question is settled, no table, no log line and no message of ours holds them', async () => {
  await story.begin();
  await story.until('Mon 10:00');
  await story.says('U0ANNA', 'C0NOVA', `Did ${canary} sign?`);
  await story.after(5 * 24 * 60);
  await story.until('Mon 12:10');
  await story.says('U0MIRA', 'C0NOVA', 'Yes.');
  expect(quoting().length).toBeGreaterThan(2);
  await story.after(29 * 24 * 60);
  await pruneOnce(story.sandbox().house().shell);
  await story.after(1);
  expect(story.notices('U0RUTH')[0]).toContain(canary);
  await story.after(24 * 60);
  await pruneOnce(story.sandbox().house().shell);
  await story.after(1);
  expect(await tablesHolding(canary)).toEqual([]);
  expect(quoting()).toEqual([]);
  expect(inLogs()).toEqual([]);
  expect(story.headlines('U0RUTH')[0]).toContain('Mira Aksoy answered');
});
