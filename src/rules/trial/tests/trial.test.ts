import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Agreement, coreShape } from '../../../agreement/agreement.ts';
import type { Event } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { HeldBack, HeldBackCount } from '../../../engine/held-back.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { decide } from '../decide.ts';
import type { Facts } from '../load.ts';
import { trialRule } from '../rule.ts';

const name = '<!channel> & '.repeat(6).trim();
const open = '09:00-18:00';
const read = z.strictObject(coreShape).parse({
  schema: 1,
  id: 'nova',
  client: { name, language: 'tr', timeZone: 'Asia/Seoul' },
  channels: ['C0NOVA'],
  officeHours: { timeZone: 'Europe/Berlin', weekly: { mon: open } },
  people: { owner: 'U0MIRA Mira Aksoy', backup: 'U0JONAS Jonas Weber', managers: ['U0RUTH Ruth Okafor'] },
});
const agreementOf = (trial: boolean): Agreement => ({ ...read, trial, version: 1, sections: {} });

const held: HeldBack = {
  id: 'H1',
  clientId: 'nova',
  rule: 'out-of-hours',
  key: 'K1',
  at: Date.parse('2026-03-02T18:40:00Z'),
  verdict: null,
  verdictBy: null,
  verdictAt: null,
};

/** A view of another rule: says in which language and zone it was drawn, at great length. */
const inner: View = {
  name: 'reply',
  languages: ['tr'],
  load: () => Promise.resolve(null),
  render: (_, { language, timeZone, side }, { of }) => ({
    text: `${language} ${timeZone} ${side} ${of} ${'x'.repeat(2_500)}`,
    blocks: Array.from({ length: 60 }, () => ({ type: 'divider' as const })),
  }),
};
const rule = trialRule([{ views: [inner] }]);
const reader = (language = 'en', userId = 'U0MIRA'): Reader => {
  return { userId, language, timeZone: 'Europe/Berlin', side: 'staff', now: Date.parse('2026-03-02T19:00:00Z') };
};
const data = { heldView: 'reply', heldKey: 'K1', heldIn: 'channel', of: 'its-own' };

function askOf(given: { held?: HeldBack | null; trial?: boolean; latest?: HeldBack[]; counts?: HeldBackCount[] }): Ask {
  const answers: Record<string, unknown> = {
    heldBack: given.held === undefined ? held : given.held,
    heldBackOf: given.latest ?? [],
    heldBackCounts: given.counts ?? [],
    saidUnder: { data },
    channel: { clientId: 'nova', slackChannelId: 'C0NOVA' },
    agreement: agreementOf(given.trial ?? true),
    agency: null,
    person: { name: 'Mira Aksoy' },
  };
  return (async (question: string) => answers[question] ?? null) as Ask;
}

async function drawn(view: string, ask: Ask, by = reader(), given: Record<string, unknown> = data) {
  const found = rule.views.find((one) => one.name === view);
  const facts = await found?.load(ask, given as never, by);
  return found?.render(facts, by, given as never) ?? null;
}

describe('what was held back', () => {
  test.each(['en', 'tr'])(
    'is drawn for the client’s own language and zone, within Slack’s limits (%s)',
    async (language) => {
      const message = await drawn('held-back', askOf({}), reader(language));
      expect(message?.text).toContain('tr Asia/Seoul client its-own');
      expect(message?.text).not.toContain('<!channel>');
      expect(message?.text.length).toBeLessThan(4_000);
      expect(message?.blocks.length).toBeLessThanOrEqual(50);
      expect(message?.text.replace(/x{9,}/, '…')).toMatchSnapshot();
      const judged = await drawn(
        'held-back',
        askOf({ held: { ...held, verdict: 'wrong', verdictBy: 'U0MIRA' } }),
        reader(language),
      );
      expect(judged?.text.split('\n').at(-1)).toMatchSnapshot();
    },
  );

  test('that is no longer kept, or whose rule is gone, is not drawn', async () => {
    expect(await drawn('held-back', askOf({ held: null }))).toBeNull();
    expect(await drawn('held-back', askOf({}), reader(), { ...data, heldView: 'gone' })).toBeNull();
  });
});

describe('/rules trial', () => {
  const counts: HeldBackCount[] = [
    { rule: 'out-of-hours', verdict: 'right', count: 24 },
    { rule: 'out-of-hours', verdict: 'wrong', count: 1 },
    { rule: 'out-of-hours', verdict: null, count: 3 },
    { rule: 'another', verdict: null, count: 2 },
  ];
  const latest = Array.from({ length: 5 }, () => ({ ...held, verdict: 'right' as const }));
  const subject = { subject: 'client:nova' };

  test.each(['en', 'tr'])('shows at its shortest and longest how often each kind was right (%s)', async (language) => {
    for (const trial of [true, false]) {
      expect((await drawn('trial', askOf({ trial }), reader(language), subject))?.text).toMatchSnapshot();
    }
    const longest = await drawn('trial', askOf({ counts, latest }), reader(language, 'U0RUTH'), {
      ...subject,
      isNew: true,
    });
    expect(longest?.text.length).toBeLessThan(3_000);
    expect(longest?.text.replaceAll(/x{9,}/g, '…')).toMatchSnapshot();
  });

  test('gives the buttons to managers only', async () => {
    const actions = async (userId: string) =>
      (await drawn('trial', askOf({}), reader('en', userId), subject))?.blocks.some(({ type }) => type === 'actions');
    expect([await actions('U0RUTH'), await actions('U0MIRA')]).toEqual([true, false]);
  });
});

describe('a press', () => {
  const pressed = (action: string, facts: Facts) =>
    decide({
      event: { kind: 'ButtonPressed', action, actor: 'U0RUTH', value: '' } as unknown as Event,
      facts,
      agreement: null,
      agency: null,
      now: 0,
    }).map(({ reason, effects }) => [reason.name, ...effects.map(({ kind }) => kind)]);
  const on = { kind: 'switch' as const, clientId: 'nova', serves: true, isTrial: true };

  test.each([
    ['go live', 'trial-end', on, ['gone-live', 'change-agreement', 'answer']],
    ['go live twice', 'trial-end', { ...on, isTrial: false }, ['asked', 'answer']],
    ['start', 'trial-start', { ...on, isTrial: false }, ['begun', 'change-agreement', 'answer']],
    ['start twice', 'trial-start', on, ['asked', 'answer']],
    ['start for a client who is not served', 'trial-start', { ...on, serves: false }, ['not-yours', 'answer']],
    [
      'right',
      'trial-right',
      { kind: 'verdict' as const, held, serves: true },
      ['right', 'judge-held-back', 'refresh', 'answer'],
    ],
    [
      'right of what is gone',
      'trial-right',
      { kind: 'verdict' as const, held: null, serves: true },
      ['asked', 'answer'],
    ],
  ])('to %s', (_what, action, facts, expected) => {
    expect(pressed(action, facts)).toEqual([expected]);
  });
});
