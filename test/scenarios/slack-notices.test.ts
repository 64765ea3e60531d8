/** Notices: who is told what and when, in whose language and zone, and how a notice stands once the matter is settled. */
import { describe, expect, test } from 'vitest';
import type { Message } from '../../src/sandbox/slack/model.ts';
import { gateHolds } from '../support/gate.ts';
import { tellStories } from '../support/story.ts';
import { berlin } from '../support/story-time.ts';

const story = tellStories('2026-01-12');
const istanbul = 'Europe/Istanbul';
const from = (who: string) => story.sandbox().slack.as(who).sees('U0RULES');
const latest = (who: string) => from(who).messages.at(-1) as Message;
const link = (channel: string, ts: string) =>
  `https://harbourstudio.slack.com/archives/${channel}/p${ts.replace('.', '')}`;

describe('who is told, and when', () => {
  test('asked on Friday at 16:50, the owner alone is warned on Monday by direct message, in good time', async () => {
    await story.until('Fri 16:50');
    const ts = await story.says('U0ANNA', 'C0NOVA', 'Could you send us the new banner files?');
    await story.until('Mon 10:20');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:20 warning']);
    expect(['U0RUTH', 'U0JONAS', 'U0ELIF', 'U0ADMIN'].flatMap((who) => story.told(who))).toEqual([]);
    expect(story.notices('U0MIRA')).toEqual([
      [
        'Nova Bikes is waiting for an answer, due today 10:50.',
        'Anna Novak of Nova Bikes asked Fri 16:50:',
        '> Could you send us the new banner files?',
        'waited 1 h 30 min of open time · due today 10:50',
        `<${link('C0NOVA', ts)}|Open in Slack>`,
      ].join('\n'),
    ]);
  });

  test('a breach goes to owner and managers, and is repeated to those that were agreed, as often as was agreed', async () => {
    await story.until('Mon 16:55');
    expect(story.told('U0MIRA')).toEqual([
      'Mon 10:20 warning',
      'Mon 10:50 breach',
      'Mon 11:50 repeat-1',
      'Mon 12:50 repeat-2',
      'Mon 13:50 repeat-3',
    ]);
    expect(story.told('U0RUTH')).toEqual([
      'Mon 10:50 breach',
      'Mon 11:50 repeat-1',
      'Mon 12:50 repeat-2',
      'Mon 13:50 repeat-3',
    ]);
    expect(story.told('U0JONAS')).toEqual(['Mon 11:50 repeat-1', 'Mon 12:50 repeat-2', 'Mon 13:50 repeat-3']);
    expect(story.notices('U0RUTH')[0]).toContain('The time agreed with Nova Bikes has passed');
  });

  test('all of them update themselves when it is settled, and offer no buttons any more', async () => {
    await story.says('U0JONAS', 'C0NOVA', 'Here they are, sorry for the wait.');
    await story.after(1);
    for (const who of ['U0MIRA', 'U0RUTH', 'U0JONAS']) {
      expect(story.headlines(who)).toEqual(['Jonas Weber answered today 16:55, 6 h 5 min late.']);
      expect(from(who).pressables).toEqual([]);
    }
  });

  test('repeats never come at night, and what falls after closing waits for the opening', async () => {
    await story.begin();
    await story.until('Mon 14:30');
    await story.says('U0ANNA', 'C0NOVA', 'Which colours can we choose from?');
    await story.until('Tue 10:00');
    expect(story.told('U0RUTH')).toEqual(['Mon 16:30 breach', 'Tue 09:30 repeat-1']);
  });

  test('the agreement says how often it repeats and to whom', async () => {
    await story.begin();
    await story.agree(
      'nova',
      (text) => `${text}responseWindow:\n  afterBreach: { repeatEvery: 30m, times: 1, to: [owner] }\n`,
    );
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'Is the invoice on its way?');
    await story.until('Mon 16:00');
    expect(story.told('U0MIRA')).toEqual(['Mon 10:30 warning', 'Mon 11:00 breach', 'Mon 11:30 repeat-1']);
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
    expect(story.told('U0JONAS')).toEqual([]);
  });

  test('a thread’s first wait has the window for first replies, later ones in it that for next replies', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    const root = await story.says('U0MIRA', 'C0NOVA', 'The draft is ready.');
    await story.says('U0ANNA', 'C0NOVA', 'Can you make the logo bigger?', { thread: root });
    await story.until('Mon 09:30');
    await story.says('U0MIRA', 'C0NOVA', 'Done.', { thread: root });
    await story.says('U0ANNA', 'C0NOVA', 'And could you move it to the left?', { thread: root });
    expect(await story.records('C0NOVA')).toEqual([
      'due Mon 11:00, met Mon 09:30 (replied)',
      'due Mon 13:30, alarm Mon 12:30',
    ]);
  });
});

