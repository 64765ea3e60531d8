import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadAgreement } from '../../../agreement/load.ts';
import { countedOf, scopeOf } from '../../../agreement/scope-list.ts';
import type { Reader } from '../../../engine/rule.ts';
import type { ScopeEntry } from '../../../engine/scope-entry.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { sections } from '../../index.ts';
import { faultsOfForm, faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import { foundIn } from '../import.ts';
import { countedView } from '../views/counted.ts';
import { favours } from '../views/favours.ts';
import { favourForm, usedForm } from '../views/forms.ts';
import { confirmView, importForm } from '../views/import.ts';
import { itemForm } from '../views/item.ts';
import { list } from '../views/list.ts';
import { recapView } from '../views/recap.ts';

const root = new URL('../../../../', import.meta.url);
const nova = readFileSync(new URL('src/sandbox/sample/nova.yml', root), 'utf8');
const now = Date.UTC(2026, 10, 20, 10);
const month = '2026-11';

function agreed(text: string) {
  const template = (name: string) => readFileSync(new URL(`agreements/${name}`, root), 'utf8');
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template });
  if (!loaded.ok) throw new Error('not read');
  return { ...loaded.agreement, version: 4 };
}

const longest = (index: number) =>
  `    - { id: ${'x'.repeat(38)}${10 + index}, kind: ${index % 2 ? 'in' : 'out'}, title: "${'&'.repeat(80)}", ${index % 2 ? `allowance: 9999 ${'<'.repeat(30)}, ` : ''}price: { amount: 1234567.89, currency: EUR, per: "${'<'.repeat(30)}" } }`;
const wide = nova.replace(
  /\nscope:[\s\S]*$/,
  `\nscope:\n  items:\n${Array.from({ length: 80 }, (_, at) => longest(at)).join('\n')}\n`,
);
const entry = (kind: ScopeEntry['kind'], itemId: string | null): ScopeEntry => ({
  ...{ id: `scope:${kind}`, clientId: 'nova', kind, itemId, amount: 150, unit: 'hours', at: now, month, by: 'U0JONAS' },
  ...{ note: null, message: null, takenBackAt: null, agreementVersion: 4 },
});
const pasted = {
  short:
    'Dear all\nIncluded\n- 2 podcasts a month\n- Video: filming only\nNot included\n- Photo (€500 per day)\n- photo',
  long: Array.from(
    { length: 120 },
    (_, at) =>
      `- ${at % 3 ? '' : 'x, '}${'&<b>'.repeat(18)}${at} €12,345.67 per ${'<'.repeat(40)}\n- ${'9'.repeat(700)}`,
  ).join('\n'),
};
/** What a form says, line by line. */
const textsOf = (form: unknown) =>
  [...JSON.stringify(form).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text).join('\n');
const names = new Map([['U0JONAS', 'Jonas Weber']]);
const reader = (language: string): Reader => ({
  ...{ userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side: 'staff', now },
});

test.each(['en', 'tr'])('the list and the favours read well and fit, short and long (%s)', (language) => {
  for (const [text, note, link] of [
    [nova, 'none', 'none'],
    [
      wide,
      '&amp;'.repeat(120),
      `https://harbour-studio.slack.com/archives/C0NOVA/p1763980000000100?thread_ts=${'1'.repeat(17)}`,
    ],
  ] as const) {
    const agreement = agreed(text);
    const usage = countedOf(scopeOf(agreement).items).map((item) => ({
      ...{ item, used: item.id === 'blog' ? 400 : 150, carried: item.id === 'website' ? 250 : 0 },
      available: item.allowance.amount + (item.id === 'website' ? 250 : 0),
    }));
    const latest = Array.from({ length: 5 }, () => ({ entry: entry('used', 'website'), note, link }));
    const drawn = list.render({ agreement, month, usage, latest, names }, reader(language), {});
    const entries = Array.from({ length: 3 }, () => entry('favour', null));
    const given = entries.map((one) => ({ entry: one, note, link }));
    const shown = favours.render({ agreement, month, entries, latest: given, names }, reader(language), {});
    const told = { clientId: 'nova', month, for: 'U0JONAS' };
    const recap = recapView.render({ agreement, usage, favours: entries, names }, reader(language), told);
    for (const one of [drawn, shown, recap]) expect(one && faultsOfMessage(withinLimits(one))).toEqual([]);
    if (text === nova) expect(`${drawn?.text}\n\n${shown?.text}\n\n${recap?.text}`).toMatchSnapshot();
    const item = scopeOf(agreement).items[0] ?? null;
    const form = itemForm.form?.({ agreement, item }, reader(language), { subject: 'client:nova#4' });
    const about = { agreement, usage, link };
    const used = usedForm.form?.(about, reader(language), { subject: 'c1:17.1#0', amount: null, items: ['blog'] });
    const favour = favourForm.form?.({ agreement, favours: entries, link }, reader(language), { subject: 'c1:17.1#0' });
    for (const one of [form, used, favour]) expect(one && faultsOfForm(one)).toEqual([]);
    const found = foundIn(pasted[text === nova ? 'short' : 'long'], scopeOf(agreement).items);
    const subject = 'client:nova:v4#1763980000000';
    const paste = importForm.form?.({ agreement }, reader(language), { subject });
    const confirm = confirmView.form?.({ agreement, found }, reader(language), { subject, isChanged: text === wide });
    for (const one of [paste, confirm]) expect(one && faultsOfForm(one)).toEqual([]);
    if (text === nova) expect(textsOf(confirm)).toMatchSnapshot();
    const facts = { agreement, entries: [...latest, ...given].slice(0, 5), more: 3, link, names };
    const counted = countedView.render(facts, reader(language), { subject: 'c1:17.1' });
    expect(counted && faultsOfMessage(withinLimits(counted))).toEqual([]);
  }
});
