/** Holding replies over the real door: the offer, the promise, and what keeps or breaks it. BEHAVIOUR: a holding reply. */
import { beforeAll, describe, expect, test } from 'vitest';
import { gateHolds, repliesIn } from '../support/gate.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const slack = () => story.sandbox().slack;
const question = 'Can you send us the files?';
const holding = 'We have it, answer by Thursday 15:00.';
const [mira, jonas, anna, ruth] = ['U0MIRA', 'U0JONAS', 'U0ANNA', 'U0RUTH'];
const shared = 'C0NOVA';

/** Direct messages of this story about promises, as they stand now. */
const about = (who: string) =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('promises:'));
const last = (who: string) => about(who).at(-1);

async function press(who: string, action: string): Promise<void> {
  await slack()
    .as(who)
    .press('U0RULES', last(who)?.ts ?? '', action);
  // Two words to one reader are a second apart.
  await story.after(1);
}

/** As recorded: `pending Thu 15:00`, `met (replied)`. */
async function promises(): Promise<string[]> {
  const { rows } = await story
    .sandbox()
    .db.query<{ state: string; due: Date; how: string | null }>(
      `select state, due_at as due, data ->> 'how' as how from deadlines where rule = 'promises' order by due_at, id`,
    );
  return rows.map(({ state, how }) => (how === null ? state : `${state} (${how})`)).slice(before);
}
let before = 0;

/** A client asks at ten, and gets a holding reply ten minutes later. */
async function held(words = holding): Promise<string> {
  await story.begin();
  before += (await promises()).length;
  await story.until('Mon 10:00');
  await story.says(anna, shared, question);
  await story.until('Mon 10:10');
  return story.says(mira, shared, words);
}

beforeAll(async () => {
  for (const who of [mira, jonas, ruth]) await slack().as(who).openHome('messages');
});

