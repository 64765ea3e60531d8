/** Holds the laws of the house by reading it: who may know whom, what each room is for, and how things are named. */
import { basename } from 'node:path';
import { IntlMessageFormat } from 'intl-messageformat';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../src/agreement/agreement.ts';
import { offencesOnImport } from './support/import-time.ts';
import { circling, isWithin, mayImport } from './support/rooms.ts';
import {
  allNodesOf,
  filesUnder,
  isNode,
  isTest,
  memberName,
  type Node,
  nameOf,
  nodesOf,
  parseSource,
  sourceOf,
  textOf,
} from './support/source.ts';

const all = filesUnder('.');
const code = all.filter((path) => /^(src|test|bin)\/.*\.tsx?$/.test(path));
const house = code.filter((path) => path.startsWith('src/') && !isTest(path));
const inRooms = (...rooms: string[]) => house.filter((path) => rooms.includes(path.split('/')[1] ?? ''));

/** Each node of the house that is wrong, as `path:line`. */
function where(paths: string[], isWrong: (node: Node) => boolean): string[] {
  return paths.flatMap((path) => {
    const source = sourceOf(path);
    const wrong = allNodesOf(source).filter(isWrong);
    return wrong.map((node) => `${path}:${source.text.slice(0, node.start).split('\n').length}`);
  });
}

test('every file knows only those that its room may know', () => {
  const wrong = house.flatMap((path) =>
    sourceOf(path)
      .imports.filter((one) => !mayImport(path, one))
      .map((one) => `${path} imports ${one.typeOnly ? 'the types of ' : ''}${one.from}`),
  );
  expect(wrong).toEqual([]);
});

test.each([
  ['src/rules/one/load.ts', "import { a } from '../other/load.ts';"],
  ['src/rules/one/load.ts', "import { a } from '../../store/store.ts';"],
  ['src/rules/one/load.ts', "import { a } from '../../app/judge.ts';"],
  ['src/engine/event.ts', "import { readFileSync } from 'node:fs';"],
  ['src/engine/event.ts', "import { z } from 'zod';"],
  ['src/slack/bolt.ts', "import type { Store } from '../store/store.ts';"],
  ['src/paging/pager.ts', "import { connectSlack } from '../slack/bolt.ts';"],
  ['src/adjudicator/adjudicator.ts', "import type { Store } from '../store/store.ts';"],
  ['src/app/deliver.ts', "import { createTransport } from 'nodemailer';"],
  ['src/queue/queue.ts', "export { rules } from '../rules/index.ts';"],
  ['src/app/door.ts', "const bolt = await import('../slack/bolt.ts');"],
  ['src/app/door.ts', "import type { Pool } from 'pg';"],
  ['src/cli/due.ts', "import { createStore } from '../store/store.ts';"],
  ['src/main.ts', "import { play } from './sandbox/sandbox.ts';"],
  ['src/main.ts', "import { testDatabase } from '../test/support/database.ts';"],
  ['src/main/queue.ts', "import { start } from '../main.ts';"],
  ['src/app/door.ts', "import { makeStore } from '../main/database.ts';"],
  ['src/cli/due.ts', "import { makeStore } from '../main/database.ts';"],
  ['src/new-room/door.ts', "import { a } from '../engine/event.ts';"],
  ['src/sandbox/page/clock/clock-bar.tsx', "import { start } from '../../sandbox.ts';"],
  ['src/sandbox/page/clock/clock-bar.tsx', "import { zone } from '../../contract.ts';"],
  ['src/sandbox/page/clock/clock-bar.tsx', "import { readFileSync } from 'node:fs';"],
  ['src/sandbox/server/server.ts', "import { ClockBar } from 'react';"],
])('%s may not say: %s', (path, text) => {
  const { imports } = parseSource(path, text);
  expect(imports.map((one) => mayImport(path, one))).toEqual([false]);
});

test('in the shell and the adapters no file needs one that needs it', () => {
  expect(circling(inRooms('app', 'main', 'slack', 'store', 'queue', 'paging', 'adjudicator'))).toEqual([]);
});

