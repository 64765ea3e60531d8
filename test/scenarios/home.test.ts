/** The home tab over the real door: who sees what there, what a press does, and when it is drawn again. */
import { beforeEach, describe, expect, test } from 'vitest';
import { homeOpenFor, homePace } from '../../src/engine/home-tab.ts';
import { botUserId } from '../../src/sandbox/sample/world.ts';
import { gateHolds } from '../support/gate.ts';
import { eventLetter } from '../support/letters.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const MINUTE = 60_000;
const SECOND = 1_000;
const rest = () => story.sandbox().walk.rest();

beforeEach(async () => {
  await story.begin();
  await story.until('Mon 10:00');
});

async function opens(who: string): Promise<string> {
  await story.sandbox().slack.as(who).openHome();
  await rest();
  return page(who);
}

type Node = { text?: string | Node; elements?: Node[]; accessory?: Node };

/** Every text on somebody's home tab, a line each. */
function page(who: string): string {
  const textsOf = ({ text, elements = [] }: Node): string[] => [
    ...(typeof text === 'string' ? [text] : text === undefined ? [] : textsOf(text)),
    ...elements.flatMap(textsOf),
  ];
  return ((story.sandbox().slack.as(who).home()?.blocks ?? []) as Node[]).flatMap(textsOf).join('\n');
}

async function presses(who: string, action: string, option?: string): Promise<string> {
  const pressed = await story
    .sandbox()
    .slack.as(who)
    .pressInHome(action, option === undefined ? {} : { option });
  expect(pressed).toMatchObject({ ok: true });
  await rest();
  return page(who);
}

const seconds = (count: number) => story.sandbox().walk.to(story.sandbox().time.clock() + count * SECOND);
const published = (who: string) =>
  story
    .sandbox()
    .slack.calls()
    .filter(({ method, given }) => method === 'views.publish' && given.user_id === who).length;
const asks = (text = 'Can you send us the files?') => story.says('U0ANNA', 'C0NOVA', text);

describe('who sees what', () => {
  test('staff see what waits on their clients with the buttons, and nothing of others', async () => {
    await asks('Can you send us the <!channel> files?');
    const mira = await opens('U0MIRA');
    expect(mira).toContain('One question waits for an answer.');
    expect(mira).toMatch(/\*Nova Bikes\*, Anna Novak: due today \d\d:\d\d\n> Can you send us the .*channel files\?/);
    expect(mira).toContain('I’m on it\nWaiting on the client\nAnswered elsewhere\nNot a request\nChange…');
    expect(mira).not.toContain('<!channel>');
    expect(mira).not.toContain('at a glance');
    expect(await opens('U0ELIF')).toMatch(/^Yanıt bekleyen bir şey yok/);
  });

  test('managers see every client at a glance, and their own waits below', async () => {
    await asks();
    await story.until('Mon 12:30');
    const ruth = await opens('U0RUTH');
    expect(ruth).toMatch(/\*Nova Bikes\*: :red_circle: \*late now\* · 1 open · 1 overdue · oldest asked today 10:00/);
    expect(ruth).toMatch(/well and nothing open: .*Orchard Legal/);
    expect(ruth).toContain('Nothing is waiting for your answer.\nOne more question waits with others');
    expect(await presses('U0RUTH', 'home-filter', 'overdue')).toContain('One question is past the agreed time.');
    expect(await presses('U0RUTH', 'home-filter', 'in:orchard')).toContain('Nothing of Orchard Legal is waiting');
    expect(await presses('U0RUTH', 'home-filter', 'mine')).toContain('Nothing is waiting for your answer.');
  });

  test('a client’s person sees what was agreed, in their language, and nothing of the staff’s', async () => {
    await asks('CANARY of another client?');
    await story.says('U0DENIZ', 'C0DEFNE', 'Menü ne zaman hazır?');
    const deniz = await opens('U0DENIZ');
    expect(deniz).toMatch(/Harbour Studio.*Defne Kahve/s);
    expect(deniz).toContain('Elif Kaya');
    expect(await presses('U0DENIZ', 'card-read')).toMatch(/1\D+1/);
    expect(deniz).not.toMatch(/CANARY|ne zaman hazır|Nova|yanıt bekliyor|ilgileniyorum/);
  });

  test('a stranger, and who cannot be asked about, read whose bot this is', async () => {
    const { slack } = story.sandbox();
    await slack.admin.addUser({ id: 'U0GUEST', name: 'gina', is_restricted: true });
    expect(await opens('U0GUEST')).toMatch(/^\*Hello!\* This is a bot of Harbour Studio\./);
    await slack.admin.addUser({ id: 'U0NEW', name: 'nils' });
    slack.faults.add({ kind: 'down', method: 'users.info' });
    expect(await opens('U0NEW')).toMatch(/^\*Hello!\*/);
    slack.faults.clear();
    const opened = {
      type: 'app_home_opened',
      user: 'U0NOBODY',
      tab: 'home',
      channel: 'D0NOBODY',
      event_ts: '1.000001',
    };
    expect(await slack.send(eventLetter(opened, 'Ev0NOBODY'))).toMatchObject({ status: 200 });
    await rest();
    expect(slack.look(({ homes }) => Object.keys(homes))).not.toContain('U0NOBODY');
  });

  test('colleagues who serve nobody are told so; who is taken out of an agreement loses the page within seconds', async () => {
    await story.says('U0DENIZ', 'C0DEFNE', 'Menü ne zaman hazır?');
    expect(await opens('U0ELIF')).toContain('Menü');
    await story.agree('defne', (text) => text.replace('owner: U0ELIF Elif Kaya', 'owner: U0RUTH Ruth Okafor'));
    await seconds(10);
    expect(page('U0ELIF')).toMatch(/^Henüz hiçbir müşterinin anlaşmasında adınız geçmiyor/);
  });
});