describe('a holding reply', () => {
  test('meets the first-reply target and offers its writer, and nobody else, to be reminded; pressed twice is one promise', async () => {
    await held();
    expect(await story.records(shared)).toEqual(['due Mon 12:00, met Mon 10:10 (replied)']);
    expect(last(mira)?.text).toMatch(/^\*You wrote to Nova Bikes that an answer comes by Thu 15:00\*/);
    expect(about(jonas)).toEqual([]);
    expect(repliesIn(story.sandbox(), shared)).toEqual([]);
    expect(await promises()).toEqual([]);
    await press(mira, 'promise-remind');
    expect(story.answer(mira)).toMatch(/^Noted: answer promised by Thu 15:00/);
    expect(last(mira)?.text).toMatch(/^Answer to Nova Bikes promised by Thu 15:00/);
    expect(await promises()).toEqual(['pending']);
    await story.commands(mira, shared, '/rules promises');
    expect(story.answer(mira, shared)).toMatch(
      /^\*One answer that you promised\*, the next due first:\n• Nova Bikes: by Thu 15:00/,
    );
  });

  test('is kept by the next reply of any of the staff there, after the warning and before its time', async () => {
    await story.until('Thu 14:40');
    expect(last(mira)?.text).toMatch(/^\*You promised Nova Bikes an answer by today 15:00\*: 30 min left/);
    await story.until('Thu 14:50');
    await story.says(jonas, shared, 'Here are the files.');
    expect(await promises()).toEqual(['met (replied)']);
    expect(last(mira)?.text).toMatch(/^Promise kept: Nova Bikes had the answer today 14:50/);
    await story.until('Thu 16:00');
    expect(about(jonas)).toEqual([]);
    await story.commands(mira, shared, '/rules promises');
    expect(story.answer(mira, shared)).toContain('So far you kept 1 and missed 0.');
  });

  test('that nobody follows is broken at its time: writer and backup hear of it, and a late answer stays late', async () => {
    await held();
    await press(mira, 'promise-remind');
    await story.until('Thu 15:01');
    expect(last(mira)?.text).toMatch(
      /^\*The time by which you promised Nova Bikes an answer has passed\*: today 15:00/,
    );
    expect(last(jonas)?.text).toMatch(/^\*Mira Aksoy promised Nova Bikes an answer by today 15:00/);
    await story.until('Thu 15:20');
    await story.says(mira, shared, 'Here are the files.');
    expect(await promises()).toEqual(['breached (replied)']);
    expect(last(jonas)?.text).toMatch(/^Nova Bikes had the answer today 15:20, 20 min after the promised time/);
    await story.commands(ruth, shared, '/rules promises');
    expect(story.answer(ruth, shared)).toContain('• Nova Bikes: 0 open, 1 kept, 1 missed');
  });

  test('that is answered before its time but heard of later is kept after all', async () => {
    await held('We have it, answer by Tuesday 15:00.');
    await press(mira, 'promise-remind');
    await story.until('Tue 14:55');
    await story.stopBot();
    await story.says(mira, shared, 'Here are the files.');
    await story.until('Tue 15:10');
    await story.startBot();
    expect(await promises()).toEqual(['met (replied)']);
    expect(about(jonas).filter(({ text }) => text.includes('none has come'))).toEqual([]);
  });

  test('deleted takes the offer back; deleted after the press it cancels the promise', async () => {
    const first = await held();
    const offers = about(mira).length;
    await story.deletes(mira, shared, first);
    await story.after(1);
    expect(about(mira)).toHaveLength(offers - 1);
    const again = await story.says(mira, shared, holding);
    await story.after(1);
    await press(mira, 'promise-remind');
    await story.deletes(mira, shared, again);
    expect(await promises()).toEqual(['cancelled (deleted)']);
    await story.until('Thu 15:30');
    expect(about(jonas).filter(({ text }) => text.includes('none has come'))).toEqual([]);
  });

  test('that only promises again keeps nothing: it offers anew, and pressed it moves the promise', async () => {
    await held();
    await press(mira, 'promise-remind');
    await story.until('Wed 10:00');
    await story.says(mira, shared, 'Sorry, it takes longer: answer by Friday 12:00.');
    expect(await promises()).toEqual(['pending']);
    await press(mira, 'promise-remind');
    expect(story.answer(mira)).toMatch(/^Noted: answer promised by Fri 12:00/);
    expect(await promises()).toEqual(['pending']);
    await story.until('Thu 16:00');
    expect(await promises()).toEqual(['pending']);
    await story.until('Fri 11:00');
    await story.reacts(mira, shared, askedTs(), 'white_check_mark');
    expect(await promises()).toEqual(['met (done)']);
  });

  test('at another time, by a form that refuses what is past; undone, nothing rings', async () => {
    await held('We have it, answer by tomorrow noon.');
    await press(mira, 'promise-other');
    const at = story.sandbox().time.clock();
    expect(await story.sends(mira, { at: Math.floor(at / 1000) - 60 })).toEqual({
      at: 'Choose a time that is still ahead.',
    });
    expect(await story.sends(mira, { at: Math.floor(at / 1000) + 3 * 3600 })).toBeNull();
    expect(last(mira)?.text).toContain('promised by today 13:11');
    await press(mira, 'promise-undo');
    expect(await promises()).toEqual(['cancelled (taken-back)']);
    await story.until('Mon 14:00');
    expect(about(jonas).filter(({ text }) => text.includes('today 13:11'))).toEqual([]);
  });

  test('answered with No leaves nothing; and what is no promise offers nothing', async () => {
    await held();
    const offers = about(mira).length;
    await press(mira, 'promise-no');
    expect(about(mira)).toHaveLength(offers - 1);
    await story.says(mira, shared, 'The 15:00 call is still on.');
    await story.says(anna, shared, 'I will send the logo by Thursday 15:00.');
    expect(about(mira)).toHaveLength(offers - 1);
    expect(await promises()).toEqual([]);
  });

  test('in Turkish, to a reader who reads Turkish', async () => {
    await story.begin();
    await slack().as('U0ELIF').openHome('messages');
    await story.until('Mon 10:00');
    await story.says('U0DENIZ', 'C0DEFNE', 'Yeni menü ne zaman hazır olur?');
    await story.says('U0ELIF', 'C0DEFNE', 'Bakıyoruz, perşembe 15:00’e kadar cevap veririz.');
    expect(last('U0ELIF')?.text).toMatch(/^\*Defne Kahve için en geç Per 15:00 diye cevap sözü verdiniz\*/);
  });
});

function askedTs(): string {
  const { messages } = slack().as(anna).sees(shared);
  return messages.findLast(({ user, text }) => user === anna && text === question)?.ts ?? '';
}

gateHolds(story.sandbox);