describe('in the reader’s own language and zone', () => {
  test('one breach is told in Turkish at Istanbul’s time and in English at Berlin’s, also to who never wrote anything', async () => {
    await story.begin();
    await story.until('Mon 11:00', istanbul);
    await story.says('U0DENIZ', 'C0DEFNE', 'Menü ne zaman hazır olur?');
    await story.until('Mon 14:00', istanbul);
    expect(story.told('U0ELIF', istanbul)).toEqual(['Mon 12:30 warning', 'Mon 14:00 breach']);
    expect(story.notices('U0ELIF').at(-1)).toContain('bugün 14:00');
    expect(story.notices('U0ELIF').at(-1)).toContain('> Menü ne zaman hazır olur?');
    expect(story.notices('U0ELIF').at(-1)).not.toMatch(/today|waited|Open in Slack/);
    expect(from('U0ELIF').pressables.map(({ text }) => text)).toContain('Ben ilgileniyorum');
    expect(story.notices('U0RUTH').at(-1)).toContain('an answer was due today 12:00.');
  });

  test('what somebody chose beats what Slack says, and Slack beats the agency', async () => {
    await story.begin();
    const { store } = story.sandbox().house();
    await store.transaction((tx) => tx.chooseReading('U0RUTH', 'tr', 'America/New_York'));
    await story.sandbox().slack.admin.changeUser('U0MIRA', { locale: 'tr-TR', tz: istanbul });
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'When will the photos be ready?');
    await story.until('Mon 11:00');
    expect(story.notices('U0RUTH').at(-1)).toContain('bugün 05:00');
    expect(story.notices('U0MIRA').at(-1)).toContain('bugün 13:00');
    await store.transaction((tx) => tx.chooseReading('U0RUTH', null, null));
    await story.sandbox().slack.admin.changeUser('U0MIRA', { locale: '', tz: berlin });
    await story.until('Mon 12:00');
    expect(story.notices('U0RUTH').at(-1)).toContain('was due today 11:00');
    expect(story.notices('U0MIRA').at(-1)).toContain('was due today 11:00');
    await story.sandbox().slack.admin.changeUser('U0MIRA', { locale: 'en-GB' });
  });

  test('a client whose language Slack does not say is answered in the agreement’s', async () => {
    await story.begin();
    await story.agree('nova', (text) => text.replace('language: en', 'language: tr'));
    await story.until('Mon 09:00');
    await story.says('U0BEN', 'C0NOVA', '<@U0RULES>');
    expect(from('U0BEN').messages.at(-1)?.text).toMatch(/^Bu, Harbour Studio/);
  });
});

describe('complete in itself', () => {
  test('the text beside the blocks says all that the blocks say, for screen readers and previews', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'Can we meet on Thursday?\nOr on Friday?');
    await story.until('Mon 12:00');
    for (const who of ['U0MIRA', 'U0RUTH']) {
      const { text, blocks = [] } = latest(who);
      for (const words of textsIn(blocks)) expect(text).toContain(words.replace(/^\*|\*$/g, ''));
    }
  });

  test('the client’s words are there in full, of all messages of the question', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'Could you look at this?');
    await story.says('U0ANNA', 'C0NOVA', 'It is about the logo.');
    await story.until('Mon 10:30');
    expect(latest('U0MIRA').text).toContain('> Could you look at this?\n> It is about the logo.');
  });
});

function textsIn(blocks: unknown): string[] {
  if (Array.isArray(blocks)) return blocks.flatMap(textsIn);
  if (typeof blocks !== 'object' || blocks === null) return [];
  const { type, text, ...rest } = blocks as Record<string, unknown>;
  if (type === 'actions') return [];
  return typeof text === 'string' ? [text] : textsIn([text, ...Object.values(rest)]);
}

gateHolds(story.sandbox);
