/** `/rules hours`: when somebody is there, told to three readers in three zones, and to nobody whom it does not concern. */
import { describe, expect, test } from 'vitest';
import { shownToClients } from '../support/gate.ts';
import { commandLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

/** A Monday on which Berlin's clocks have gone back and New York's have not: for a week they are five hours apart. */
const story = tellStories('2026-10-26');
const asks = async (who: string, channel: string, line: string) => {
  await story.commands(who, channel, line);
  return story.answer(who, channel).split('\n');
};
const opens = (...people: string[]) =>
  Promise.all(people.map((who) => story.sandbox().slack.as(who).openHome('messages')));

describe('the same hours, read in three zones', () => {
  test('Berlin and New York read their own clocks, in the client’s channel and in the internal one', async () => {
    await story.until('Mon 15:00');
    for (const channel of ['C0ORCHARD', 'C0ORCHARDINT']) {
      expect((await asks('U0MIRA', channel, '/rules hours')).slice(0, 2)).toEqual([
        '*Hours agreed with Orchard Legal*',
        '*Open now*, since today 14:00 (09:00 in New York), until today 22:00 (17:00 in New York). Then open again: Tue 14:00 (09:00 in New York).',
      ]);
    }
    expect((await asks('U0SAM', 'C0ORCHARD', '/rules hours')).slice(0, 2)).toEqual([
      '*Hours agreed with Harbour Studio*',
      '*Open now*, since today 09:00, until today 17:00. Then open again: Tue 09:00.',
    ]);
  });

  test('Istanbul reads in Turkish; of another client the office’s clocks stand beside its own', async () => {
    expect(await asks('U0ELIF', 'C0DEFNE', '/rules hours')).toEqual([
      '*Defne Kahve ile kararlaştırılan saatler*',
      '*Şu an açık.* Açılış: bugün 13:30. Kapanış: bugün 18:00. Sonraki açılış: Sal 09:00.',
      'Sıradaki kapalı günler:',
      '• 28 Eki Çar: 09:00–12:30 · Cumhuriyet Bayramı arifesi',
      '• 29 Eki Per: Cumhuriyet Bayramı',
    ]);
    expect((await asks('U0DENIZ', 'C0DEFNE', '/rules hours 29 ekim'))[1]).toBe(
      '*29 Eki Per*: kapalı, Cumhuriyet Bayramı',
    );
    expect((await asks('U0RUTH', 'C0DEFNE', '/rules hours tomorrow'))[1]).toBe(
      '*Tue 27 Oct*: 07:00–10:30, 11:30–16:00 (09:00–12:30, 13:30–18:00 in Istanbul)',
    );
  });

  test('a week goes over the night on which New York’s clocks change, and names what closes', async () => {
    await story.until('Thu 10:00');
    expect(await asks('U0JONAS', 'C0ORCHARD', '/rules hours week')).toEqual([
      '*Hours agreed with Orchard Legal*',
      '*Thu 29 Oct*: 14:00–22:00 (09:00–17:00 in New York)',
      '*Fri 30 Oct*: 14:00–22:00 (09:00–17:00 in New York)',
      '*Sat 31 Oct*: closed, as every Saturday',
      '*Sun 1 Nov*: closed, as every Sunday',
      '*Mon 2 Nov*: 15:00–23:00 (09:00–17:00 in New York)',
      '*Tue 3 Nov*: 15:00–23:00 (09:00–17:00 in New York)',
      '*Wed 4 Nov*: 15:00–23:00 (09:00–17:00 in New York)',
    ]);
  });
});

describe('elsewhere', () => {
  test('those whom somebody serves have a line each; one that is named has all', async () => {
    await opens('U0RUTH', 'U0JONAS', 'U0ELIF');
    await story.until('Thu 12:00');
    expect(await asks('U0RUTH', 'U0RULES', '/rules hours')).toEqual([
      '*Agreed hours, by client:*',
      '• *Defne Kahve*: closed now, until Fri 07:00 (09:00 in Istanbul)',
      '• *Nova Bikes*: open now, until today 17:00',
      '• *Orchard Legal*: closed now, until today 14:00 (09:00 in New York)',
    ]);
    expect((await asks('U0JONAS', 'U0RULES', '/rules hours')).join('\n')).not.toContain('Defne');
    expect(await asks('U0JONAS', 'U0RULES', '/rules hours nova 2026-12-24')).toEqual([
      '*Hours agreed with Nova Bikes*',
      '*Thu 24 Dec*: closed, between the years',
    ]);
    expect((await asks('U0ELIF', 'U0RULES', '/rules hours'))[0]).toBe('*Defne Kahve ile kararlaştırılan saatler*');
    expect((await asks('U0ELIF', 'U0RULES', '/rules hours nova'))[0]).toMatch(
      /^Hangi saatleri sorduğunuzu anlayamadım/,
    );
  });

  test('a client’s person is shown their own and no other, and a stranger a kind line', async () => {
    await opens('U0SAM');
    const { slack } = story.sandbox();
    expect((await asks('U0SAM', 'U0RULES', '/rules hours today'))[1]).toBe('*Thu, Oct 29*: 09:00–17:00');
    expect((await asks('U0SAM', 'U0RULES', '/rules hours nova'))[0]).toMatch(/^I could not make out/);
    await slack.admin.addUser({ id: 'U0PASSER', name: 'pat', real_name: 'Pat Lund', is_restricted: true });
    await slack.admin.enter('C0OPS', 'U0PASSER');
    expect((await asks('U0PASSER', 'C0OPS', '/rules hours'))[0]).toMatch(/^There are no hours agreed with you/);
    await slack.admin.enter('C0NOVA', 'U0SAM');
    expect((await asks('U0SAM', 'C0NOVA', '/rules hours'))[1]).toMatch(
      /^\*Closed now\*, since Wed 17:00\. Opens: today 09:00\./,
    );
    await slack.send(commandLetter({ by: 'U0ANNA', channel: 'C0ORCHARD', words: 'hours' }));
    expect(shownToClients(story.sandbox()).join('\n')).not.toMatch(/Orchard|Nova|Defne/);
  });

  test('a paused agreement shows its hours, and what is changed in the agreement is shown at once', async () => {
    await story.agree('nova', (text) => `${text.replace('schema: 1', 'schema: 1\nstatus: paused')}`);
    const shown = await asks('U0MIRA', 'C0NOVA', '/rules hours');
    expect(shown[1]).toMatch(/^This agreement is paused/);
    await story.agree('nova', (text) =>
      text
        .replace('status: paused', 'status: active')
        .replace(
          '  exceptions:\n',
          '  exceptions:\n    - { date: 2026-10-29, closed: 11:00-24:00, name: the summer party }\n',
        ),
    );
    expect((await asks('U0MIRA', 'C0NOVA', '/rules hours'))[1]).toBe(
      '*Closed now*, since today 11:00 (the summer party). Opens: Fri 09:00.',
    );
  });
});
