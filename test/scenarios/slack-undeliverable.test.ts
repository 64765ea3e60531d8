/** Notices that Slack will not deliver: to the backup, then managers, then the operator, at once, saying why. */
import { afterEach, describe, expect, test } from 'vitest';
import { gateHolds } from '../support/gate.ts';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-06-01');
const everybody = ['U0MIRA', 'U0JONAS', 'U0RUTH'] as const;
const operators = () =>
  story
    .sandbox()
    .slack.as('U0ADMIN')
    .sees('C0OPS')
    .messages.filter(({ user, subtype }) => user === 'U0RULES' && subtype === undefined)
    .map(({ text }) => text);
const posts = () =>
  story
    .sandbox()
    .slack.calls()
    .filter(({ method }) => method === 'chat.postMessage').length;

async function refuses(...people: string[]): Promise<void> {
  for (const who of people) {
    await story.sandbox().slack.admin.changeUser(who, { refuses_direct_messages: 'restricted_action' });
  }
  await story.sandbox().walk.rest();
}

afterEach(async () => {
  for (const who of everybody) {
    await story.sandbox().slack.admin.changeUser(who, { refuses_direct_messages: null, deleted: false });
  }
});

async function asked(until: string): Promise<string> {
  await story.until('Mon 09:00');
  const ts = await story.says('U0ANNA', 'C0NOVA', 'When can we see the new banner?');
  await story.until(until);
  return ts;
}

describe('a notice that cannot be delivered', () => {
  test('goes to the backup at once, who reads for whom it was and why, and can act on it', async () => {
    await story.begin();
    await refuses('U0MIRA');
    await asked('Mon 10:30');
    expect(story.told('U0JONAS')).toEqual(['Mon 10:30 warning instead']);
    expect(story.notices('U0JONAS')[0]).toMatch(
      /^Mira Aksoy could not be told in Slack \(Slack says restricted_action\), so this comes to you: Nova Bikes is waiting for an answer that is due today 11:00\.\n/,
    );
    expect(story.notices('U0JONAS')[0]).toContain('> When can we see the new banner?');
    await story.presses('U0JONAS', 'elsewhere');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, met Mon 10:30 (answered-elsewhere)']);
    await story.after(1);
    expect(story.headlines('U0JONAS')).toEqual(['Jonas Weber answered elsewhere today 10:30, in time.']);
  });

  test('goes on to the managers where the backup cannot be told either', async () => {
    await story.begin();
    await refuses('U0MIRA', 'U0JONAS');
    await asked('Mon 10:30');
    expect(story.told('U0RUTH')).toEqual(['Mon 10:30 warning instead']);
    expect(story.notices('U0RUTH')[0]).toMatch(/^Mira Aksoy could not be told in Slack/);
  });

  test('and in the end to the operator, without the client’s words', async () => {
    await story.begin();
    await refuses(...everybody);
    const before = operators().length;
    await asked('Mon 10:30');
    expect(operators().slice(before)).toEqual([
      expect.stringMatching(/^Mira Aksoy could not be told in Slack .* Nova Bikes is waiting for an answer/),
    ]);
    expect(operators().join()).not.toContain('banner');
  });

  test('says of a closed account that it is closed, where Slack had not told of it before', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'When can we see the new banner?');
    const off = story.sandbox().slack.faults.add({ kind: 'lose-delivery', event: 'user_change' });
    await story.sandbox().slack.admin.changeUser('U0MIRA', { deleted: true });
    off();
    await story.until('Mon 10:30');
    expect(story.told('U0JONAS')).toEqual(['Mon 10:30 warning instead']);
    expect(story.notices('U0JONAS')[0]).toMatch(/^Mira Aksoy could not be told in Slack /);
  });

  test('a breach that its owner cannot be told still reaches the manager, and the backup instead of the owner', async () => {
    await story.begin();
    await refuses('U0MIRA');
    await asked('Mon 11:00');
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
    expect(story.told('U0JONAS')).toEqual(['Mon 10:30 warning instead', 'Mon 11:00 breach instead']);
  });

  test('two who cannot be told of one thing make one notice to the same stand-in', async () => {
    await story.begin();
    await story.until('Mon 09:00');
    await story.says('U0ANNA', 'C0NOVA', 'When can we see the new banner?');
    await story.until('Mon 10:45');
    await refuses('U0MIRA', 'U0RUTH');
    await story.until('Mon 11:30');
    expect(story.told('U0JONAS')).toEqual(['Mon 11:00 breach instead']);
  });

  test('nobody at all can be told: the reason is recorded, nothing loops, and the next step is tried anew', async () => {
    await story.begin();
    await refuses(...everybody);
    const off = story
      .sandbox()
      .slack.faults.add({ kind: 'refuse', method: 'chat.postMessage', channel: 'C0OPS', error: 'not_in_channel' });
    const before = posts();
    const ts = await asked('Mon 10:30');
    expect(posts() - before).toBe(4);
    await story.until('Mon 10:59');
    expect(posts() - before).toBe(4);
    const { store } = story.sandbox().house();
    const rulings = await store.ask('rulings', { channelId: await store.people.channelId('C0NOVA'), ts });
    expect(rulings.map(({ reason }) => reason.name)).toContain('nobody-left');
    off();
    await refuses('U0MIRA');
    await story.sandbox().slack.admin.changeUser('U0RUTH', { refuses_direct_messages: null });
    await story.until('Mon 11:00');
    expect(story.told('U0RUTH')).toEqual(['Mon 11:00 breach']);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, alarm Mon 12:00']);
  });

  test('answered meanwhile, nobody is told instead', async () => {
    await story.begin();
    await refuses('U0MIRA');
    const off = story
      .sandbox()
      .slack.faults.add({ kind: 'rate-limited', method: 'chat.postMessage', retryAfterSeconds: 120, times: 1 });
    await asked('Mon 10:30');
    await story.says('U0JONAS', 'C0NOVA', 'Here it is.');
    await story.until('Mon 12:00');
    off();
    expect(story.told('U0JONAS')).toEqual([]);
    expect(await story.records('C0NOVA')).toEqual(['due Mon 11:00, met Mon 10:30 (replied)']);
  });

  test('a private answer that cannot be given is dropped, and nobody hears of it instead', async () => {
    await story.begin();
    await story.until('Mon 09:30');
    await story.says('U0JONAS', 'C0NOVA', '<@U0RULES>');
    await refuses('U0JONAS');
    const before = posts();
    await story.says('U0JONAS', 'C0NOVA', '<@U0RULES> again');
    await story.until('Mon 12:00');
    expect(posts() - before).toBe(1);
    expect(['U0MIRA', 'U0RUTH'].flatMap((who) => story.told(who))).toEqual([]);
  });
});

gateHolds(story.sandbox);
