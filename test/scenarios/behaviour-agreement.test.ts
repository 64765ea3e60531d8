/** What was agreed: priorities and windows, what staff choose by hand, and a new version while somebody waits. */
import { describe, expect, test } from 'vitest';
import { tellStories } from '../support/story.ts';
import { localInstant } from '../support/story-time.ts';

const story = tellStories('2026-06-01');
const question = 'Can you send us the files?';
const windows = (section: string) => (text: string) => `${text}responseWindow: ${section}\n`;

async function asked(): Promise<string> {
  await story.begin();
  await story.until('Mon 10:00');
  return story.says('U0ANNA', 'C0NOVA', question);
}

describe('priorities', () => {
  test('priority is normal unless staff choose another: the due time and the warning move with it, from the asking', async () => {
    const ts = await asked();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    await story.until('Mon 10:10');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'track');
    expect(await story.sends('U0MIRA', { priority: 'high' })).toBeNull();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 10:45']);
    await story.until('Mon 10:50');
    await story.presses('U0MIRA', 'change');
    expect(await story.sends('U0MIRA', { priority: 'low' })).toBeNull();
    // Low is one business day; the warning given at 10:45 was about another due time.
    expect(await story.records('C0NOVA')).toEqual(['due Tue 10:00, alarm Mon 16:00']);
    expect(story.notices('U0MIRA')[0]).toContain('priority low');
    await story.until('Tue 10:10');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:45 warning', 'Mon 16:00 warning-2', 'Tue 10:00 breach']);
  });

  test('staff choose a due time in the form; one that has passed is an error at its field and changes nothing', async () => {
    const ts = await asked();
    const at = (local: string) => localInstant(`${story.date()}T${local}`) / 1000;
    await story.until('Mon 11:00');
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'track');
    expect(await story.sends('U0MIRA', { dueAt: at('10:30') })).toEqual({
      dueAt: 'This time has passed; choose one that is still ahead.',
    });
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    expect(await story.sends('U0MIRA', { dueAt: at('15:00') })).toBeNull();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 15:00, alarm Mon 13:45']);
    await story.until('Mon 15:10');
    expect(story.told('U0RUTH')).toEqual(['Mon 15:00 breach']);
  });

  test('staff choose who answers: warnings go to that person', async () => {
    const ts = await asked();
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'track');
    expect(await story.sends('U0MIRA', { owner: 'U0JONAS' })).toBeNull();
    await story.until('Mon 12:10');
    expect(story.told('U0MIRA')).toEqual([]);
    expect(story.told('U0JONAS')).toEqual(['Mon 10:00 handed', 'Mon 11:30 warning', 'Mon 12:00 breach']);
  });

  test('a top-level wait and a thread’s first wait have the first window, later waits in that thread the next one', async () => {
    await story.begin();
    const parent = await story.says('U0MIRA', 'C0NOVA', 'The shooting is on Thursday.');
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'At what time?', { thread: parent });
    await story.until('Mon 09:30');
    await story.says('U0MIRA', 'C0NOVA', 'At ten.', { thread: parent });
    await story.until('Mon 10:00');
    await story.says('U0ANNA', 'C0NOVA', 'And where?', { thread: parent });
    const top = await story.says('U0ANNA', 'C0NOVA', question);
    await story.until('Mon 10:30');
    await story.says('U0MIRA', 'C0NOVA', 'Which ones?', { thread: top });
    await story.until('Mon 11:00');
    await story.says('U0ANNA', 'C0NOVA', 'Could it be the large ones?', { thread: top });
    expect(await story.records('C0NOVA')).toEqual([
      'due Mon 11:00, met Mon 09:30 (replied)',
      'due Mon 14:00, alarm Mon 13:00',
      'due Mon 12:00, met Mon 10:30 (replied)',
      'due Mon 15:00, alarm Mon 14:00',
    ]);
  });
});

