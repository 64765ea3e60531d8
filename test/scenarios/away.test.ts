/** Somebody is away: who hears instead, what they are told as it begins and ends, and that the client sees nothing of it. */
import { describe, expect, test } from 'vitest';
import { pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-09-07');
const { says, until, commands, answer, told, presses } = story;

/** Ends whatever is still noted down, so that the next story begins with everybody there. */
async function everybodyBack() {
  await story.sandbox().db.query('delete from absences');
  await story.begin();
}

describe('an absence', () => {
  test('begins, is stood in for by whom they named, and ends: each is told once, and what was warned of is not warned of again', async () => {
    await story.begin();
    await until('Mon 10:00');
    await says('U0ANNA', 'C0NOVA', 'Could you send us the banner?');
    await commands('U0MIRA', 'C0NOVA', '/rules away today 11:45 wednesday <@U0ELIF>');
    expect(answer('U0MIRA', 'C0NOVA')).toBe(
      'Noted: you are away today 11:45 to Wed 16 Sept. <@U0ELIF> stands in. The client sees nothing of it.',
    );
    await until('Mon 11:44');
    expect(told('U0MIRA')).toEqual(['Mon 11:30 warning']);
    await until('Mon 13:00');
    expect(told('U0MIRA')).toEqual(['Mon 11:30 warning']);
    expect(told('U0ELIF')).toEqual(['Mon 11:45 began', 'Mon 12:00 breach', 'Mon 13:00 repeat-1']);
    const [began = '', breach = ''] = story.notices('U0ELIF');
    // Her own clock is an hour ahead.
    expect(began).toMatch(
      /^\*Mira Aksoy uzakta \(.*\); yerine siz bakıyorsunuz\.\* Açık bir soru var:\nNova Bikes, Anna Novak: /,
    );
    expect(breach).toContain('Mira Aksoy şu an izinli ya da uzakta; bu yüzden bu size geldi.');
    expect(told('U0RUTH')).toEqual(['Mon 12:00 breach', 'Mon 13:00 repeat-1']);

    // Whoever stands in may act, and the message shows it.
    await presses('U0ELIF', 'taken');
    await story.after(1);
    expect(story.notices('U0ELIF')[0]).toContain('ilgilenen: Elif Kaya');
    await presses('U0ELIF', 'elsewhere');
    await story.after(1);
    expect(story.notices('U0ELIF')[0]).toContain('Açık olanlar tamamlandı.');

    await until('Tue 09:00');
    await says('U0BEN', 'C0NOVA', 'Could you also send the small one?');
    await until('Tue 10:30');
    expect(told('U0ELIF').at(-1)).toBe('Tue 10:30 warning');
    expect(told('U0JONAS')).toEqual(['Mon 13:00 repeat-1']);
    await says('U0JONAS', 'C0NOVA', 'Of course.');
    await until('Wed 16:50');
    await says('U0ANNA', 'C0NOVA', 'When do you print?');
    await until('Thu 00:01');
    expect(told('U0MIRA')).toEqual(['Mon 11:30 warning', 'Thu 00:00 back']);
    expect(story.notices('U0MIRA').at(-1)).toMatch(
      /^\*Welcome back\.\* One question is waiting for you:\nNova Bikes: due today 10:50 · <http/,
    );
    await until('Thu 10:25');
    expect(told('U0MIRA').at(-1)).toBe('Thu 10:20 warning');
    await says('U0MIRA', 'C0NOVA', 'On Friday.');
  });

  test('without a name goes to each agreement’s backup, on to a manager, and never to nobody', async () => {
    await everybodyBack();
    await until('Mon 09:00');
    await commands('U0MIRA', 'C0NOVA', '/rules away today friday');
    await until('Mon 09:01');
    await says('U0ANNA', 'C0NOVA', 'Could you send us the banner?');
    await until('Mon 10:32');
    expect(told('U0JONAS')).toEqual(['Mon 10:31 warning']);
    await says('U0JONAS', 'C0NOVA', 'Here.');
    await commands('U0JONAS', 'C0NOVA', '/rules away now friday <@U0MIRA>');
    expect(answer('U0JONAS', 'C0NOVA')).toContain(':warning: Mira Aksoy is away in that time too.');
    await until('Tue 09:00');
    await says('U0ANNA', 'C0NOVA', 'And the other one?');
    await until('Tue 10:31');
    expect(told('U0RUTH')).toEqual(['Tue 10:30 warning']);
    expect(story.notices('U0RUTH').at(-1)).toContain('This comes to you in the place of Mira Aksoy, who is away.');
    await commands('U0RUTH', 'C0NOVA', '/rules away now friday');
    await until('Tue 11:00');
    // With everybody away a manager is told all the same.
    expect(told('U0RUTH').at(-1)).toBe('Tue 11:00 breach');
    expect([...told('U0MIRA'), ...told('U0ELIF')]).toEqual([]);
  });

  test('is ended by its button or early by word, and a question that comes by hand to somebody away goes to who stands in', async () => {
    await everybodyBack();
    await until('Mon 10:00');
    await says('U0ANNA', 'C0NOVA', 'Could you send us the banner?');
    await commands('U0JONAS', 'C0NOVA', '/rules away today friday <@U0ELIF>');
    await until('Mon 11:31');
    await presses('U0MIRA', 'hand-to');
    expect(await story.sends('U0MIRA', { owner: 'U0JONAS' })).toBeNull();
    expect(told('U0ELIF')).toEqual(['Mon 11:31 handed']);
    expect(told('U0JONAS')).toEqual([]);
    await commands('U0JONAS', 'C0NOVA', '/rules away');
    expect(answer('U0JONAS', 'C0NOVA')).toMatch(/^You are away:\n• today 10:00 to Fri .*, Elif Kaya stands in\n/);
    await commands('U0MIRA', 'C0NOVA', '/rules away');
    expect(answer('U0MIRA', 'C0NOVA')).toMatch(
      /Away now, of the people you work with:\n• Jonas Weber, until Fri .* \(Elif Kaya stands in\)/,
    );
    await commands('U0JONAS', 'C0NOVA', '/rules away off');
    expect(answer('U0JONAS', 'C0NOVA')).toBe('Welcome back. What is open now comes to you in a message.');
    await story.after(1);
    expect(told('U0JONAS')).toEqual(['Mon 11:31 back']);
    await commands('U0JONAS', 'C0NOVA', '/rules away off');
    expect(answer('U0JONAS', 'C0NOVA')).toMatch(/^There is no absence to end\./);
    await until('Mon 12:01');
    expect(told('U0JONAS')).toEqual(['Mon 11:31 back', 'Mon 12:00 breach']);
    await says('U0JONAS', 'C0NOVA', 'Here it is.');
  });

  test('that ran out while the bot was down only says that they are back', async () => {
    await everybodyBack();
    await commands('U0MIRA', 'C0NOVA', '/rules away tomorrow');
    await until('Mon 16:00');
    await says('U0ANNA', 'C0NOVA', 'Could you send us the banner?');
    await story.stopBot();
    await until('Wed 08:00');
    await story.startBot();
    await story.after(1);
    expect(told('U0MIRA').filter((line) => line.endsWith('back'))).toHaveLength(1);
    expect(told('U0JONAS').filter((line) => line.endsWith('began'))).toEqual([]);
    await says('U0MIRA', 'C0NOVA', 'Here it is.');
  });

  test('changes nothing of what the client sees or is promised', async () => {
    const week = async () => {
      await until('Mon 09:00');
      const question = await says('U0DENIZ', 'C0DEFNE', 'Menüyü gönderir misiniz?');
      await until('Mon 19:30');
      await says('U0DENIZ', 'C0DEFNE', 'Logoyu da alabilir miyiz?');
      await until('Tue 12:00');
      const seen = story.sandbox().slack.as('U0DENIZ').sees('C0DEFNE');
      const lines = seen.messages.filter(({ ts }) => ts >= question).map(({ user, text }) => `${user} ${text}`);
      return [lines, seen.ephemerals.length, await story.records('C0DEFNE')] as const;
    };
    await everybodyBack();
    const there = await week();
    await everybodyBack();
    await commands('U0ELIF', 'C0DEFNE', '/rules away bugün cuma');
    expect(answer('U0ELIF', 'C0DEFNE')).toMatch(/^Not edildi: uzakta olacağınız zaman /);
    expect(await week()).toEqual(there);
    expect(told('U0ELIF')).toEqual([]);
    expect(told('U0MIRA')).not.toEqual([]);
  });

  test('keeps no words: what a client deletes goes from what whoever stands in was told, and none are told on the way back', async () => {
    await everybodyBack();
    await until('Mon 09:00');
    const question = await says('U0ANNA', 'C0NOVA', 'Where is the Zaunkönig file?');
    await says('U0BEN', 'C0NOVA', 'And when do you print the Zaunkönig?', { thread: question });
    await commands('U0MIRA', 'C0NOVA', '/rules away now tomorrow');
    await until('Mon 09:02');
    expect(story.notices('U0JONAS').join()).toContain('Zaunkönig');
    await story.deletes('U0ANNA', 'C0NOVA', question);
    await story.after(1);
    expect(story.notices('U0JONAS').join()).not.toContain('Where is the');
    await commands('U0MIRA', 'C0NOVA', '/rules away off');
    await story.after(1);
    expect(story.notices('U0MIRA').join()).not.toContain('Zaunkönig');
  });
});

describe('who may say it', () => {
  test('of others a manager and an admin, who are told of it; nobody else', async () => {
    await everybodyBack();
    await commands('U0JONAS', 'C0NOVA', '/rules away <@U0MIRA> tomorrow');
    expect(answer('U0JONAS', 'C0NOVA')).toBe(
      'You can say this for yourself only. For others a manager of theirs or an admin can.',
    );
    await commands('U0RUTH', 'C0NOVA', '/rules away <@U0MIRA> tomorrow friday <@U0JONAS>');
    expect(answer('U0RUTH', 'C0NOVA')).toMatch(/^Noted: Mira Aksoy is away Tue .* Jonas Weber stands in\./);
    expect(story.notices('U0MIRA').at(-1)).toMatch(
      /^Ruth Okafor has noted down that you are away Tue .* Jonas Weber stands in\./,
    );
    await commands('U0ADMIN', 'C0OPS', '/rules away <@U0MIRA> off');
    expect(answer('U0ADMIN', 'C0OPS')).toMatch(/^Taken back: Mira Aksoy is not away Tue /);
  });

  test('a button of somebody else’s absence changes nothing', async () => {
    await everybodyBack();
    await commands('U0MIRA', 'C0NOVA', '/rules away today friday');
    const { rows } = await story.sandbox().db.query<{ id: string }>('select id from absences');
    const press = { by: 'U0JONAS', channel: 'C0NOVA', action: 'away-back', value: rows[0]?.id ?? '' };
    await story.sandbox().slack.send(pressLetter(press));
    await story.sandbox().walk.rest();
    const { rows: after } = await story
      .sandbox()
      .db.query('select until from absences where until > $1', [new Date(story.sandbox().time.clock())]);
    expect(after).toHaveLength(1);
  });

  test.each([
    ['whenever', 'I could not make out'],
    ['2026-01-05', 'That time is over already.'],
    ['2026-12-31 2026-12-24', 'The end comes before the beginning.'],
    ['2026-12-24 2028-12-31', 'That is more than a year.'],
    ['tomorrow @jonas', 'I could not tell who'],
    ['tomorrow <@U0MIRA>', 'Nobody can stand in for themselves.'],
    ['tomorrow <@U0ANNA>', 'Whoever stands in must be one of the agency’s people'],
    [`24 Dec <https://evil.example|x> *bold* ${'y'.repeat(2900)}`, 'I could not make out'],
  ])('%.40s is refused with what to write instead, and nothing is noted', async (words, expected) => {
    await story.sandbox().db.query('delete from absences');
    await commands('U0MIRA', 'C0NOVA', `/rules away ${words}`);
    expect(answer('U0MIRA', 'C0NOVA')).toMatch(new RegExp(`^${expected}`));
    expect((await story.sandbox().db.query('select 1 from absences')).rows).toEqual([]);
  });
});