describe('what a press does', () => {
  test('a button there does what it does on a notice, and the page shows it at once', async () => {
    await asks();
    await opens('U0MIRA');
    const taken = await presses('U0MIRA', 'taken');
    expect(taken).toContain('you are on it');
    expect(taken).not.toContain('I’m on it');
    expect(story.sandbox().slack.as('U0MIRA').sees(botUserId).messages.at(-1)?.text).toContain('It is yours.');
    expect(await presses('U0MIRA', 'elsewhere')).toMatch(/^Nothing is waiting for an answer\./);
    expect(await story.records('C0NOVA')).toEqual([expect.stringMatching(/met Mon 10:00 \(answered-elsewhere\)/)]);
  });

  test('forty-five questions come in pages of twenty, and the page and filter are kept', async () => {
    const { slack } = story.sandbox();
    for (let index = 0; index < 45; index += 1) {
      const { ts } = await slack.as('U0MIRA').post('C0NOVA', `Draft ${index}`);
      await slack.as('U0ANNA').post('C0NOVA', `Can you change draft ${index}?`, { thread: ts });
    }
    await rest();
    const first = await opens('U0MIRA');
    expect(first).toContain('45 questions wait for an answer.');
    expect(first).toContain('1–20 of 45\nNext');
    expect(first.match(/draft \d+/g)).toHaveLength(20);
    expect(await presses('U0MIRA', 'home-next')).toContain('21–40 of 45\nPrevious\nNext');
    const last = await presses('U0MIRA', 'home-next');
    expect(last).toContain('41–45 of 45\nPrevious');
    expect(await opens('U0MIRA')).toBe(last);
    // Whoever filters begins at the first page.
    expect(await presses('U0MIRA', 'home-filter', 'mine')).toContain('1–20 of 45\nNext');
    // Acknowledged plainly: nobody is told in words what they see before them.
    expect(
      slack
        .as('U0MIRA')
        .sees(botUserId)
        .messages.filter(({ text }) => /filter|page/i.test(text)),
    ).toEqual([]);
  });
});

describe('when it is drawn again', () => {
  test('a new question stands there within ten seconds, and nothing is sent while nothing changes', async () => {
    await opens('U0MIRA');
    await seconds(30);
    const before = published('U0MIRA');
    await asks();
    await seconds(homePace / SECOND);
    expect(page('U0MIRA')).toContain('Can you send us the files?');
    await seconds(60);
    expect(published('U0MIRA')).toBe(before + 1);
  });

  test('however much happens, it is sent at most every ten seconds', async () => {
    await opens('U0MIRA');
    const before = published('U0MIRA');
    for (let index = 0; index < 30; index += 1) {
      await asks(`${index}?`);
      await seconds(2);
    }
    await seconds(homePace / SECOND);
    expect(published('U0MIRA') - before).toBeLessThanOrEqual(8);
    expect(page('U0MIRA')).toMatch(/29\?/);
  });

  test('what a client deletes goes from it', async () => {
    const ts = await asks('CANARY, can you send it?');
    expect(await opens('U0MIRA')).toContain('CANARY');
    await story.deletes('U0ANNA', 'C0NOVA', ts);
    await seconds(10);
    expect(page('U0MIRA')).not.toContain('CANARY');
  });

  test('an hour after it was opened it is cleared and left alone; opened again it is there', async () => {
    await asks('CANARY, can you send it?');
    expect(await opens('U0MIRA')).toContain('CANARY');
    await story.sandbox().walk.to(story.sandbox().time.clock() + homeOpenFor);
    expect(page('U0MIRA')).toBe('One moment: this page is being drawn for you.');
    const before = published('U0MIRA');
    await asks('And the photos?');
    await story.after(5);
    expect(published('U0MIRA')).toBe(before);
    expect(await opens('U0MIRA')).toContain('And the photos?');
  });

  test('it comes when Slack has asked to wait, once, and after Slack did not answer', async () => {
    const { slack } = story.sandbox();
    await asks();
    const before = page('U0JONAS');
    slack.faults.add({ kind: 'rate-limited', method: 'views.publish', retryAfterSeconds: 30, times: 1 });
    expect(await opens('U0JONAS')).toBe(before);
    await seconds(30);
    expect(page('U0JONAS')).toContain('Can you send us the files?');
    slack.faults.add({ kind: 'timeout-after-success', method: 'views.publish', cut: true, times: 1 });
    await presses('U0JONAS', 'home-filter', 'overdue');
    await story.sandbox().walk.to(story.sandbox().time.clock() + MINUTE);
    expect(page('U0JONAS')).toContain('Nothing is overdue.');
  });

  test('opened while the bot is away, it is drawn when the bot is back', async () => {
    await asks();
    await story.stopBot();
    const { slack } = story.sandbox();
    await slack.as('U0ADMIN').openHome();
    await story.startBot();
    await story.after(7);
    expect(page('U0ADMIN')).toContain('*Nova Bikes*');
  });
});

gateHolds(story.sandbox);
