/** What the papers name has to be there: paths, commands, variables. What has to be named has to stand in the papers. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { filesUnder, nameOf, nodesOf, root, sourceOf, textOf } from './support/source.ts';

const papers = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'].concat(
  filesUnder('src').filter((path) => path.endsWith('/README.md')),
);
const scripts: Record<string, string> = JSON.parse(textOf('package.json')).scripts;

const ruleFolders = [...new Set(filesUnder('src/rules').map((path) => dirname(path)))].filter(
  (folder) => folder.split('/').length === 3,
);

/** `in backticks` and what stands in fenced blocks, line by line. */
function codeIn(text: string): { inline: string[]; blocks: string[] } {
  const blocks = [...text.matchAll(/^\s*```\w*\n([\s\S]*?)^\s*```/gm)].flatMap(([, block = '']) => block.split('\n'));
  const prose = text.replaceAll(/^\s*```[\s\S]*?^\s*```/gm, '');
  return { inline: [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll('\n', ' ')), blocks };
}

/** Where a path in a paper may begin: beside it, at the root, in a rule's folder, among the templates or the samples. */
function isThere(path: string, paper: string): boolean {
  const places = [dirname(paper), '.', 'src', ...ruleFolders, 'agreements', 'src/sandbox/sample'];
  return places.some((place) => existsSync(join(root, place, path)));
}

/** Made by running it or by the reader; or no file at all, but a field of Slack's. */
const notInTheClone = new Set(['.groundrules', '.env', 'manifest.json', 'edited.ts']);

test('every path that a paper names is there', () => {
  const missing = papers.flatMap((paper) => {
    const text = textOf(paper);
    const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)|\b(?:src|srcset)="([^"]+)"/g)].map(
      ([, link, picture]) => link ?? picture ?? '',
    );
    const isPath = /^\.?[\w-]+(\.[\w-]+)*(\/[\w.-]+)*\/?$/;
    const named = codeIn(text).inline.filter(
      (code) =>
        isPath.test(code) &&
        (/^(src|test|bin|\.ci|migrations)\//.test(code) || /\.(ts|md|ya?ml|json|mjs|sql)$/.test(code)),
    );
    const paths = [...links.filter((link) => !/^[a-z]+:/.test(link)), ...named];
    return paths.filter((path) => !notInTheClone.has(path) && !isThere(path, paper)).map((path) => `${paper}: ${path}`);
  });
  expect(missing).toEqual([]);
});

test('every npm script that a paper names exists', () => {
  const missing = papers.concat('.ci/run', '.env.example').flatMap((paper) => {
    const called = [...textOf(paper).matchAll(/\bnpm (?:run (?:--silent )?([a-z][\w:-]*)|(test|start)\b)/g)];
    const names = called.map(([, run, short]) => run ?? short ?? '');
    return names.filter((name) => scripts[name] === undefined).map((name) => `${paper}: npm run ${name}`);
  });
  expect(missing).toEqual([]);
});

test('every command that a paper names exists', () => {
  const named = papers.concat('manifest.yml', 'docker-compose.yml').flatMap((paper) => {
    const { inline, blocks } = codeIn(textOf(paper));
    const said = [...inline, ...blocks].flatMap((code) => [...code.matchAll(/\bgroundrules ([a-z][a-z-]*)/g)]);
    return said.map(([, command = '']) => ({ paper, command }));
  });
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(({ command }) => !existsSync(join(root, `src/cli/${command}.ts`)))).toEqual([]);
});

/** The variables that the configuration reads: the keys, in capitals, of what it expects. */
function variablesRead(): string[] {
  const keys = nodesOf(sourceOf('src/config.ts').body).filter(({ type }) => type === 'Property');
  const names = keys.map(({ key }) => nameOf(key)).filter((name) => /^[A-Z][A-Z_]+$/.test(name));
  return [...new Set(names)].sort();
}

test('the variables in the README are those that are read, all of them', () => {
  const rows = textOf('README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `') && /^\| `[A-Z]/.test(line));
  const explained = rows.flatMap((row) => codeIn(row.split('|')[1] ?? '').inline);
  expect([...new Set(explained)].sort()).toEqual(variablesRead());
  const elsewhere = codeIn(textOf('README.md')).inline.filter((code) => /^[A-Z]+(_[A-Z]+)+$/.test(code));
  expect(elsewhere.filter((name) => !variablesRead().includes(name))).toEqual([]);
});

test('the example of the environment names every variable that is read, and no other', () => {
  const named = textOf('.env.example').match(/^#?([A-Z_]+)(?==)/gm) ?? [];
  const ofCompose = ['POSTGRES_PASSWORD'];
  expect(named.map((name) => name.replace('#', '')).sort()).toEqual([...variablesRead(), ...ofCompose].sort());
});

test('containers are given no variable that nobody reads', () => {
  const theirOwn = /^(NODE_ENV|POSTGRES_(USER|DB|PASSWORD))$/;
  const inDockerfile = textOf('Dockerfile').match(/\b[A-Z_]+(?==)/g) ?? [];
  const inCompose = [...textOf('docker-compose.yml').matchAll(/^\s+([A-Z][A-Z_]+):/gm)].map(([, name = '']) => name);
  const given = [...inDockerfile, ...inCompose].filter((name) => !theirOwn.test(name));
  expect(given.length).toBeGreaterThan(5);
  expect(given.filter((name) => !variablesRead().includes(name))).toEqual([]);
});

test('what the image copies is there', () => {
  const lines = textOf('Dockerfile').match(/^COPY (?!--from).+$/gm) ?? [];
  const copied = lines.flatMap((line) => line.split(/\s+/).slice(1, -1));
  expect(copied.length).toBeGreaterThan(5);
  expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every metric in the README is counted, and every one counted is in the README', () => {
  const counted = textOf('src/app/metrics.ts').match(/groundrules_\w+/g) ?? [];
  const told = textOf('README.md').match(/groundrules_\w+/g) ?? [];
  expect([...new Set(told)].sort()).toEqual([...new Set(counted)].sort());
});

test('no image is of whatever happens to be the newest', () => {
  const images = [
    ...textOf('docker-compose.yml').matchAll(/image: (\S+)/g),
    ...textOf('Dockerfile').matchAll(/^FROM (\S+)/gm),
  ];
  const names = images.map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(3);
  expect(names.filter((name) => !/:[\w.-]*\d/.test(name) || name.endsWith(':latest'))).toEqual([]);
});
