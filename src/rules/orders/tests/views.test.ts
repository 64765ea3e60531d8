import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { scopeOf } from '../../../agreement/scope-list.ts';
import type { ChangeOrder, ChangeOrderState } from '../../../engine/change-order.ts';
import type { Reader } from '../../../engine/rule.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { sections } from '../../index.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { notices } from '../notices.ts';
import { said } from '../views/answers.ts';
import { form, over, preview } from '../views/form.ts';
import { decisions, list } from '../views/list.ts';
import { notice } from '../views/notices.ts';
import { offer, reminder } from '../views/offer.ts';
import type { Shown } from '../views/parts.ts';

const root = new URL('../../../../', import.meta.url);
const nova = readFileSync(new URL('src/sandbox/sample/nova.yml', root), 'utf8');
const now = Date.UTC(2026, 10, 20, 10);
const DAY = 86_400_000;

function agreed(language: string) {
  const template = (name: string) => readFileSync(new URL(`agreements/${name}`, root), 'utf8');
  const loaded = loadAgreement(nova.replace('language: en', `language: ${language}`), {
    fileName: 'nova.yml',
    sections,
    template,
  });
  if (!loaded.ok) throw new Error('not read');
  return { ...loaded.agreement, version: 4 };
}

const channel = {
  ...{ id: 'c-nova', slackChannelId: 'C0NOVA', clientId: 'nova', name: 'nova-bikes', role: 'shared' as const },
  ...{ isArchived: false, isMember: true, isExternallyShared: true },
};
const reader = (language: string, side: Reader['side'] = 'staff'): Reader => ({
  ...{ userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side, now },
});

function shownIn(state: ChangeOrderState, language: string, isLong = false): Shown {
  const agreement = agreed(language);
  const video = scopeOf(agreement).items.find(({ id }) => id === 'video');
  const allowance = { amount: 100, unit: isLong ? '<'.repeat(30) : 'clip' };
  const isDecided = state === 'accepted' || state === 'declined';
  const items = video === undefined ? [] : [{ ...video, kind: 'in' as const, allowance }];
  const order: ChangeOrder = {
    ...{ id: 'order:cmd.1', clientId: 'nova', channelId: 'c-nova', messageTs: '1.1', threadTs: '1.1', itemId: 'video' },
    items: isLong ? [{ id: 'new', kind: 'in', title: '&'.repeat(80), allowance }] : items,
    ...{ agreementVersion: 4, state, author: 'U0MIRA', place: 'order-U0MIRA-1', textHash: '3fa2b1c9'.repeat(8) },
    price: { amount: isLong ? 99_999_999_999 : 85_000, currency: 'EUR' },
    ...{ revision: 2, createdAt: now, sentAt: now, expiresAt: now + 14 * DAY },
    ...{
      decidedAt: isDecided ? now : null,
      decidedBy: isDecided ? 'U0ANNA' : null,
      newVersion: state === 'accepted' ? 5 : null,
    },
  };
  const words = isLong
    ? { text: `${'<&>'.repeat(700)}\n\n${'a\n'.repeat(149)}`, time: '&'.repeat(150) }
    : { text: 'Hello Anna,\n\nthank you for asking.', time: 'by 12 December' };
  const names = new Map([
    ['U0MIRA', 'Mira Aksoy'],
    ['U0ANNA', 'Anna Novak'],
    ['U0BEN', isLong ? '*'.repeat(80) : 'Ben Castellan'],
  ]);
  return { order, words, isAsFrozen: true, agreement, agency: null, basis: agreement, channel, names };
}

/** All that somebody reads in it. */
function textsOf(drawn: unknown): string {
  const found = JSON.stringify(drawn).matchAll(/"(?:text|initial_value)":("(?:[^"\\]|\\.)*")/g);
  return [...found].map(([, text = '""']) => JSON.parse(text)).join('\n');
}

const states: ChangeOrderState[] = ['sent', 'accepted', 'declined', 'expired', 'void'];

describe('what the client reads', () => {
  test.each(LANGUAGES)('reads well in each state (%s)', (language) => {
    const drawn = states.map((state) => offer.render(shownIn(state, language), reader(language, 'client'), {}));
    expect(drawn.map((one) => one && faultsOfMessage(one))).toEqual(states.map(() => []));
    const [open, ...decided] = drawn;
    const rest = decided.map((one) =>
      JSON.stringify(one?.blocks.slice(4, 5).map((block) => ('text' in block ? block.text : block))),
    );
    const reminded = reminder.render(shownIn('sent', language), reader(language, 'client'), {});
    const foot = open?.blocks.flatMap((block) => (block.type === 'context' ? block.elements : []));
    expect([open?.text, JSON.stringify(foot), ...rest, reminded?.text].join('\n---\n')).toMatchSnapshot();
  });

  test('fits where it is long, keeps every letter, and calls nobody', () => {
    const drawn = offer.render(shownIn('sent', 'ru', true), reader('ru', 'client'), {});
    if (drawn === null) throw new Error('Nothing was drawn.');
    expect(faultsOfMessage(withinLimits(drawn))).toEqual([]);
    const whole = drawn.blocks.flatMap((block) => (block.type === 'section' ? [block.text?.text ?? ''] : [])).join('');
    expect(whole.match(/&lt;&amp;&gt;/g)?.length).toBeGreaterThan(690);
    expect(withinLimits(drawn).blocks).toEqual(drawn.blocks);
  });

  test('has no buttons where the text is gone or another than was sent', () => {
    for (const changed of [{ words: null, isAsFrozen: null }, { isAsFrozen: false }]) {
      const drawn = offer.render({ ...shownIn('sent', 'en'), ...changed }, reader('en', 'client'), {});
      expect(JSON.stringify(drawn)).not.toContain('order-accept');
      expect(JSON.stringify(drawn)).toMatch(/not kept any more|not the text that was sent/);
    }
  });
});

