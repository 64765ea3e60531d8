/** An offered change over the real door: written by staff, decided by the client with one press, and what follows for the list. */
import { beforeAll, describe, expect, test } from 'vitest';
import { gateHolds, repliesIn } from '../support/gate.ts';
import { tellStories } from '../support/story.ts';

const permitting = ['C0DEFNE', 'C0NOVA'];
const story = tellStories('2026-06-01', { permitting });
const slack = () => story.sandbox().slack;

/** What stands in the client's channel of ours, the newest last. */
const posts = (channel = 'C0NOVA') =>
  repliesIn(story.sandbox(), channel).filter(({ text }) => !text.startsWith('*How'));

async function offers(
  who: string,
  words: string,
  values: Record<string, string>,
): Promise<Record<string, string> | null> {
  await story.commands(who, 'C0NOVA', `/rules ${words}`);
  return story.sends(who, values);
}
const video = { item: 'video', price: '850 EUR', time: 'by 12 June', allowance: '1 clip' };

async function presses(who: string, action: string, channel = 'C0NOVA'): Promise<string> {
  const { pressables } = slack().as(who).sees(channel);
  const button = pressables.findLast(({ actionId }) => actionId === action);
  await slack()
    .as(who)
    .press(channel, button?.ts ?? '', action, { value: button?.value ?? '' });
  await story.sandbox().walk.rest();
  return story.answer(who, channel);
}
const items = async () => {
  const found = await story.sandbox().house().store.agreements.stored('nova');
  return { version: found?.agreement.version ?? 0, raw: found?.raw ?? '' };
};
const toldTo = (who: string) =>
  slack()
    .as(who)
    .sees('U0RULES')
    .messages.filter(({ metadata }) => String(metadata?.event_payload.key).startsWith('orders:'))
    .map(({ text }) => text);

beforeAll(async () => {
  for (const who of ['U0MIRA', 'U0JONAS', 'U0RUTH', 'U0ELIF']) await slack().as(who).openHome('messages');
});

describe('an offer', () => {
  test('is written in a form, looked at, sent with the name of who sent it, and accepted by one press of an external', async () => {
    await story.begin();
    await story.until('Mon 10:00');
    const { version } = await items();
    expect(await offers('U0MIRA', 'offer video', { ...video, price: 'lots' })).toMatchObject({
      price: expect.stringMatching(/EUR/),
    });
    expect(await story.sends('U0MIRA', video)).toBeNull();
    expect(posts()).toEqual([]);
    const shown = JSON.stringify(slack().as('U0MIRA').form());
    expect(shown).toContain('€850');
    expect(await story.sends('U0MIRA', {})).toBeNull();
    await story.after(1);
    const [offer] = posts();
    expect(offer?.text).toContain('From our agreement, version');
    expect(offer?.text).toContain('*Yes, extend:* Video becomes part of our agreement, 1 clip a month.');
    expect(await presses('U0MIRA', 'order-accept')).toMatch(
      /^This is for the client to decide: Anna Novak or Ben Castellan/,
    );
    expect((await items()).version).toBe(version);
    expect(await presses('U0ANNA', 'order-accept')).toMatch(/^Thank you\. You accepted \*Video\*/);
    await story.after(1);
    expect((await items()).version).toBe(version + 1);
    expect(posts()[0]?.text).toContain('*Accepted* by Anna Novak');
    expect(toldTo('U0MIRA')).toEqual([expect.stringContaining('Anna Novak said yes* to *Video* for €850')]);
  });
});

gateHolds(story.sandbox, permitting);
