import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { scopeOf } from '../../../agreement/scope-list.ts';
import { loadUsage } from '../../../engine/allowance.ts';
import type { Ask } from '../../../engine/facts.ts';
import type { Reader } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { explain } from '../explain.ts';
import { reasonNames } from '../reasons.ts';
import type { Flag } from '../record.ts';
import { checkView, inForm, saidView } from '../views/answers.ts';
import { flagView } from '../views/flag.ts';
import type { FlagFacts, Shown } from '../views/shown.ts';
import { serviceName } from '../words.ts';
import { agreed, flagOf, now, recordOf, requested, thing } from './flags.ts';

const reader = (language: string): Reader => ({
  ...{ userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side: 'staff', now },
});
const film = 'Could you cut the footage from the fair into a short film, and set up some ads for it?';
const names = new Map([
  ['U0ANNA', 'Anna Novak'],
  ['U0JONAS', 'Jonas Weber'],
]);
const near = { itemId: 'social', likeness: 0.3, services: ['video', 'social-media-posts'] };
const video = thing('video', { closest: [{ itemId: 'video', likeness: 0.9, services: ['video', 'animation'] }, near] });
const article = thing('blog', {
  ...{ verdict: 'ask', scope: 'in', isCorrected: true },
  closest: [{ itemId: 'blog', likeness: 0.5, services: ['copywriting-blog'] }],
});

async function facts(flag: Flag, more: Partial<Shown> = {}, agreement = agreed()): Promise<NonNullable<FlagFacts>> {
  const month = '2026-11';
  const entries = [{ kind: 'used', itemId: 'blog', amount: 300, month }] as ScopeEntry[];
  const ask = ((name: string) => Promise.resolve(name === 'scopeEntries' ? entries : null)) as unknown as Ask;
  const shown: Shown = {
    ...{ subject: 'channel:1000.1', agreement, record: recordOf(flag), message: requested().message, words: film },
    ...{ isUnavailable: false, link: 'https://harbour.example/p1', entries: [], order: null, names },
    ...more,
  };
  const quoted = { version: 4, items: scopeOf(agreement).items, month, usage: await loadUsage(ask, agreement, month) };
  return { shown, flag, quoted, heldBack: null, standIn: new Map() };
}

const data = { subject: 'channel:1000.1', number: 1 };
async function drawn(flag: Flag, language: string, more: Partial<Shown> = {}, agreement = agreed()) {
  const rendered = flagView.render(await facts(flag, more, agreement), reader(language), data);
  if (rendered === null) throw new Error('nothing was drawn');
  return rendered;
}
const buttonsOf = ({ blocks }: Awaited<ReturnType<typeof drawn>>) =>
  blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .map((one) => 'action_id' in one && one.action_id);

describe.each(['en', 'tr'])('a flag (%s)', (language) => {
  test('names what is asked, the closest items with their side and version, and what can be done', async () => {
    const both = await drawn(flagOf({ things: [video, article] }), language);
    const unlisted = thing(null, { verdict: 'ask' });
    const settled = flagOf({
      ...{ state: 'in', settledBy: 'U0JONAS', settledAt: now, settledAs: 'website', editedAt: now },
      again: { ts: '1001.1', at: now, count: 2 },
    });
    const after = await drawn(settled, language, { words: null }, { ...agreed(), version: 6 });
    const nothing = await drawn(flagOf({ things: [unlisted] }), language);
    expect([both, nothing, after].map(({ text }) => text).join('\n\n')).toMatchSnapshot();
    expect(buttonsOf(both)).toEqual(['offer-change', 'scope-favour', 'flag-in', 'flag-none']);
    expect(buttonsOf(after)).toEqual(['flag-undo']);
    for (const one of [both, after]) expect(faultsOfMessage(one)).toEqual([]);
  });

  test('stays within what Slack takes, and hostile words stay words', async () => {
    const wide = agreed((text) =>
      text.replace(
        /\nscope:[\s\S]*$/,
        `\nscope:\n  items:\n${Array.from({ length: 100 }, (_, at) => `    - { id: ${'x'.repeat(37)}${100 + at}, kind: ${at % 2 ? 'in' : 'out'}, title: "${'&'.repeat(80)}", description: "${'<'.repeat(300)}"${at % 2 ? `, allowance: 9999 ${'>'.repeat(30)}` : ''} }`).join('\n')}\n`,
      ),
    );
    const ids = scopeOf(wide).items.map(({ id }) => id);
    const things = Array.from({ length: 12 }, (_, at) =>
      thing(ids[at] ?? null, {
        isCorrected: true,
        closest: [at, at + 1].map((one) => ({
          itemId: ids[one] ?? '',
          likeness: 0.9,
          services: ['video', 'web-maintenance'],
        })),
      }),
    );
    const hostile = `<!channel> *bold* \`\`\` <https://evil.example|pay here> ‮${'👩‍👩‍👧‍👦<&>'.repeat(4000)}`;
    const long = await drawn(flagOf({ things, settledBy: 'U0JONAS' }), language, { words: hostile }, wide);
    expect(faultsOfMessage(withinLimits(long))).toEqual([]);
    expect(long.text).not.toMatch(/<!channel>|<https:\/\/evil/);
    const subject = 'channel:1000.1#1';
    const form = inForm.form?.({ agreement: wide, closest: ids[1] ?? null }, reader(language), { subject });
    expect(form && faultsOfForm(form)).toEqual([]);
    const { shown, quoted } = await facts(flagOf({ things }), {}, wide);
    const record = { ...shown.record, checked: { version: 4, things } };
    const check = checkView.render({ shown: { ...shown, record }, quoted }, reader(language), { mayRaise: true });
    expect(check && faultsOfMessage(withinLimits(check))).toEqual([]);
  });

  test('every answer and every reason has its words', async () => {
    const { shown } = await facts(flagOf({ state: 'in', settledBy: 'U0JONAS', settledAt: now }));
    const whats = ['in', 'none', 'undone', 'already', 'gone', 'raised', 'raised-already', 'told-nobody', 'no-list'];
    for (const what of [...whats, 'nothing-asked', 'nothing-to-undo', 'not-yours']) {
      expect(saidView.render(shown, reader(language), { what, item: 'blog', learns: true })?.text, what).toMatch(/\S/);
    }
    for (const name of reasonNames) {
      const reason = { name, data: { by: 'U0JONAS', items: ['video'], version: 4 } };
      expect(explain(reason, reader(language)), name).toMatch(/\S/);
    }
  });
});

test('the operator is told that nobody could be, and never what the client wrote', async () => {
  const rendered = flagView.render(await facts(flagOf()), reader('en'), { ...data, isBare: true });
  expect(rendered?.text).toMatch(/^Nova Bikes asks for something/);
  expect(rendered?.text).not.toContain('footage');
});

test('every service that is known has a name for people', () => {
  const folder = new URL('../../../language/concepts/', import.meta.url);
  const services = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
  const unnamed = services.filter((one) => serviceName(one, 'tr') === one.replaceAll('-', ' '));
  expect(unnamed).toEqual(['video', 'influencer'].filter((one) => unnamed.includes(one)));
});
