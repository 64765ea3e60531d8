/** The rooms of the house, and whom each may know. A room that is not here may know nobody. */
import { type Import, isTest, sourceOf } from './source.ts';

type Room = {
  /** Files and folders of ours that may be imported, besides the room's own. */
  ours: string[];
  /** The same, as types only. */
  ourTypes?: string[];
  /** Libraries that may be imported; absent: any that `neverIn` does not keep away. */
  libraries?: string[];
  /** Libraries as types only. */
  libraryTypes?: string[];
};

/** What the page is made of. */
const inBrowsers = [
  'react',
  'react-dom',
  'react-dom/client',
  'emojibase-data/en/shortcodes/iamcal.json',
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-yaml',
  '@codemirror/language',
  '@codemirror/lint',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/highlight',
];
const pure = ['src/time', 'src/language', 'src/agreement', 'src/engine'];
const aboveMain = [...pure, 'src/clock.ts', 'src/config.ts', 'src/main.ts', 'src/rules/index.ts'];
const adapters = ['src/slack', 'src/store', 'src/queue', 'src/paging', 'src/adjudicator'];
/** What the composition root and its rooms may know: everything but who starts them. */
const wired = [...pure, 'src/clock.ts', 'src/config.ts', 'src/app', ...adapters, 'src/rules/index.ts'];
const adapter: Room = { ours: [...pure, 'src/clock.ts'] };

/** The most particular room that a path begins with is the file's own. */
const rooms: Record<string, Room> = {
  'src/clock.ts': { ours: [], libraries: [] },
  'src/config.ts': { ours: [], libraries: ['zod'] },
  'src/time': { ours: [], libraries: ['luxon'] },
  'src/language': { ours: ['src/time'], libraries: ['luxon', 'intl-messageformat', 'chrono-node'] },
  'src/agreement': {
    ours: ['src/time', 'src/language'],
    libraries: ['luxon', 'date-holidays', 'yaml', 'zod', 'csv-parse/sync'],
  },
  'src/engine': {
    ours: ['src/time', 'src/agreement'],
    libraries: [],
    libraryTypes: ['@slack/types', 'zod'],
  },
  'src/rules': { ours: pure, libraries: ['zod'], libraryTypes: ['@slack/types'] },
  'src/app': { ours: [...pure, 'src/clock.ts'] },
  ...Object.fromEntries(adapters.map((room) => [room, adapter])),
  'src/main.ts': { ours: [...wired, 'src/main'] },
  'src/main': { ours: wired },
  'src/sandbox/slack': { ours: ['src/clock.ts'] },
  // Runs in a browser, with what it is sent.
  'src/sandbox/page': {
    ours: ['agreement.schema.json'],
    ourTypes: [
      'src/sandbox/contract.ts',
      'src/sandbox/slack/model.ts',
      'src/sandbox/slack/form-state.ts',
      'src/agreement/problem.ts',
    ],
    libraries: [...inBrowsers, 'luxon'],
  },
  'src/sandbox': { ours: aboveMain },
  'src/cli': { ours: [...aboveMain, 'src/sandbox'] },
};

/** Libraries that only their adapter may know. */
const neverIn: [library: RegExp, allowed: RegExp][] = [
  [/^(pg|drizzle-orm.*)$/, /^src\/(store|queue|main)\//],
  [/^(bullmq|ioredis)$/, /^src\/queue\//],
  [/^@slack\/(bolt|web-api)$/, /^src\/slack\//],
  [/^(react|react-dom|@codemirror|@lezer|emojibase-data)(\/|$)/, /^src\/sandbox\/page\//],
  [/^nodemailer$/, /^src\/paging\//],
  [/^ws$/, /^src\/sandbox\/server\//],
];

/** Whether the path is that place or lies in it. */
export const isWithin = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

/** A rule's room is its own folder: another rule's is as far away as an adapter. */
function roomOf(path: string): { own: string; room: Room } | undefined {
  const own = Object.keys(rooms).find((name) => isWithin(path, name));
  if (own === undefined) return undefined;
  const rule = path.match(/^src\/rules\/[^/]+(?=\/)/)?.[0];
  return { own: rule ?? own, room: rooms[own] ?? { ours: [] } };
}

/** Whether the file at this path may import that. */
export function mayImport(path: string, one: Import): boolean {
  const found = roomOf(path);
  if (found === undefined) return false;
  const { own, room } = found;
  if (one.isOurs) {
    const places = [own, ...room.ours, ...(one.typeOnly ? (room.ourTypes ?? []) : [])];
    return !isTest(one.from) && places.some((place) => isWithin(one.from, place));
  }
  if (neverIn.some(([library, allowed]) => library.test(one.from) && !allowed.test(path))) return false;
  if (room.libraries === undefined) return true;
  return room.libraries.includes(one.from) || (one.typeOnly && room.libraryTypes?.includes(one.from) === true);
}

/** Of these files, those that need one that needs them, types included. */
export function circling(paths: readonly string[]): string[] {
  const needs = new Map(paths.map((path) => [path, sourceOf(path).imports.map(({ from }) => from)]));
  const reaches = (path: string): Set<string> => {
    const reached = new Set<string>();
    const next = [...(needs.get(path) ?? [])];
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      if (reached.has(one)) continue;
      reached.add(one);
      next.push(...(needs.get(one) ?? []));
    }
    return reached;
  };
  return paths.filter((path) => reaches(path).has(path));
}