describe.each(['en', 'tr'])('what staff read (%s)', (language) => {
  test.each([false, true])('forms fit, short and long: %s', (isLong) => {
    const shown = shownIn('draft', language, isLong);
    const item = scopeOf(shown.agreement).items[4] ?? null;
    const { agreement, order, words, names } = shown;
    const asked = { userId: 'U0ANNA', words: isLong ? 'word '.repeat(800) : 'Can you film it?' };
    const blank = form.form?.({ agreement, channel, order: null, words: null, item, asked, names }, reader(language), {
      subject: 'c-nova:1.1',
    });
    const again = form.form?.({ agreement, channel, order, words, item, asked: null, names }, reader(language), {
      subject: 'order:a#2',
    });
    const looked = preview.form?.(shown, reader(language), { subject: 'order:a#2' });
    const ended = (['sent', 'list-changed', 'stale', 'thrown-away', 'words-gone', 'not-active'] as const).map((what) =>
      over.form?.(shown, reader(language), { what }),
    );
    for (const one of [blank, again, looked]) expect(one && faultsOfForm(one)).toEqual([]);
    // What only says something has nothing to send.
    for (const one of ended) expect(one && faultsOfForm(one)).toEqual(['empty submit']);
    if (!isLong) expect([blank, looked].map(textsOf).join('\n---\n')).toMatchSnapshot();
  });

  test('is told in a line or two, with what can be done', () => {
    const told = notices.map((what) => {
      const state = what.startsWith('accepted')
        ? 'accepted'
        : what === 'declined'
          ? 'declined'
          : what === 'expired'
            ? 'expired'
            : 'sent';
      const drawn = notice.render({ ...shownIn(state, 'en'), link: null }, reader(language), {
        what,
        by: 'U0ANNA',
        because: 'is_archived',
        for: 'U0JONAS',
      });
      expect(drawn && faultsOfMessage(drawn)).toEqual([]);
      return drawn?.text;
    });
    expect(told.join('\n')).toMatchSnapshot();
  });

  test('is listed by state, and fits however many there are', () => {
    const { agreement, names } = shownIn('sent', language);
    const all = [...states, 'draft' as const].flatMap((state) =>
      Array.from({ length: 9 }, () => shownIn(state, language, true).order),
    );
    const few = [...states, 'draft' as const].map((state) => shownIn(state, language).order);
    const [long, short, none] = [all, few, []].map((orders) =>
      list.render({ agreement, names, orders }, reader(language), {}),
    );
    for (const one of [long, short, none]) expect(one && faultsOfMessage(withinLimits(one))).toEqual([]);
    expect(long?.blocks.length).toBeLessThanOrEqual(50);
    expect([short?.text, none?.text].join('\n---\n')).toMatchSnapshot();
  });

  test('is answered in their own words, and so is the client', () => {
    const staff = ['clients-to-decide', 'put', 'withdrawn', 'reminding', 'offered-already'].map(
      (what) => said.render(shownIn('sent', 'en'), reader(language), { what })?.text,
    );
    const client = [
      'accepted',
      'declined',
      'already',
      'not-decider',
      'expired',
      'void',
      'gone',
      'not-now',
      'not-as-sent',
      'again',
      'stranger',
    ].map((what) => said.render(shownIn('accepted', 'en'), reader(language, 'client'), { what })?.text);
    expect([...staff, ...client].join('\n')).toMatchSnapshot();
  });
});

test.each(LANGUAGES)('what was decided is read by both sides (%s)', (language) => {
  const { agreement, names, order } = shownIn('accepted', language);
  const decision = {
    ...{ id: 'd', clientId: 'nova', kind: 'change-order-accepted' as const, subject: order.id, at: now, by: 'U0ANNA' },
    ...{ channelId: 'c-nova', place: null, versionBefore: 4, versionAfter: 5 },
  };
  const declined = { ...decision, kind: 'change-order-declined' as const, versionAfter: null };
  const met = { ...decision, kind: 'meeting-confirmed' as const, subject: 'recap:nova:call:2026-11-09:1' };
  const kept = { ...met, kind: 'meeting-kept' as const };
  const subject = 'milestone:nova:launch@2026-12-10@2026-12-17';
  const moved = { ...met, kind: 'milestone-moved' as const, subject };
  const decided = [
    ...[decision, declined].map((one) => ({ decision: one, order, text: null, isOld: false })),
    { decision: met, order: null, text: 'Photos <!here> first', isOld: true },
    { decision: kept, order: null, text: null, isOld: false },
    { decision: moved, order: null, text: null, isOld: false },
  ];
  const drawn = decisions.render({ agreement, names, agency: null, decided, left: 2 }, reader(language, 'client'), {});
  expect(drawn && faultsOfMessage(drawn)).toEqual([]);
  expect(drawn?.text).toMatchSnapshot();
});
