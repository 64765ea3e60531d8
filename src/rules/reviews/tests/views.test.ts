import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { over, said } from '../views/answers.ts';
import { board } from '../views/board.ts';
import { betterForm, closing } from '../views/closing.ts';
import { followUpForm, followUps, form } from '../views/forms.ts';
import { month } from '../views/month.ts';
import { followUp, notQuite, notShown, reminder } from '../views/notices.ts';
import type { Shown } from '../views/parts.ts';
import { post, preview } from '../views/post.ts';
import { timeline, timelineForClient } from '../views/timeline.ts';
import { agreed, entry, reader, shown } from './facts.ts';

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
    expect(
      JSON.stringify(closing.render({ ...asked, isTroubled: true }, reader(language, 'client'), {})),
    ).not.toContain('review-yes');
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

describe('the part that the client reads', () => {
  test.each(LANGUAGES)(
    'reads as it was written, with the hours of their own zone, and nobody’s sleep (%s)',
    (language) => {
      const asked = { ...shown(language), shownWords: 'The bank was slow.\nIt is not any more.' };
      const drawn = post.render(asked, reader(language, 'client'), {});
      expect(drawn && faultsOfMessage(drawn)).toEqual([]);
      expect(drawn?.text).not.toContain('Mira');
      expect(drawn?.text).toMatchSnapshot();
    },
  );

  test('fits however long it is, calls nobody, and looks in the preview as it will stand there', () => {
    const long = shown('ru', true);
    const drawn = post.render(long, reader('ru', 'client'), {});
    if (drawn === null) throw new Error('Nothing was drawn.');
    expect(faultsOfMessage(withinLimits(drawn))).toEqual([]);
    expect(withinLimits(drawn).blocks).toEqual(drawn.blocks);
    const form = preview.form?.({ shown: long, sender: 'U0RUTH' }, reader('en'), {});
    expect(form && faultsOfForm(form)).toEqual([]);
    expect(JSON.stringify(form?.blocks.slice(1))).toBe(JSON.stringify(drawn.blocks));
    expect(JSON.stringify(form)).not.toContain('<!channel>');
  });

  test('says that it is gone where nothing is kept of it', () => {
    expect(post.pointless?.(shown(), reader('en', 'client'), {})).toBe('changed');
    expect(post.render(shown(), reader('en', 'client'), {})?.text).toContain('not kept any more');
  });
});

describe.each(['en', 'tr'])('what staff have before them (%s)', (language) => {
  test('the review with figures, answers and what is to be done, short and long', () => {
    const drawn = [shown(), shown('en', true)].map((facts) => board.render(facts, reader(language), {}));
    expect(drawn.map((one) => one && faultsOfMessage(withinLimits(one)))).toEqual([[], []]);
    expect(drawn[1]?.text).not.toMatch(/<!/);
    const quiet = drawn[0]?.blocks.flatMap((block) => (block.type === 'context' ? block.elements : []));
    expect(`${drawn[0]?.text}\n${JSON.stringify(quiet)}`).toMatchSnapshot();
  });

  test('forms fit, short and long', () => {
    for (const facts of [shown(), shown('en', true)]) {
      const written = form.form?.(facts, reader(language), {});
      expect(written && faultsOfForm(written)).toEqual([]);
      const list = followUps.form?.(facts, reader(language), {});
      expect(list && faultsOfForm(list)).toEqual(['empty submit']);
      const [one = null] = facts.followUps;
      const changed = { followUp: one, words: one?.words ?? null, incidentId: 'incident-1', owner: 'U0MIRA' };
      for (const given of [changed, { ...changed, followUp: null, words: null }]) {
        const asked = followUpForm.form?.(given, reader(language), {});
        expect(asked && faultsOfForm(asked)).toEqual([]);
      }
    }
  });

  test('a month in figures, with and without times and answers', () => {
    const figures = { count: 3, falseAlarms: 1, toAcknowledge: 360_000, toResolve: 3_000_000, well: 1, notQuite: 1 };
    const none = { count: 1, falseAlarms: 1, toAcknowledge: null, toResolve: null, well: 0, notQuite: 0 };
    const one = { ...none, falseAlarms: 0, toResolve: 60_000 };
    const drawn = [figures, none, one].map((some) =>
      month.render({ agreement: agreed(), figures: some }, reader(language), { month: '2026-11' }),
    );
    expect(drawn.map((some) => some && faultsOfMessage(some))).toEqual([[], [], []]);
    expect(drawn.map((some) => some?.text).join('\n---\n')).toMatchSnapshot();
  });

  test('notices say in a line what to do, and fit', () => {
    const told = [shown(), shown('en', true)].flatMap((facts) => {
      const [one] = facts.followUps;
      if (one === undefined) throw new Error('Nothing is to be done.');
      return [
        ...['given', 'due', 'late'].map((what) =>
          followUp.render({ shown: facts, one, isSame: true }, reader(language), { what }),
        ),
        followUp.render({ shown: facts, one: { ...one, state: 'done' }, isSame: true }, reader(language), {
          what: 'due',
        }),
        ...['lead', 'manager'].map((what) => reminder.render(facts, reader(language), { what, lead: 'U0RUTH' })),
        notShown.render(facts, reader(language), { because: 'is_archived' }),
      ];
    });
    expect(told.map((one) => one && faultsOfMessage(one))).toEqual(told.map(() => []));
    expect(
      told
        .slice(0, 7)
        .map((one) => one?.text)
        .join('\n'),
    ).toMatchSnapshot();
  });
});

test('whoever took it over stands in both time lines', () => {
  const handed = { ...shown(), entries: [entry(20, 'handed', 'U0RUTH', { from: 'U0MIRA' })] };
  expect(timeline(handed, reader('en'))).toEqual([expect.stringContaining('Ruth Okafor has it')]);
  expect(timelineForClient(handed, reader('en', 'client'))).toEqual([
    expect.stringContaining('Ruth Okafor took it on'),
  ]);
});
