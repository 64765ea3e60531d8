import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../agreement/agreement.ts';
import { LONGEST_WIN } from '../../../engine/win.ts';
import { wordingsOf } from '../../../language/wordings.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { said } from '../views/answers.ts';
import { form } from '../views/form.ts';
import { list } from '../views/list.ts';
import { asked, held } from '../views/notices.ts';
import { post } from '../views/post.ts';
import type { Shown } from '../views/shown.ts';
import { agreed, channel, names, reader, win } from './facts.ts';

const shown = (language = 'en', changes: Partial<Shown> = {}): Shown => ({
  ...{ win: win(), agreement: agreed(language), agency: 'Harbour Studio', channel, names, author: null },
  ...{ words: { what: 'Ten thousand views', link: null }, named: ['U0ANNA', 'U0JONAS'], isRaiserNamed: true },
  ...{ messageLink: null, postLink: null },
  ...changes,
});
const longest = (language: string): Shown => {
  const people = Array.from({ length: 20 }, (_, index) => `U${index}`);
  const link = 'https://example.com/message';
  return shown(language, {
    ...{
      win: win({ people, whose: 'ours', state: 'held' }),
      agreement: agreed(language, 'N'.repeat(80)),
      named: people,
    },
    names: new Map(people.map((one) => [one, `<!here> & ${'n'.repeat(100)}`])),
    words: { what: '<!channel> & '.repeat(LONGEST_WIN / 13), link: `https://example.com/${'l'.repeat(480)}` },
    ...{ messageLink: link, postLink: link, author: 'U1' },
  });
};
const gone: Partial<Shown> = { words: null };

describe.each(LANGUAGES)('what both sides read (%s)', (language) => {
  test('fits, at its shortest and longest, and says plainly what is not kept any more', () => {
    const link = 'https://example.com/message';
    const all = [
      shown(language),
      shown(language, { ...gone, messageLink: link, author: 'U0ANNA' }),
      shown(language, { ...gone, named: [], isRaiserNamed: false, win: win({ people: [], wording: null }) }),
      shown(language, { win: win({ whose: 'ours' }), messageLink: link, isRaiserNamed: false }),
      longest(language),
    ].map((one) => post.render(one, reader(language, 'client'), {}));
    expect(all.map((one) => one && faultsOfMessage(one))).toEqual([[], [], [], [], []]);
    expect(
      all
        .slice(0, 4)
        .map((one) => one?.text)
        .join('\n---\n'),
    ).toMatchSnapshot();
    expect(JSON.stringify(all[4])).not.toMatch(/<!/);
  });
});

test('who does not wish to be named is not', () => {
  const drawn = post.render(shown('en', { named: ['U0ANNA'], isRaiserNamed: false }), reader('en', 'client'), {});
  expect(JSON.stringify(drawn)).toContain('Thanks to Anna Novak.');
  expect(JSON.stringify(drawn)).not.toMatch(/Jonas|Mira/);
});

test('a wording that is not there any more is said in another', () => {
  expect(wordingsOf('win').length).toBeGreaterThan(10);
  const drawn = post.render(shown('en', { win: win({ wording: 'win.99' }) }), reader('en', 'client'), {});
  expect(drawn?.text).toContain('Something to be glad about:');
});

describe.each(['en', 'tr'])('what staff read (%s)', (language) => {
  const states = ['posted', 'asked', 'held', 'left', 'taken-back'] as const;

  test('notices fit, with their buttons only while there is something to press', () => {
    const drawn = [asked, held].flatMap((view) =>
      states.map((state) => view.render({ ...shown(), win: win({ state }) }, reader(language), { because: 'trouble' })),
    );
    const long = [asked, held].map((view) => view.render(longest('en'), reader(language), { because: 'refused' }));
    expect([...drawn, ...long].flatMap((one) => one && faultsOfMessage(one))).toEqual([]);
    expect(drawn.map((one) => JSON.stringify(one).includes('win-post'))).toEqual(
      [asked, held].flatMap((_, index) => states.map((state) => state === (index === 0 ? 'asked' : 'held'))),
    );
    expect(drawn.map((one) => one?.text).join('\n---\n')).toMatchSnapshot();
  });

  test('answers say what became of it', () => {
    const whats = ['left', 'taken-back', 'over', 'gone', 'which', 'not-yours', 'no-channel', 'which-month'];
    const told = whats.map((what) => said.render(what === 'left' ? shown() : null, reader(language), { what }));
    const link = 'https://example.com/post';
    const more = states.flatMap((state) =>
      ['raised', 'known'].map((what) =>
        said.render({ ...shown(), win: win({ state }), postLink: link }, reader(language), { what }),
      ),
    );
    expect([...told, ...more].flatMap((one) => one && faultsOfMessage(one))).toEqual([]);
    expect([...told, ...more].map((one) => one?.text).join('\n')).toMatchSnapshot();
  });

  test('the form and the list fit', () => {
    const facts = { agreement: agreed('en', 'N'.repeat(80)), channel };
    const data = { subject: 'client:nova', words: 'x'.repeat(LONGEST_WIN), author: 'U0ANNA', whose: 'ours' };
    const forms = [form.form?.(facts, reader(language), data), form.form?.(null, reader(language), {})];
    expect(forms.map((one) => one && faultsOfForm(one))).toEqual([[], expect.anything()]);
    const wins = Array.from({ length: 20 }, (_, index) => ({
      win: win({ id: `win-${index}`, state: states[index % 5] ?? 'posted', people: ['U0ANNA', 'U0JONAS'] }),
      what: index === 3 ? null : '<!here> & '.repeat(100),
      link: index % 2 === 0 ? null : 'https://example.com/post',
    }));
    const card = { id: 'recap-1', link: 'https://example.com/card' };
    const of = { card, agreement: agreed('en'), month: '2026-11', more: 4, names };
    const long = list.render({ ...of, wins }, reader(language), {});
    const none = list.render({ ...of, wins: [], more: 0 }, reader(language), {});
    expect([long, none].map((one) => one && faultsOfMessage(one))).toEqual([[], []]);
    expect(
      [none, list.render({ ...of, wins: wins.slice(0, 4) }, reader(language), {})].map((one) => one?.text),
    ).toMatchSnapshot();
  });
});
