/** What comes, for whoever asks; the hours that clocks skip and show twice; and what was left out while nothing ran. */
import { beforeAll, describe, expect, test } from 'vitest';
import { gateHolds } from '../support/gate.ts';
import { tellStories } from '../support/story.ts';
import { localInstant } from '../support/story-time.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-03-23', { permitting });

const rhythm = (meetings: string) => `
rhythm:
  meetings:
    ${meetings}
`;
const call = '- { id: call, title: Weekly <call>, when: every Monday 10:00 }';
const review = '- { id: review, title: Review, when: 3rd 14:00, onClosedDays: skip }';
const sunday = '- { id: dawn, title: Dawn, when: every Sunday 02:30 }';
const openOnSundays = (text: string) =>
  text.replace('  holidays:\n', '  weekly: { mon: 09:00-17:00, fri: 09:00-17:00, sun: 00:00-17:00 }\n  holidays:\n');
const from = (who: string, prefix: string) =>
  story
    .sandbox()
    .slack.as(who)
    .sees('U0RULES')
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith(prefix))
    .map(({ text }) => text);
const meetings = async (id: string) => {
  const { rows } = await story.sandbox().db.query<{ subject: string; state: string; settled: Date | null }>(
    `select subject, state, settled_at as settled from deadlines
       where rule = 'meetings' and subject like '%:' || $1 || ':%' order by due_at`,
    [id],
  );
  return rows.map(({ subject, state, settled }) => [
    subject.split(':').at(-1),
    settled === null ? state : `${state} ${settled.toISOString().slice(5, 16)}`,
  ]);
};
const asked = async (who: string, channel: string, words = '/rules rhythm') => {
  await story.commands(who, channel, words);
  return story.answer(who, channel).split('\n');
};

beforeAll(async () => {
  await story.begin('2026-03-24');
  await story.agree('nova', (text) => `${text}${rhythm(`${call}\n    ${review}`)}`);
});

describe('what comes', () => {
  test('stands by weeks on the reader’s own clocks, with what was moved and what is left out', async () => {
    expect(await asked('U0MIRA', 'C0NOVAINT')).toEqual([
      '*What comes with Nova Bikes* in the next four weeks',
      '_Week of Mon 30 Mar_',
      '• Mon 10:00: Weekly &lt;call&gt;',
      '• Wed 1 Apr 10:00: The month’s wins',
      '• Thu 2 Apr 10:00: Weekly &lt;call&gt; – moved from Mon 6 Apr, which is closed',
      '• Fri 3 Apr 14:00: Review – left out, the day is closed',
      '_Week of Mon 13 Apr_',
      '• Mon 13 Apr 10:00: Weekly &lt;call&gt;',
      '_Week of Mon 20 Apr_',
      '• Mon 20 Apr 10:00: Weekly &lt;call&gt;',
      'Times as your clock shows them (Europe/Berlin).',
    ]);
  });

  test('where nothing is agreed it says what to write', async () => {
    expect((await asked('U0JONAS', 'C0ORCHARDINT'))[0]).toMatch(
      /^Nothing is agreed with Orchard Legal that comes again/,
    );
  });
});

describe('the hours of a change of clocks', () => {
  test('an hour that is missing is met once, as much later; the next one at its usual time', async () => {
    await story.agree('nova', (text) => openOnSundays(text.replace(rhythm(`${call}\n    ${review}`), rhythm(sunday))));
    await story.until('Mon 08:00');
    expect(await meetings('dawn')).toEqual([
      ['2026-03-29', 'met 03-29T01:30'],
      ['2026-04-05', 'pending'],
    ]);
  });

  test('an hour that comes twice is met once, though the agreement is changed between the two', async () => {
    const sydney = (text: string) => text.replace('timeZone: Europe/Berlin', 'timeZone: Australia/Sydney');
    await story.agree('nova', sydney);
    const first = localInstant('2026-04-05T02:30', 'Australia/Sydney');
    await story.sandbox().walk.to(first + 10 * 60_000);
    await story.agree('nova', (text) => text.replace('Sunday 02:30', 'Sunday 02:45'));
    await story.sandbox().walk.to(first + 60 * 60_000);
    await story.agree('nova', (text) => text.replace('Sunday 02:45', 'Sunday 02:50'));
    await story.until('Mon 08:00');
    expect((await meetings('dawn')).slice(1)).toEqual([
      ['2026-04-05', 'met 04-04T15:30'],
      ['2026-04-12', 'pending'],
    ]);
  });
});

describe('what was left out while nothing ran', () => {
  test('is said once, in one message to one owner, however much it is', async () => {
    await story.begin('2026-04-20');
    const more =
      '  status: { weekly: { when: every Friday 15:00 } }\ncelebrations: { anniversaries: { contract: 2024-05-05 } }';
    await story.agree('nova', (text) => `${text}${rhythm(call)}${more}\n`);
    await story.agree('orchard', (text) =>
      text
        .replace('owner: U0JONAS Jonas Weber', 'owner: U0MIRA Mira Aksoy')
        .replace('backup: U0MIRA', 'backup: U0JONAS')
        .concat(rhythm('- { id: talk, title: Talk, when: every Tuesday 15:00 }')),
    );
    await story.after(1);
    await story.stopBot();
    await story.sandbox().walk.to(localInstant('2026-05-13T12:00'));
    await story.startBot();
    await story.after(2);
    expect(from('U0MIRA', 'rhythm:')).toEqual([
      [
        '*While I was not running, I left this out:*',
        '• Nova Bikes: asking what came of *Weekly &lt;call&gt;*, Mon 20 Apr 10:00',
        '• Orchard Legal: the agenda for *Talk*, Tue 21 Apr 21:00, and 3 more after it',
        '• Nova Bikes: Weekly report, Fri 24 Apr 15:00, and 2 more after it',
        '• Nova Bikes: the agenda for *Weekly &lt;call&gt;*, Mon 27 Apr 10:00, and 2 more after it',
        '• Nova Bikes: Anniversary of our contract, Tue 5 May 10:00',
        'The client read nothing of it. What comes next is planned as ever: `/rules rhythm`.',
      ].join('\n'),
    ]);
    expect((await meetings('call')).at(-1)).toEqual(['2026-05-18', 'pending']);
    await story.stopBot();
    await story.startBot();
    await story.after(2);
    expect(from('U0MIRA', 'rhythm:')).toHaveLength(1);
  });
});

describe('of several clients', () => {
  test('outside a client’s channel it is all clients’, or whose name was written; of others nobody hears', async () => {
    expect((await asked('U0MIRA', 'U0RULES'))[0]).toBe('*What comes with your clients* in the next four weeks');
    expect(await asked('U0MIRA', 'U0RULES')).toContain('• Mon 10:00: Weekly &lt;call&gt; (Nova Bikes)');
    expect((await asked('U0MIRA', 'U0RULES', '/rules rhythm nova bikes'))[0]).toContain('with Nova Bikes*');
    expect(await asked('U0MIRA', 'U0RULES', '/rules rhythm somebody')).toEqual([
      'Only people who work for this client can see that.',
    ]);
  });
});

gateHolds(() => story.sandbox(), permitting);
