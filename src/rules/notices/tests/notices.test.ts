import { describe, expect, test } from 'vitest';
import type { Event } from '../../../engine/event.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { NoticeChoice } from '../../../engine/notice-choice.ts';
import type { Reader } from '../../../engine/rule.ts';
import { asText, fromText, usual } from '../choose.ts';
import { noticesRule } from '../rule.ts';

const night = { from: '19:00', until: '08:00' };
const noon = Date.UTC(2026, 10, 23, 12, 20);

function decided(event: Partial<Event>, facts: { manages?: boolean; choice?: NoticeChoice } = {}) {
  const whole = { id: 'E1', actor: 'U0RUTH', ...event } as Event;
  const given = { manages: true, choice: usual, language: 'en', ...facts };
  const about = { event: whole, agreement: null, agency: null, now: 0 };
  return noticesRule.decide({ ...about, facts: given }).flatMap(({ effects }) => effects);
}

describe('a choice', () => {
  test.each([usual, { level: 'hourly', quiet: night }, { level: 'daily', quiet: null }] satisfies NoticeChoice[])(
    '%j is carried by a button and read again',
    (choice) => {
      expect(fromText(asText(choice))).toEqual(choice);
    },
  );

  test.each(['', 'often||', 'hourly|25:00|08:00', 'hourly|08:00|08:00', 'hourly|08:00|', '<@U0X>'])(
    'nothing is read from “%s”',
    (text) => {
      expect(fromText(text)).toBeNull();
    },
  );

  test('keeps the quiet hours when only the level is pressed, and carries what it was for the way back', () => {
    const effects = decided(
      { kind: 'ButtonPressed', action: 'notices-daily', value: '' },
      { choice: { level: 'each', quiet: night } },
    );
    expect(effects).toEqual([
      { kind: 'choose-notices', userId: 'U0RUTH', choice: { level: 'daily', quiet: night } },
      expect.objectContaining({ data: { what: 'changed', before: 'each|19:00|08:00' } }),
    ]);
  });

  test('that stands already changes nothing, and nobody else’s can be made', () => {
    expect(decided({ kind: 'ButtonPressed', action: 'notices-each', value: '' })).toHaveLength(1);
    expect(decided({ kind: 'ButtonPressed', action: 'notices-daily', value: '' }, { manages: false })).toEqual([
      expect.objectContaining({ data: { what: 'not-yours' } }),
    ]);
  });
});

test.each(['en', 'tr'])('says in %s how things stand, and what may be changed', async (language) => {
  const reader: Reader = { userId: 'U0RUTH', language, timeZone: 'Europe/Istanbul', side: 'staff', now: noon };
  const drawn: string[] = [];
  for (const choice of [
    usual,
    { level: 'daily', quiet: night },
    { level: 'hourly', quiet: night },
  ] satisfies NoticeChoice[]) {
    const ask = (async () => [{ userId: 'U0RUTH', choice, timeZone: null }]) as unknown as Ask;
    for (const view of noticesRule.views) {
      const facts = await view.load(ask, {}, reader);
      const rendered = view.render(facts, reader, { what: 'changed', before: 'each||' });
      if (rendered !== null) drawn.push(rendered.text);
      drawn.push(JSON.stringify(view.form?.(facts, reader, {}) ?? rendered?.blocks.at(-1)));
    }
  }
  expect(drawn).toMatchSnapshot();
});
