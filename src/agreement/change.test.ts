import { expect, test } from 'vitest';
import { sections } from '../rules/index.ts';
import { changedAgreement, changedText } from './change.ts';
import { loadAgreement } from './load.ts';

const template = `schema: 1
officeHours:
  weekly: { mon: 09:00-17:00 }
people:
  neither: [U0PRINT Print Works]
responseWindow:
  priorities: { normal: { first: 2h } }
`;
const raw = `# What we agreed with Nova.
schema: 1
extends: ours.yml
id: nova
version: 3
client: { name: Nova Bikes, language: en } # they prefer mornings
channels: [C0NOVA]
officeHours:
  timeZone: Europe/Berlin

people:
  owner: U0MIRA Mira Aksoy
  backup: U0JONAS Jonas Weber
  client:
    # Signs everything.
    - U0ANNA   Anna Novak
    - U0BEN Ben Castellan # on leave in May
`;

function inForce() {
  const loaded = loadAgreement(raw, { fileName: 'nova.yml', sections, template: () => template });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return { version: 3, raw, resolvedText: loaded.resolvedText };
}

test('a line is added to a list, and every comment and every other line stays', () => {
  const lines = ['U0ANNA Anna Novak', 'U0BEN Ben Castellan', 'U0NEW Nora Quist'];
  const changed = changedText(raw, [{ path: ['people', 'client'], value: lines }]);
  expect(changed).toContain(`  client:
    # Signs everything.
    - U0ANNA   Anna Novak
    - U0BEN Ben Castellan # on leave in May
    - U0NEW Nora Quist
`);
  expect(changed).toContain('# What we agreed with Nova.\nschema: 1\nextends: ours.yml\n');
  expect(changed).toContain('# they prefer mornings');
});

test('a line is taken out alone', () => {
  const changed = changedText(raw, [{ path: ['people', 'client'], value: ['U0BEN Ben Castellan'] }]);
  expect(changed).not.toContain('U0ANNA');
  expect(changed).toContain('- U0BEN Ben Castellan # on leave in May');
});

test('the agreement made of it says the same as its file, though a template gave the list before', () => {
  const changed = changedAgreement(
    inForce(),
    [{ path: ['people', 'neither'], value: ['U0PRINT Print Works', 'U0NEW Nora: Quist #1'] }],
    sections,
  );
  if (!changed.ok) throw new Error('refused');
  expect(changed.fileVersion).toBe(3);
  expect(changed.agreement.people.neither).toEqual([
    { id: 'U0PRINT', name: 'Print Works' },
    { id: 'U0NEW', name: 'Nora: Quist #1' },
  ]);
  const again = loadAgreement(changed.raw, { fileName: 'nova.yml', sections, template: () => template });
  expect(again).toMatchObject({ ok: true, resolvedText: changed.resolvedText, agreement: changed.agreement });
});

test('a value that no file may hold is refused with what is wrong, and nothing is made of it', () => {
  const changed = changedAgreement(inForce(), [{ path: ['people', 'owner'], value: 'Mira' }], sections);
  expect(changed).toMatchObject({ ok: false, problems: [{ path: 'people.owner' }] });
});

test('one item of a list with ids is changed, added or taken out, and the others stay as they are written', () => {
  const list =
    'scope:\n  items:\n    # theirs since May\n    - { id: blog, kind: in, title: Blog } # monthly\n    - id: logo\n      kind: out\n      title: Logo\n';
  const path = ['scope', 'items'] as const;
  const text = (id: string, item: Record<string, string | null> | null) => changedText(list, [{ path, id, item }]);
  expect(text('blog', { title: 'Blog', allowance: '4 articles' })).toBe(
    list.replace('title: Blog }', 'title: Blog, allowance: 4 articles }'),
  );
  expect(text('logo', null)).toBe(list.slice(0, list.indexOf('    - id: logo')));
  expect(text('ads', { kind: 'out', title: 'Ads', allowance: null })).toBe(
    `${list}    - id: ads\n      kind: out\n      title: Ads\n`,
  );
  expect(changedText('id: nova\n', [{ path, id: 'ads', item: { kind: 'out', title: 'Ads' } }])).toContain(
    'scope:\n  items:\n    - id: ads\n',
  );
});

test('a list that a template gave comes whole into the file before one item of it is another', () => {
  const given = `${template}scope: { items: [{ id: blog, kind: in, title: Blog }, { id: logo, kind: out, title: Logo }] }\n`;
  const loaded = loadAgreement(raw, { fileName: 'nova.yml', sections, template: () => given });
  if (!loaded.ok) throw new Error('not read');
  const stored = { version: 3, raw, resolvedText: loaded.resolvedText };
  const changed = changedAgreement(stored, [{ path: ['scope', 'items'], id: 'blog', item: null }], sections);
  if (!changed.ok) throw new Error('not read');
  expect(changed.raw).toContain('logo');
  expect(changed.raw).not.toContain('blog');
  expect(changed.agreement.sections.scope).toMatchObject({ items: [{ id: 'logo' }] });
});