test('a rule knows the shapes of Slack’s blocks in its views only', () => {
  const knowing = house.filter((path) => sourceOf(path).imports.some(({ from }) => from === '@slack/types'));
  const rules = knowing.filter((path) => path.startsWith('src/rules/'));
  expect(
    rules.filter((path) => !/^src\/rules\/[^/]+\/views(\/.+)?\.ts$|^src\/rules\/[^/]+\/views\//.test(path)),
  ).toEqual([]);
});

test('what is pure reaches for nothing outside: no network, no timers, no chance', () => {
  const outside = /^(process|crypto|console|performance)\.|^Math\.random$/;
  const calls = /^(fetch|setTimeout|setInterval|setImmediate|queueMicrotask)$/;
  const wrong = where(
    inRooms('time', 'language', 'engine', 'agreement', 'rules'),
    (node) => outside.test(memberName(node)) || (node.type === 'CallExpression' && calls.test(nameOf(node.callee))),
  );
  expect(wrong).toEqual([]);
});

test('only the clock asks the machine for the time', () => {
  const asks = new Set(['Date.now', 'performance.now', 'process.hrtime', 'DateTime.now']);
  const wrong = where(
    house.filter((path) => path !== 'src/clock.ts'),
    (node) =>
      asks.has(memberName(node)) ||
      (node.type === 'CallExpression' && nameOf(node.callee) === 'Date') ||
      (node.type === 'NewExpression' && nameOf(node.callee) === 'Date' && (node.arguments as []).length === 0) ||
      (node.type === 'CallExpression' &&
        /^DateTime\.(local|utc)$/.test(memberName(node.callee as Node)) &&
        (node.arguments as []).length === 0),
  );
  expect(wrong).toEqual([]);
});

test('the database is never asked for the time', () => {
  const asked =
    /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|\bcurrent_(timestamp|date|time)\b/i;
  const inCode = where(
    house,
    (node) =>
      (node.type === 'TemplateElement' && asked.test(String((node.value as { raw: string }).raw))) ||
      (node.type === 'Literal' && typeof node.value === 'string' && asked.test(node.value)) ||
      (node.type === 'MemberExpression' && nameOf(node.property) === 'defaultNow'),
  );
  const migrations = all.filter((path) => path.startsWith('migrations/') && path.endsWith('.sql'));
  expect([...inCode, ...migrations.filter((path) => asked.test(textOf(path)))]).toEqual([]);
});

test('only the configuration reads the environment', () => {
  const others = house.filter((path) => path !== 'src/config.ts');
  const importing = others.filter((path) => sourceOf(path).imports.some(({ from }) => from === 'node:process'));
  expect([...where(others, (node) => memberName(node) === 'process.env'), ...importing]).toEqual([]);
});

test('importing a file does nothing, but for the page’s own beginning', () => {
  const others = house.filter((path) => path !== 'src/sandbox/page/page.tsx');
  expect(others.flatMap((path) => offencesOnImport(sourceOf(path)))).toEqual([]);
});

test.each([
  ['setInterval(() => {}, 1);', 'a bare ExpressionStatement'],
  ['for (const one of []) one;', 'a bare ForOfStatement'],
  ['const found = await import("./x.ts");', 'a top-level await'],
  ['const home = process.cwd();', 'process'],
  ['function ask() { return fetch("http://x"); } export const answer = ask();', 'fetch'],
  ['import { readFileSync } from "node:fs"; const text = readFileSync("x");', 'readFileSync of node:fs'],
  ['import { Pool } from "pg"; const pools = [1].map(() => new Pool());', 'Pool of pg'],
  ['import { Redis } from "ioredis"; const open = { redis: new Redis() };', 'Redis of ioredis'],
  ['import { openEmbedded } from "./store/embedded/embedded.ts"; const all = openEmbedded({});', 'process'],
])('what a file would do on import is found: %s', (text, offence) => {
  expect(offencesOnImport(parseSource('src/sample.ts', text)).join('\n')).toContain(offence);
});

test.each([
  'import { z } from "zod"; export const name = z.string().min(1);',
  'export const ask = () => fetch("http://x");',
  'export class Late extends Error { at = process.hrtime(); }',
  'const known = new Map([["a", /a/]]); export const words = new Set([...known.keys()].sort());',
])('what a file only makes is none of that: %s', (text) => {
  expect(offencesOnImport(parseSource('src/sample.ts', text))).toEqual([]);
});

test('things are named by what they are: no drawers', () => {
  const drawer = /(^|\/)(utils?|helpers?|common|lib|libs|types|misc|shared|stuff|tools|base)(\.[^/]*)?(\/|$)/;
  expect(all.filter((path) => /^(src|test|bin)\//.test(path) && drawer.test(path))).toEqual([]);
});

test('files and folders are named in kebab-case', () => {
  const named = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/;
  const parts = (path: string) => path.split('/').filter((part) => part !== 'README.md' && part !== '__snapshots__');
  expect(
    all.filter((path) => /^(src|test|bin)\//.test(path) && !parts(path).every((part) => named.test(part))),
  ).toEqual([]);
});

test('everything exported has a name', () => {
  expect(where(code, (node) => node.type === 'ExportDefaultDeclaration')).toEqual([]);
});

test('no file is longer than four hundred lines', () => {
  const lines = (path: string) => textOf(path).trimEnd().split('\n').length;
  expect(all.filter((path) => /\.(tsx?|js|mjs|css)$/.test(path) && lines(path) > 400)).toEqual([]);
});

const ruleFolders = [...new Set(house.flatMap((path) => path.match(/^src\/rules\/[^/]+(?=\/)/)?.[0] ?? []))];
const languages = ['en', 'tr'];

test('every rule’s folder is complete', () => {
  expect(ruleFolders.length).toBeGreaterThan(0);
  const missing = ruleFolders.flatMap((folder) => {
    const inside = all.filter((path) => isWithin(path, folder)).map((path) => path.slice(folder.length + 1));
    const wanted: [string, RegExp][] = [
      ...['README.md', 'rule.ts', 'decide.ts'].map((name): [string, RegExp] => [name, new RegExp(`^${name}$`)]),
      ...languages.map((name): [string, RegExp] => [`words/${name}.json`, new RegExp(`^words/${name}\\.json$`)]),
      ['views', /^views(\.ts|\/.+\.ts)$/],
      ['tests', /^tests\/.+\.test\.ts$/],
    ];
    return wanted.filter(([, name]) => !inside.some((path) => name.test(path))).map(([name]) => `${folder}/${name}`);
  });
  expect(missing).toEqual([]);
});

test('every rule is in the list of rules and on the map of the house', () => {
  const listed = sourceOf('src/rules/index.ts').imports.map(({ from }) => from);
  const map = textOf('README.md');
  expect(listed.filter((path) => path.startsWith('src/rules/') && path.endsWith('/rule.ts')).sort()).toEqual(
    ruleFolders.map((folder) => `${folder}/rule.ts`),
  );
  expect(ruleFolders.filter((folder) => !map.includes(`${folder}/README.md`))).toEqual([]);
});

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** The arguments that an ICU message takes, wherever in it they stand. */
function argumentsOf(message: string): string[] {
  const names = (elements: Element[]): string[] =>
    elements.flatMap((element) => [
      ...('value' in element && element.type !== 0 && element.type !== 8 ? [element.value] : []),
      ...('options' in element ? Object.values(element.options).flatMap(({ value }) => names(value)) : []),
      ...('children' in element ? names(element.children) : []),
    ]);
  return [...new Set(names(new IntlMessageFormat(message, 'en').getAst()))];
}

test('every rule says the same things in every language, and what clients read in all of theirs', () => {
  for (const folder of ruleFolders) {
    // What clients read lies in a folder of its own where staff read it in fewer languages.
    const words = all.filter((path) => path.startsWith(`${folder}/words/`) && path.endsWith('.json'));
    const ofClients = words.filter((path) => path.startsWith(`${folder}/words/clients/`));
    if (ofClients.length > 0)
      expect(ofClients.sort()).toEqual(LANGUAGES.map((tag) => `${folder}/words/clients/${tag}.json`).sort());
    for (const path of words) {
      const english: Record<string, string> = JSON.parse(textOf(path.replace(/[^/]+$/, 'en.json')));
      const translated: Record<string, string> = JSON.parse(textOf(path));
      expect(Object.keys(translated).sort(), path).toEqual(Object.keys(english).sort());
      const empty = Object.entries(translated).filter(([, text]) => text.trim() === '');
      expect(empty, `${path} has empty texts`).toEqual([]);
      const foreign = Object.entries(translated).filter(([key, text]) =>
        argumentsOf(text).some((name) => !argumentsOf(english[key] ?? '').includes(name)),
      );
      expect(foreign, `${path} asks for what English does not`).toEqual([]);
    }
  }
});

test('every effect is carried out by somebody', () => {
  const kinds = new Set<string>();
  for (const node of nodesOf(sourceOf('src/engine/effect.ts').body)) {
    if (node.type !== 'TSPropertySignature' || nameOf(node.key) !== 'kind') continue;
    for (const literal of nodesOf(node.typeAnnotation)) if (literal.type === 'Literal') kinds.add(nameOf(literal));
  }
  const carried = new Set<string>();
  for (const node of nodesOf(sourceOf('src/app/judge.ts').body)) {
    if (node.type === 'SwitchCase' && isNode(node.test)) carried.add(nameOf(node.test));
  }
  expect(kinds.size).toBeGreaterThan(5);
  expect([...kinds].filter((kind) => !carried.has(kind))).toEqual([]);
});

test('every file of time, language and engine, and every rule, opens with what it does', () => {
  const files = [...inRooms('time', 'language', 'engine'), ...ruleFolders.map((folder) => `${folder}/rule.ts`)];
  const opens = (path: string) => /^\/\*\*[\s\S]{40,}?\*\//.test(textOf(path));
  expect(files.filter((path) => !opens(path))).toEqual([]);
});

test('every public function of an adapter, the sandbox, and the pure rooms, says what it takes and gives', () => {
  const rooms = inRooms(
    'slack',
    'store',
    'queue',
    'paging',
    'adjudicator',
    'time',
    'language',
    'agreement',
    'engine',
    'app',
    'sandbox',
  );
  const bare = rooms.flatMap((path) => {
    const { body, text } = sourceOf(path);
    const functions = body.filter(
      ({ type, declaration }) =>
        type === 'ExportNamedDeclaration' && isNode(declaration) && declaration.type === 'FunctionDeclaration',
    );
    const silent = functions.filter(({ start }) => !text.slice(0, start).trimEnd().endsWith('*/'));
    return silent.map(({ declaration }) => `${path}: ${nameOf((declaration as Node).id)}`);
  });
  expect(bare).toEqual([]);
});

test('nothing speaks of one machine, of where packages come from, or of papers that are not here', () => {
  const here = basename(import.meta.filename);
  const machine = /(^|[\s"'`(=])\/(work|root|home|Users)\/|\bC:\\/;
  const registry = /https?:\/\/[^\s"'/]*(registry|npmjs|verdaccio|artifactory|nexus)[^\s"']*|"resolved": "http/i;
  const paper = /\b(HOUSE|BEHAVIOUR|MISSION|INFRA|STANDIN|DETECTION|MODELS|SLACK)(\.md\b| \d)/;
  const elsewhere = /\.\.\/shared\b/;
  const texts = all.filter((path) => !/\.(png|gif|ico|woff2?)$/.test(path) && basename(path) !== here);
  const wrong = texts.flatMap((path) =>
    textOf(path)
      .split('\n')
      .flatMap((line, index) =>
        [machine, registry, paper, ...(path === '.ci/run' ? [] : [elsewhere])].some((pattern) => pattern.test(line))
          ? [`${path}:${index + 1}`]
          : [],
      ),
  );
  expect(wrong).toEqual([]);
});