describe('7 a new version of the agreement', () => {
  test('7 a longer window moves an open deadline; what has elapsed stays elapsed', async () => {
    await asked();
    await story.until('Mon 11:00');
    await story.agree('nova', windows('{ priorities: { normal: { first: 4h } } }'));
    expect(await story.records('C0NOVA')).toEqual(['due Mon 14:00, alarm Mon 13:00']);
    await story.until('Mon 13:10');
    expect(story.told('U0MIRA')).toEqual(['Mon 13:00 warning']);
  });

  test('7 paused time stays paused when the agreement changes', async () => {
    await asked();
    await story.until('Mon 11:40');
    await story.presses('U0MIRA', 'waiting-on-client');
    await story.until('Mon 13:40');
    await story.presses('U0MIRA', 'resumed');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 14:00, alarm Mon 14:00']);
    await story.agree('nova', windows('{ priorities: { normal: { first: 3h } } }'));
    expect(await story.records('C0NOVA')).toEqual(['due Mon 15:00, alarm Mon 14:15']);
  });

  test('7 other hours count from the change on, and shorter ones never breach what waits in retrospect', async () => {
    const ts = await asked();
    await story.until('Mon 11:20');
    await story.agree('nova', windows('{ priorities: { normal: { first: 1h } } }'));
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
    expect(story.told('U0RUTH')).toEqual([]);
    await story.chooses('U0MIRA', 'C0NOVA', ts, 'why');
    expect(story.answer('U0MIRA', 'C0NOVA')).toContain('so the due time from before stands: today 12:00');
    await story.until('Mon 11:40');
    await story.says('U0MIRA', 'C0NOVA', 'Here they are.');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, met Mon 11:40 (replied)']);
    await story.until('Mon 13:00');
    await story.says('U0ANNA', 'C0NOVA', 'And the invoice, please?');
    expect((await story.records('C0NOVA'))[1]).toBe('due Mon 14:00, alarm Mon 13:45');
  });

  test('7 what was breached stays breached, and what was settled stays as it was, under a later agreement', async () => {
    await asked();
    await story.until('Mon 12:30');
    await story.agree('nova', windows('{ priorities: { normal: { first: 6h } } }'));
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 13:00']);
    await story.says('U0MIRA', 'C0NOVA', 'Here they are.');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, breached Mon 12:30 (replied)']);
    await story.agree('nova', (text) => text.replace('first: 6h', 'first: 5h'));
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, breached Mon 12:30 (replied)']);
  });

  test('7 an agreement that is paused counts nothing and tells nobody; active again it counts anew from then', async () => {
    await asked();
    await story.until('Mon 11:00');
    await story.agree('nova', (text) => `${text}status: paused\n`);
    await story.until('Mon 14:00');
    expect(story.told('U0MIRA')).toEqual([]);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, cancelled Mon 11:00 (not-kept)']);
    await story.agree('nova', (text) => text.replace('status: paused', 'status: active'));
    expect(await story.records('C0NOVA')).toEqual(['due Mon 16:00, alarm Mon 15:30']);
  });

  test('7 what waits in a channel that the agreement names no more is let go: nobody is warned of what nobody can answer', async () => {
    await asked();
    await story.until('Mon 11:40');
    await story.agree('nova', (text) => text.replace('  - C0NOVA ', '  - C0ELSEWHERE '));
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, cancelled Mon 11:40 (not-kept)']);
    await story.until('Mon 13:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:30 warning']);
    expect(story.headlines('U0MIRA')[0]).toContain('nothing is counted');
    await story.agree('nova', (text) => text.replace('  - C0ELSEWHERE ', '  - C0NOVA '));
    expect(await story.records('C0NOVA')).toEqual(['due Mon 15:00, alarm Mon 14:30']);
  });

  test('7 a new owner is warned in the old one’s place', async () => {
    await asked();
    await story.until('Mon 11:00');
    await story.agree('nova', (text) => text.replace('owner: U0MIRA Mira Aksoy', 'owner: U0ELIF Elif Kaya'));
    await story.until('Mon 11:40');
    expect(story.told('U0MIRA')).toEqual([]);
    expect(story.told('U0ELIF')).toEqual(['Mon 11:30 warning']);
  });
});
