import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import type { Action } from '../record.ts';
import { action, list, said } from '../views/actions.ts';
import { ask, missing, notPosted, waits } from '../views/ask.ts';
import { form, missingForm, over, preview } from '../views/form.ts';
import { post, reminder } from '../views/post.ts';
import { agreed, now, reader, recap, shown } from './facts.ts';

const confirmed = { by: 'U0ANNA', at: now };
const stands = [
  {},
  { missing: [{ by: 'U0ANNA', at: now, place: 'note-U0ANNA-1' }] },
  { confirmed, outcome: 'confirmed' as const },
  { kept: { by: 'U0MIRA', at: now }, outcome: 'kept' as const },
];

describe.each(LANGUAGES)('what the client reads (%s)', (language) => {
  test('says what was written, and how it stands, at its shortest and longest', () => {
    const drawn = stands.map((data) =>
      post.render(shown(language, false, data), reader('en', 'client'), { edition: 1 }),
    );
    expect(drawn.map((one) => one && faultsOfMessage(one))).toEqual([[], [], [], []]);
    expect(drawn.map((one) => one?.text).join('\n---\n')).toMatchSnapshot();
    const long = post.render(shown(language, true, { missing: stands[1]?.missing ?? [] }), reader('en', 'client'), {
      edition: 1,
    });
    if (long === null) throw new Error('Nothing was drawn.');
    expect(faultsOfMessage(withinLimits(long))).toEqual([]);
    expect(withinLimits(long).blocks).toEqual(long.blocks);
    expect(long.text).not.toMatch(/<!/);
  });

  test('a form, a kind word and the answers fit', () => {
    const asked = missingForm.form?.(shown(language), reader(language, 'client'), {});
    expect(asked && faultsOfForm(asked)).toEqual([]);
    const kind = reminder.render(shown(language), reader('en', 'client'), { revision: 2 });
    expect(kind && faultsOfMessage(kind)).toEqual([]);
    const what = ['confirmed', 'confirmed-already', 'missing', 'nothing-missing', 'not-named', 'written-anew', 'gone'];
    const told = what.map((one) => said.render(null, reader(language, 'client'), { what: one })?.text);
    expect([kind?.text, ...told].join('\n')).toMatchSnapshot();
    const ended = over.form?.(null, reader(language, 'client'), { what: 'missing' });
    expect(ended && faultsOfForm(ended)).toEqual(['empty submit']);
  });
});

test('an older one points down, and what is not kept any more says so', () => {
  const anew = shown('en', false, { sent: { ...(recap().data.sent ?? neverSent()), edition: 2, isAnew: true } });
  expect(post.render(anew, reader('en', 'client'), { edition: 1 })?.text).toContain('written anew since');
  expect(post.render({ ...anew, sent: null }, reader('en', 'client'), { edition: 2 })?.text).toContain(
    'not kept any more',
  );
});

function neverSent(): never {
  throw new Error('It was sent.');
}

describe.each(['en', 'tr'])('what staff read (%s)', (language) => {
  test('how it stands, and what they can do about it', () => {
    const draft = { draft: { by: 'U0MIRA', place: 'note-U0MIRA-1' } };
    const unsent = { sent: null, editions: 0, stage: 'asked' as const };
    const all = [
      ...[
        unsent,
        { ...unsent, ...draft },
        { ...unsent, outcome: 'nothing' as const },
        { ...unsent, outcome: 'unwritten' as const },
      ],
      ...stands,
      { outcome: 'unconfirmed' as const, ...draft },
    ];
    const drawn = all.map((data) =>
      ask.render({ ...shown('en', false, data), link: 'https://x.example/1' }, reader(language), {}),
    );
    expect(drawn.map((one) => one && faultsOfMessage(one))).toEqual(all.map(() => []));
    const actions = drawn.map((one) =>
      JSON.stringify(one?.blocks)
        .match(/recap-[a-z-]+/g)
        ?.join(' '),
    );
    expect(drawn.map((one, index) => `${one?.text}\n[${actions[index]}]`).join('\n---\n')).toMatchSnapshot();
  });

  test('notices, at their longest', () => {
    const long = shown('en', true);
    const drawn = [
      waits.render({ ...long, link: null }, reader(language), {}),
      notPosted.render(long, reader(language), {}),
      missing.render({ shown: long, channelId: 'c-nova', words: '<!channel>'.repeat(50) }, reader(language), {
        by: 'U0ANNA',
      }),
      missing.render({ shown: long, channelId: 'c-nova', words: null }, reader(language), { by: 'U0ANNA' }),
    ];
    expect(drawn.map((one) => one && faultsOfMessage(one))).toEqual([[], [], [], []]);
    expect(drawn.map((one) => one?.text).join('\n')).not.toMatch(/<!/);
  });

  test('forms, empty and full', () => {
    for (const facts of [shown('en', false, { sent: null }), shown('en', true)]) {
      for (const rows of [3, 10]) {
        const asked = form.form?.(facts, reader(language), { rows });
        expect(asked && faultsOfForm(asked)).toEqual([]);
      }
    }
    const draft = { draft: { by: 'U0MIRA', place: 'note-U0MIRA-1' } };
    const looked = preview.form?.({ shown: shown('ru', true, draft), sender: 'U0MIRA' }, reader(language), {});
    expect(looked && faultsOfForm(looked)).toEqual([]);
    expect(JSON.stringify(looked)).toContain('Решено');
    const gone = preview.form?.({ shown: shown(), sender: 'U0MIRA' }, reader(language), {});
    expect(gone && faultsOfForm(gone)).toEqual(['empty submit']);
  });

  test('who does what, open, late, done and many', () => {
    const doing = (state: Action['state'], dueOn: string | null): Action => ({
      ...recap(),
      ...{ id: 'd2', name: 'action', state },
      data: {
        ...{ schema: 1, clientId: 'nova', recap: 'd1', action: 'a-1', owner: 'U0JONAS', isStaff: true, dueOn },
        doneBy: state === 'met' ? 'U0JONAS' : null,
      },
    });
    const { names } = shown();
    const told = (['pending', 'met', 'cancelled'] as const).map((state) =>
      action.render(
        { action: doing(state, '2026-11-12'), what: 'Book <it>', shown: shown(), names },
        reader(language),
        { owner: 'U0JONAS' },
      ),
    );
    const of = (dueOn: string | null, what: string) => ({ id: 'd2', owner: 'U0JONAS', dueOn, what });
    const some = ['2026-11-12', '2026-11-01', null].map((dueOn) => of(dueOn, 'Book <it>'));
    const listed = list.render({ agreement: agreed(), open: some, left: 2, names }, reader(language), {});
    const many = Array.from({ length: 15 }, () => of(null, '&'.repeat(300)));
    const most = list.render({ agreement: agreed(), open: many, left: 9, names }, reader(language), {});
    const none = list.render({ agreement: agreed(), open: [], left: 0, names }, reader(language), {});
    const all = [...told, listed, most, none];
    expect(all.map((one) => one && faultsOfMessage(withinLimits(one)))).toEqual(all.map(() => []));
    expect([...told, listed, none].map((one) => one?.text).join('\n---\n')).toMatchSnapshot();
  });
});
