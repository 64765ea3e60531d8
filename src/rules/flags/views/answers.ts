/** The private words to whoever pressed, what *Check scope* finds, and the form that asks to which item a wish belongs. */
import type { ModalView } from '@slack/types';
import type { Agreement } from '../../../agreement/agreement.ts';
import { scopeOf } from '../../../agreement/scope-list.ts';
import { button, plain, section, sections } from '../../../engine/blocks.ts';
import { field, form, oneOf } from '../../../engine/form.ts';
import { readFormSubject } from '../../../engine/form-subject.ts';
import type { Rendered, View } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { currentOf } from '../record.ts';
import { noItem } from '../requests.ts';
import { type Key, say } from '../words.ts';
import { nameOf, thingLines } from './lines.ts';
import { loadQuoted, loadShown, type Quoted, type Shown } from './shown.ts';

const longestOption = 75;

export const saidView: View<Shown | null> = {
  name: 'flag-said',
  load: async (ask, { subject }) => (typeof subject === 'string' ? loadShown(ask, subject) : null),
  render: (shown, reader, { what, item, learns }) => {
    const flag = currentOf(shown?.record ?? null);
    const items = shown === null ? [] : scopeOf(shown.agreement).items;
    return plainly(
      say(reader.language, `answer.${what}` as Key, {
        by: nameOf(shown?.names ?? new Map(), flag?.settledBy ?? null),
        at: flag?.settledAt == null ? '' : formatInstant(flag.settledAt, reader),
        state: flag?.state ?? 'open',
        title: escapeName(items.find(({ id }) => id === item)?.title ?? '') || 'none',
        learns: learns === true ? 'yes' : 'no',
      }),
    );
  },
};

type CheckFacts = { shown: Shown; quoted: Quoted } | null;

export const checkView: View<CheckFacts> = {
  name: 'flag-check',
  load: async (ask, { subject }, { now }) => {
    const shown = await loadShown(ask, String(subject));
    if (shown?.record.checked == null) return null;
    return { shown, quoted: await loadQuoted(ask, shown.agreement, shown.record.checked.version, now) };
  },
  render: (facts, reader, { mayRaise }) => {
    if (facts === null) return plainly(say(reader.language, 'answer.gone'));
    const { shown, quoted } = facts;
    const { language } = reader;
    const things = shown.record.checked?.things ?? [];
    const verdict = things.some((one) => one.verdict === 'flag')
      ? 'flag'
      : things.some((one) => one.verdict === 'ask')
        ? 'ask'
        : 'none';
    const isOpen = currentOf(shown.record)?.state === 'open';
    const lines = [
      say(language, `check.${verdict}`, { client: escapeName(shown.agreement.client.name), link: shown.link }),
      ...thingLines(things, quoted, reader),
      say(language, 'version', { version: quoted.version, isNewer: 'no', current: quoted.version }),
      ...(isOpen ? [say(language, 'check.open')] : []),
    ];
    const raise = button('flag-raise', say(language, 'button.raise'), shown.subject);
    return {
      text: lines.join('\n'),
      blocks: [...sections(lines), ...(mayRaise === true ? [{ type: 'actions' as const, elements: [raise] }] : [])],
    };
  },
};

type FormFacts = { agreement: Agreement; closest: string | null } | null;

export const inForm: View<FormFacts> = {
  name: 'flag-in',
  load: async (ask, { subject }) => {
    const shown = await loadShown(ask, String(subject));
    if (shown === null) return null;
    const { stood } = readFormSubject(String(subject));
    const things = shown.record.flags.find(({ number }) => number === stood)?.things ?? [];
    const ofIn = scopeOf(shown.agreement).items.filter(({ kind }) => kind === 'in');
    const near = things.flatMap(({ closest }) => closest).sort((a, b) => b.likeness - a.likeness);
    const found = near.find(({ itemId, likeness }) => likeness > 0 && ofIn.some(({ id }) => id === itemId));
    return { agreement: shown.agreement, closest: found?.itemId ?? null };
  },
  render: () => null,
  form: (facts, { language }, { subject }): ModalView => {
    const items = facts === null ? [] : scopeOf(facts.agreement).items.filter(({ kind }) => kind === 'in');
    const options = [
      ...items.slice(0, 99).map(({ id, title }) => ({ text: plain(cut(title)), value: id })),
      { text: plain(say(language, 'form.none')), value: noItem },
    ];
    const words = {
      title: say(language, 'form.title'),
      submit: say(language, 'form.save'),
      close: say(language, 'form.cancel'),
    };
    return form('flag-in', String(subject), words, [
      section(say(language, 'form.about', { client: escapeName(facts?.agreement.client.name ?? '') })),
      field('item', say(language, 'form.item'), oneOf(options, facts?.closest)),
    ]);
  },
};

const cut = (text: string) => (text.length > longestOption ? `${text.slice(0, longestOption - 1)}…` : text);

function plainly(text: string): Rendered {
  return { text, blocks: [section(text)] };
}
