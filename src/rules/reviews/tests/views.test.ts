import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { over, said } from '../views/answers.ts';
import { betterForm, closing } from '../views/closing.ts';
import { notQuite } from '../views/notices.ts';
import type { Shown } from '../views/parts.ts';
import { reader, shown } from './facts.ts';

const answer = (facts: Shown, by: string, what: 'yes' | 'not-quite'): Shown => ({
  ...facts,
  review: { ...facts.review, answers: [{ by, answer: what, at: facts.incident.raisedAt, place: null }] },
});

describe.each(LANGUAGES)('what the client reads (%s)', (language) => {
  test('is asked once, thanked when answered, and left alone when it is finished', () => {
    const asked = shown(language);
    const finished = answer(asked, 'U0ANNA', 'yes');
    finished.review.finishedAt = finished.incident.raisedAt;
    const falseAlarm = { ...asked, incident: { ...asked.incident, how: 'false-alarm' as const } };
    const drawn = [asked, answer(asked, 'U0ANNA', 'yes'), finished, falseAlarm, shown(language, true)].map((facts) =>
      closing.render(facts, reader(language, 'client'), {}),
    );
    expect(drawn.map((one) => one && faultsOfMessage(one))).toEqual([[], [], [], [], []]);
    const isAsked = drawn.map((one) => JSON.stringify(one).includes('review-yes'));
    expect(isAsked).toEqual([true, true, false, false, true]);
    expect(
      drawn
        .slice(0, 4)
        .map((one) => one?.text)
        .join('\n---\n'),
    ).toMatchSnapshot();
  });

  test('answers and the form fit', () => {
    const what = ['thanks', 'finished', 'unknown', 'not-yours', 'for-client'];
    const told = what.map((one) => said.render(null, reader(language, 'client'), { what: one }));
    expect(told.map((one) => one && faultsOfMessage(one))).toEqual(what.map(() => []));
    const form = betterForm.form?.('x'.repeat(3000), reader(language, 'client'), { subject: 'incident-1' });
    expect(form && faultsOfForm(form)).toEqual([]);
    const ended = over.form?.(null, reader(language, 'client'), { what: 'thanks' });
    expect(ended && faultsOfForm(ended)).toEqual(['empty submit']);
    expect(told.map((one) => one?.text).join('\n')).toMatchSnapshot();
  });
});

test.each(['en', 'tr'])('staff read who is not content, and what they wrote, whatever it is (%s)', (language) => {
  const long = answer(shown('en', true), 'U0ANNA', 'not-quite');
  const drawn = [long, answer(shown(), 'U0ANNA', 'not-quite'), answer(shown(), 'U0ANNA', 'yes'), shown()].map((facts) =>
    notQuite.render(facts, reader(language), { by: 'U0ANNA' }),
  );
  expect(drawn.map((one) => one && faultsOfMessage(one))).toEqual([[], [], [], []]);
  expect(drawn[0]?.text).not.toMatch(/<!|<@/);
  expect(
    drawn
      .slice(1)
      .map((one) => one?.text)
      .join('\n'),
  ).toMatchSnapshot();
});
