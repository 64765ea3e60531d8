/** Who is on call: shown on everybody's own clocks, changed by hand and taken back, and asked anew when somebody is away. */
import { describe, expect, test } from 'vitest';
import { loadAgency } from '../../src/agreement/load.ts';
import { problemText } from '../../src/agreement/problem.ts';
import { withVersion } from '../../src/agreement/version.ts';
import { forget } from '../../src/app/forget.ts';
import { pressLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-10-05');
const { until, commands, answer, told } = story;
const lines = (text: string) => text.split('\n');
const overrides = async () => {
  const { rows } = await story.sandbox().db.query('select user_id as who from on_call_overrides order by since, id');
  return rows.map(({ who }: { who: string }) => who);
};
/** The value of the newest *Take it back* that somebody sees. */
const takeBack = (who: string) => JSON.stringify(story.sandbox().slack.as(who).sees('C0NOVAINT').ephemerals.at(-1));

/** A date so many days from now. */
const inDays = (days: number) => new Date(story.sandbox().time.clock() + days * 86_400_000).toISOString().slice(0, 10);

/** Puts the sample agency into force with something changed in it. */
async function applyAgency(edit: (text: string) => string): Promise<void> {
  const { store, apply } = story.sandbox().house();
  const stored = await store.agreements.storedAgency();
  if (stored === null) throw new Error('There is no agency.');
  const file = loadAgency(withVersion(edit(stored.raw), stored.agency.version), { fileName: 'agency.yml' });
  if (!file.ok) throw new Error(file.problems.map(problemText).join('\n'));
  await apply(file, { by: 'test', force: false });
}

describe('who is on call', () => {
  test('is read by staff: now and next, for the policy of this client, on their own clocks', async () => {
    await story.begin('2026-10-05');
    await until('Mon 10:00');
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall');
    expect(lines(answer('U0MIRA', 'C0NOVAINT')).slice(0, 4)).toEqual([
      'Nova Bikes’s emergencies go by the policy *standard*. On call for it:',
      '*evenings*: Elif Kaya, until Mon 12 Oct 09:00',
      '• from Mon 12 Oct 09:00: Mira Aksoy',
      '• from Mon 19 Oct 09:00: Jonas Weber',
    ]);
    // Elif's clocks are an hour ahead, and she reads Turkish.
    await commands('U0ELIF', 'C0DEFNE', '/rules oncall evenings');
    expect(lines(answer('U0ELIF', 'C0DEFNE'))[0]).toBe('*evenings*: Elif Kaya; nöbetin bitişi: 12 Eki Pzt 10:00');
  });

  test('is whoever takes over, who is told, and again whose turn it is once that is taken back', async () => {
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall override <@U0JONAS> friday 18:00 saturday 09:00');
    expect(answer('U0MIRA', 'C0NOVAINT')).toBe(
      'Noted: Jonas Weber takes *evenings* over Fri 18:00 to Sat 09:00. Whoever it concerns has been told.',
    );
    expect([told('U0JONAS'), told('U0ELIF'), told('U0MIRA')]).toEqual([
      ['Mon 10:00 changed'],
      ['Mon 10:00 changed'],
      [],
    ]);
    expect(story.notices('U0JONAS')[0]).toBe(
      'Mira Aksoy has noted down that you take *evenings* over Fri 18:00 to Sat 09:00.',
    );
    await until('Fri 18:00');
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall');
    expect(answer('U0MIRA', 'C0NOVAINT')).toContain('*evenings*: Jonas Weber (taken over), until Sat 09:00');
    await story.presses('U0JONAS', 'oncall-back');
    expect(answer('U0JONAS')).toContain('from now on the turns of *evenings* hold again');
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall');
    expect(answer('U0MIRA', 'C0NOVAINT')).toContain('*evenings*: Elif Kaya, until Mon 09:00');
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall back');
    expect(answer('U0MIRA', 'C0NOVAINT')).toContain('There is nothing to take back');
  });

  test('two exchange their next turns, and have both back at once', async () => {
    await story.begin();
    await story.sandbox().db.query('delete from on_call_overrides');
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall swap <@U0JONAS>');
    expect(answer('U0MIRA', 'C0NOVAINT')).toMatch(
      /^Noted for \*evenings\*: Jonas Weber takes .+, and Mira Aksoy takes .+\. Both know\./,
    );
    expect(await overrides()).toHaveLength(2);
    expect(new Set(await overrides())).toEqual(new Set(['U0JONAS', 'U0MIRA']));
    expect(story.notices('U0JONAS').at(-1)).toMatch(/^Mira Aksoy has noted down a swap in \*evenings\*: you take/);
    // What is given away once is not given away again: the turns after those are exchanged.
    await commands('U0RUTH', 'C0NOVAINT', '/rules oncall swap <@U0MIRA> <@U0JONAS>');
    expect(await overrides()).toHaveLength(4);
    await commands('U0RUTH', 'C0NOVAINT', '/rules oncall back');
    expect(answer('U0RUTH', 'C0NOVAINT')).toContain('the swap in *evenings* is off');
    expect(await overrides()).toHaveLength(2);
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall back');
    expect(await overrides()).toEqual([]);
    await story.after(1);
    // What was told of it has no button any more: it is drawn again.
    await expect(story.presses('U0JONAS', 'oncall-back')).rejects.toThrow();
  });

  test('is who stands in for somebody who is away', async () => {
    await story.begin();
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall');
    const [, first = ''] = lines(answer('U0MIRA', 'C0NOVAINT'));
    const who =
      { 'Elif Kaya': 'U0ELIF', 'Mira Aksoy': 'U0MIRA', 'Jonas Weber': 'U0JONAS' }[first.split(/: |,/)[1] ?? ''] ?? '';
    await commands(who, 'C0NOVAINT', '/rules away now wednesday <@U0RUTH>');
    await commands('U0RUTH', 'C0NOVAINT', '/rules oncall');
    expect(lines(answer('U0RUTH', 'C0NOVAINT'))[1]).toMatch(
      /Ruth Okafor \(stands in for .+, who is not there\), until /,
    );
  });

  test.each([
    ['nothing to read', 'override <@U0ELIF> whenever', 'I could not make that out.'],
    ['what is over', 'override <@U0ELIF> 2020-01-01', 'That time is over already.'],
    ['a name that is no mention', 'override @elif friday', 'I could not tell who is meant.'],
    ['a client’s person', 'override <@U0ANNA> friday', 'Anna Novak is not one of the agency’s people'],
    ['somebody nobody knows', 'override <@U0NOBODY> friday', 'is not one of the agency’s people'],
    ['a swap with oneself', 'swap <@U0MIRA> <@U0MIRA>', 'That is one person twice.'],
    ['a swap with somebody who has no turn', 'swap <@U0RUTH>', 'Ruth Okafor has no turn of *evenings* ahead'],
    ['an unknown rota', 'mornings', 'The rotas are called: evenings.'],
    ['a flood of words', `override ${'friday '.repeat(500)}`, 'I could not make that out.'],
  ])('says what to do about %s, and changes nothing', async (_what, words, expected) => {
    await commands('U0MIRA', 'C0NOVAINT', `/rules oncall ${words}`);
    expect(answer('U0MIRA', 'C0NOVAINT')).toContain(expected);
    expect(await overrides()).toEqual([]);
  });

  test('a forged or old button takes nothing back, and the client’s people are refused', async () => {
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall override <@U0RUTH> tomorrow');
    expect(takeBack('U0MIRA')).toContain('oncall-back');
    for (const value of ['nonesuch', '', "x' or '1'='1"]) {
      await story.sandbox().slack.send(pressLetter({ by: 'U0MIRA', channel: 'D0', action: 'oncall-back', value }));
    }
    expect(await overrides()).toEqual(['U0RUTH']);
    await commands('U0ANNA', 'C0NOVA', '/rules oncall');
    expect(answer('U0ANNA', 'C0NOVA')).not.toContain('evenings');
  });

  test('whoever goes on call is told as it begins, or in the last of their own hours, and once', async () => {
    await story.begin();
    await story.sandbox().db.query('delete from on_call_overrides; delete from absences');
    // Turns change on Friday evening: Berlin has closed by then.
    await applyAgency((text) =>
      text.replace('handOver: Monday 09:00', 'handOver: Friday 18:00').replace('notice: false', 'notice: true'),
    );
    await until('Fri 18:30');
    const all = () => ['U0MIRA', 'U0JONAS', 'U0ELIF'].flatMap((who) => told(who).map((line) => `${who} ${line}`));
    const [only = '', ...others] = all();
    expect(others).toEqual([]);
    expect(only).toMatch(/^U0(MIRA|JONAS|ELIF) Fri 1[56]:00 begins$/);
    const who = only.split(' ')[0] ?? '';
    expect(story.notices(who)[0]).toMatch(
      who === 'U0ELIF'
        ? /^\*evenings\* için \*sıradaki nöbetçi sizsiniz\*/
        : /^\*You go on call\* for \*evenings\*: from today 18:00 until /,
    );
    // Taken over at noon: told as it begins, for that is within their hours; the way back too.
    story.chapter();
    await until('Mon 09:00');
    await commands('U0RUTH', 'C0NOVAINT', '/rules oncall override tuesday 12:00 tuesday 15:00');
    await until('Tue 16:00');
    expect(told('U0RUTH')).toEqual(['Tue 12:00 begins']);
    expect(story.notices('U0RUTH')[0]).toMatch(/^\*You are on call now\* for \*evenings\*, until today 15:00\./);
    expect(told(who)).toEqual(['Mon 09:00 changed', 'Tue 15:00 begins']);
    await story.stopBot();
    await story.startBot();
    expect(told('U0RUTH')).toEqual(['Tue 12:00 begins']);
  });

  test('managers hear once, a week ahead, of whoever is away in their turn', async () => {
    await until('Wed 09:00');
    story.chapter();
    // Away for the whole of the next two weeks, all of them: then nobody is on call.
    for (const who of ['U0JONAS', 'U0MIRA']) await commands(who, 'C0NOVA', `/rules away now ${inDays(16)}`);
    await until('Thu 19:00');
    const notices = story.notices('U0RUTH').filter((text) => text.includes('is on call'));
    expect(notices.length).toBeGreaterThan(0);
    expect(notices[0]).toMatch(
      /^\*evenings\*: (Jonas Weber|Mira Aksoy) is on call .+, and is away\. Elif Kaya takes it, as the next in the rota\./,
    );
    await until('Fri 17:00');
    expect(story.notices('U0RUTH').filter((text) => text === notices[0])).toHaveLength(1);
  });

  test('a user group that a policy pages is read from Slack, once an hour, and kept where Slack does not answer', async () => {
    const { slack, house } = story.sandbox();
    const group = async () => (await house().store.ask('userGroups', { groupIds: ['S0NIGHT'] }))[0]?.userIds;
    const becomes = (userIds: string[] | null) => slack.admin.setUserGroup('S0NIGHT', userIds);
    const later = async (minutes: number) => {
      await story.after(minutes);
      await house().sweep();
    };
    await becomes(['U0ELIF', 'U0JONAS']);
    await applyAgency((text) => text.replace('contact:night-desk', 'group:S0NIGHT'));
    await later(2);
    expect(await group()).toEqual(['U0ELIF', 'U0JONAS']);
    await becomes(['U0ELIF']);
    await later(30);
    expect(await group()).toEqual(['U0ELIF', 'U0JONAS']);
    slack.faults.add({ kind: 'refuse', method: 'usergroups.users.list', error: 'missing_scope' });
    await later(45);
    expect(await group()).toEqual(['U0ELIF', 'U0JONAS']);
    slack.faults.clear();
    await later(10);
    expect(await group()).toEqual(['U0ELIF']);
    // The group was deleted in Slack.
    await becomes(null);
    await later(75);
    expect(await group()).toEqual([]);
  });

  test('the name of whoever is forgotten goes from it', async () => {
    await commands('U0MIRA', 'C0NOVAINT', '/rules oncall override <@U0RUTH> wednesday');
    expect(await forget(story.sandbox().house().shell, { kind: 'person', userId: 'U0RUTH' })).not.toBeNull();
    expect(await overrides()).toEqual([]);
  });
});
