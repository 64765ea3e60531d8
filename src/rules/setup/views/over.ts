/** What is said when nothing is asked any more: how it ended, that somebody else was first, or that it cannot be here. */

import { readYaml } from '../../../agreement/yaml-source.ts';
import { button, section } from '../../../engine/blocks.ts';
import type { AgreementText, Ask, Person } from '../../../engine/facts.ts';
import { readFormSubject } from '../../../engine/form-subject.ts';
import type { Reader, View } from '../../../engine/rule.ts';
import { escapeName, formatInstant } from '../../../language/messages.ts';
import { valuesOf } from '../as-file.ts';
import { steps, type Values } from '../fields.ts';
import { loadSheet, type Sheet } from '../load.ts';
import { type Key, say } from '../words.ts';
import { cut, notice, partOf } from './form.ts';
import { changeLines } from './lines.ts';

type Ending = { client: string; version: number } | null;

const endings = ['begun', 'changed', 'nothing-changed', 'thrown-away', 'gone', 'agreed-meanwhile', 'claimed'] as const;
const ofNew: readonly string[] = ['begun', 'agreed-meanwhile', 'claimed'];

/** How it ended. */
export const over: View<Ending> = {
  name: 'setup-over',
  load: async (ask, { clientId }) => {
    const agreement = typeof clientId === 'string' ? await ask('agreement', { clientId }) : null;
    return agreement === null ? null : { client: agreement.client.name, version: agreement.version };
  },
  render: () => null,
  form: (ending, { language }, { what, isNew: ofSetup }) => {
    const how = endings.find((one) => one === what) ?? 'gone';
    const isNew = ofNew.includes(how) || ofSetup === true;
    const words = {
      client: escapeName(ending?.client ?? ''),
      version: ending?.version ?? 1,
      isNew: isNew ? 'yes' : 'no',
    };
    return notice(say(language, `over.${how}` satisfies Key, words), { isNew, language });
  },
};

type Missed = {
  sheet: Sheet;
  who: Person | null;
  /** The versions that came into force meanwhile, each with what stood there before it. */
  versions: { text: AgreementText; before: Values; after: Values; by: Person | null }[];
  /** What stood there when this person began. */
  began: Values;
} | null;

const mostVersions = 5;

/** That somebody else was first: who, and what they changed; and what was entered here, so that it is not lost. */
export const stale: View<Missed> = {
  name: 'setup-stale',
  load: loadMissed,
  render: () => null,
  form: (missed, reader) => {
    const { language } = reader;
    if (missed === null) return notice(say(language, 'over.gone', { isNew: 'no' }), { isNew: false, language });
    const { sheet, who } = missed;
    const anew = {
      type: 'actions' as const,
      elements: [button('setup-anew', say(language, 'button.anew'), sheet.about)],
    };
    if (sheet.isNew) {
      const name = escapeName(who?.name || sheet.draft?.by || '');
      return notice(say(language, 'stale.new', { who: name }), { isNew: true, language }, [anew]);
    }
    return notice(say(language, 'stale.change'), { isNew: false, language }, [...missedParts(missed, reader), anew]);
  },
};

function missedParts({ sheet, versions, began }: NonNullable<Missed>, reader: Reader) {
  const { language } = reader;
  const theirs = versions.map(({ text, before, after, by }) => {
    const who = escapeName(by?.name || text.appliedBy);
    const said = say(language, 'stale.by', { version: text.version, who, when: formatInstant(text.appliedAt, reader) });
    return section(cut([said, ...changeLines(before, after, language)].join('\n')));
  });
  const mine = changeLines(began, { ...began, ...sheet.draft?.values }, language);
  return [...theirs, ...(mine.length === 0 ? [] : [section(cut([say(language, 'stale.yours'), ...mine].join('\n')))])];
}

async function loadMissed(
  ask: Ask,
  { subject, stood }: { subject?: unknown; stood?: unknown },
  reader: Reader,
): Promise<Missed> {
  const { about } = readFormSubject(String(subject));
  const sheet = await loadSheet(ask, about, reader.userId ?? '', reader.now);
  if (sheet === null) return null;
  const clientId = sheet.agreement?.id ?? '';
  const first = Math.max(Number(stood ?? 0), sheet.stands - mostVersions);
  const texts: AgreementText[] = [];
  for (let version = Math.max(1, first); !sheet.isNew && version <= sheet.stands; version += 1) {
    const text = await ask('agreementText', { clientId, version });
    if (text !== null) texts.push(text);
  }
  const versions = [];
  for (const [index, text] of texts.entries()) {
    const former = texts[index - 1];
    if (former === undefined) continue;
    const by = await ask('person', { userId: text.appliedBy.split(',')[0] ?? '' });
    versions.push({ text, before: valuesIn(former), after: valuesIn(text), by });
  }
  const who = sheet.draft === null ? null : await ask('person', { userId: sheet.draft.by });
  return { sheet, who, versions, began: texts[0] === undefined ? sheet.base : valuesIn(texts[0]) };
}

function valuesIn({ resolvedText }: AgreementText): Values {
  const read = readYaml(resolvedText, 'agreement');
  return 'source' in read ? valuesOf(read.source.value) : {};
}

const places = ['where', 'not-in', 'agreed', 'which', 'not-yours'] as const;

/** The private word to whoever cannot have the form here; or what is agreed, for those who only look. */
export const word: View<Sheet | null> = {
  name: 'setup-word',
  load: (ask, { subject }, reader) =>
    typeof subject === 'string' ? loadSheet(ask, subject, reader.userId ?? '', reader.now) : Promise.resolve(null),
  render: (sheet, { language }, { what }) => {
    if (what === 'in-force' && sheet !== null) {
      const words = { client: escapeName(sheet.agreement?.client.name ?? ''), version: sheet.stands };
      const parts = [say(language, 'summary.for-looking', words), ...steps.map((one) => partOf(one, sheet, language))];
      return { text: parts[0] ?? '', blocks: parts.map((part) => section(cut(part))) };
    }
    const place = places.find((one) => one === what) ?? 'not-yours';
    const text = say(language, `word.${place}` satisfies Key);
    return { text, blocks: [section(text)] };
  },
};
