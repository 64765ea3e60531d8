import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { emergencySection } from '../../../agreement/emergency.ts';
import type { Reader } from '../../../engine/rule.ts';
import { explain } from '../explain.ts';
import { reasonNames } from '../reasons.ts';
import { views } from '../views.ts';
import { languages } from '../words.ts';
import { agreementOf, at } from './evening.ts';

const [reply] = views;
const reader = (language = 'en', timeZone = 'Europe/Istanbul', now = at('fri 19:41')): Reader => ({
  userId: null,
  language,
  timeZone,
  side: 'client',
  now,
});

type Facts = { agreement: ReturnType<typeof agreementOf> | null; promisedAt: number | null; sentAt: number | null };

function drawn(facts: Partial<Facts>, by = reader()): string | undefined {
  const all = { agreement: agreementOf(), promisedAt: at('next mon 11:00'), sentAt: null, ...facts };
  return reply?.render(all, by, {})?.text;
}

const longest = agreementOf({ emergency: '<!channel> & '.repeat(23).trim() });

const withEmergencies = () => {
  const agreement = agreementOf();
  return { ...agreement, sections: { ...agreement.sections, emergency: emergencySection.schema.parse({}) } };
};

describe('what the client reads', () => {
  test('has a button for an emergency where one is agreed, about the very message it answers', () => {
    const facts = { agreement: withEmergencies(), promisedAt: null, sentAt: null, isRaised: false };
    const buttons = (key: string) => JSON.stringify(reply?.render(facts, reader(), { key })?.blocks?.[1] ?? null);
    expect(buttons('out-of-hours:reply:channel-1:1763750400.000100')).toContain(
      '"value":"channel-1:1763750400.000100"',
    );
    expect(buttons('another key')).toContain('"value":"client:');
    expect(reply?.render({ ...facts, agreement: agreementOf() }, reader(), {})?.blocks).toHaveLength(1);
  });

  test.each(LANGUAGES)('in %s, of an emergency it promises no time and has no button', (language) => {
    const facts = { agreement: withEmergencies(), promisedAt: at('next mon 11:00'), sentAt: null, isRaised: true };
    const rendered = reply?.render(facts, reader(language), { key: 'out-of-hours:reply:channel-1:1763750400.000100' });
    expect(rendered?.blocks).toHaveLength(1);
    expect(rendered?.text.split('\n')).toHaveLength(2);
    expect(rendered?.text).toMatchSnapshot();
  });

  test.each(LANGUAGES)('in %s, at its shortest and at its longest', (language) => {
    const shortest = drawn({ promisedAt: null }, reader(language)) ?? '';
    const whole = drawn({ agreement: longest }, reader(language, 'America/Los_Angeles')) ?? '';
    expect(shortest).toMatchSnapshot();
    expect(whole.replaceAll('&lt;!channel&gt; &amp; ', '')).toMatchSnapshot();
    expect(whole.length).toBeLessThan(3000);
    expect(whole).not.toContain('<!');
  });

  test('comes in every language in which clients are understood', () => {
    expect([...languages].sort()).toEqual([...LANGUAGES].sort());
    expect(reply?.languages).toBe(languages);
  });

  test('names the office’s own time beside the reader’s only where their clocks differ', () => {
    expect(drawn({ promisedAt: null })).toContain('back Mon 09:00.');
    expect(drawn({ promisedAt: null }, reader('en', 'Europe/Berlin'))).toMatch(
      /back Mon 07:00 \([^()]+: Mon 09:00\)\./,
    );
  });

  test('promises no time that has passed, and nothing where nothing is counted', () => {
    for (const promisedAt of [null, at('fri 19:00')]) expect(drawn({ promisedAt })).not.toContain('answer');
  });

  test('drawn again later, it still says what it said', () => {
    const then = drawn({});
    const later = drawn({ sentAt: at('fri 19:41') }, reader('en', 'Europe/Istanbul', at('next mon 10:00')));
    expect(later).toBe(then);
  });

  test('is pointless once the office is open, or nothing is agreed any more', () => {
    const asked = (agreement: Facts['agreement'], now: string) =>
      reply?.pointless?.({ agreement, promisedAt: null, sentAt: null }, reader('en', 'UTC', at(now)), {});
    expect(asked(agreementOf(), 'sun 23:00')).toBeNull();
    expect(asked(agreementOf(), 'next mon 09:00')).toBe('too_late');
    expect(asked(null, 'sun 23:00')).toBe('too_late');
  });
});

describe('reasons in words', () => {
  test.each(LANGUAGES)('every one has its sentence in %s', (language) => {
    const data = { backAt: at('next mon 09:00'), because: 'is_archived' };
    const sentences = reasonNames.map((name) => explain({ name, data }, reader(language)));
    expect(new Set(sentences).size).toBe(reasonNames.length);
    expect(sentences).toMatchSnapshot();
  });

  test('why a reply did not leave is said as what it is', () => {
    const why = (because: string) => explain({ name: 'not-sent', data: { because } }, reader());
    expect(why('too_late')).toContain('the office was open again');
    expect(why('not_permitted')).toContain('the agreement does not permit it');
    expect(why('<is>_archived')).toContain('(&lt;is&gt;_archived)');
  });

  test('a reason of an older version has none', () => {
    expect(explain({ name: 'gone', data: {} }, reader())).toBeNull();
  });
});
