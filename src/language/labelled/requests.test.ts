import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const LANGUAGES = ['en', 'tr', 'ko', 'zh', 'th', 'ru'] as const;

const scopeList = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        kind: z.enum(['in', 'out']),
        title: z.string().min(1),
        description: z.string().optional(),
        examples: z.array(z.string()).optional(),
        keywords: z.array(z.string()).optional(),
      }),
    )
    .min(4),
});

const row = z.strictObject({
  id: z.string(),
  language: z.enum(LANGUAGES),
  client: z.string(),
  text: z.string().trim().min(1),
  needsReply: z.boolean(),
  isRequest: z.boolean(),
  scope: z.enum(['in', 'out', 'unlisted', 'none']),
  item: z.string().nullable(),
  urgency: z.enum(['normal', 'elevated', 'emergency']),
});

describe.each([
  ['requests', 60],
  ['held-out', 70],
])('the labelled set %s', (set, atLeast) => {
  const folder = join(import.meta.dirname, set);
  const scopes = Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.yml'))
      .map((file) => [
        file.replace(/^scope-|\.yml$/g, ''),
        scopeList.parse(parse(readFileSync(join(folder, file), 'utf8'))).items,
      ]),
  );
  const linesOf = (language: string) =>
    readFileSync(join(folder, `${language}.jsonl`), 'utf8')
      .trimEnd()
      .split('\n');
  const rows = LANGUAGES.flatMap((language) => linesOf(language).map((line) => row.parse(JSON.parse(line))));

  test.each(LANGUAGES)('has enough messages in %s, each once, of every kind', (language) => {
    const own = rows.filter((one) => one.language === language);
    expect(own.length).toBe(linesOf(language).length);
    expect(own.length).toBeGreaterThanOrEqual(atLeast);
    expect(new Set(own.map(({ text }) => text)).size).toBe(own.length);
    expect(new Set(own.map(({ scope }) => scope))).toEqual(new Set(['in', 'out', 'unlisted', 'none']));
    expect(new Set(own.map(({ urgency }) => urgency))).toEqual(new Set(['normal', 'elevated', 'emergency']));
  });

  test('gives every message an id of its own', () => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test('has labels that agree with each other and with the client’s list', () => {
    const wrong = rows.filter(({ client, needsReply, isRequest, scope, item }) => {
      const listed = scopes[client]?.find(({ id }) => id === item);
      const sided = scope === 'in' || scope === 'out';
      if (!scopes[client] || (isRequest && !needsReply) || isRequest !== (scope !== 'none')) return true;
      return sided ? listed?.kind !== scope : item !== null;
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test('names every item of each list in some language', () => {
    const asked = new Set(rows.map(({ client, item }) => `${client}.${item}`));
    const never = Object.entries(scopes).flatMap(([client, items]) => items.map(({ id }) => `${client}.${id}`));
    expect(never.filter((item) => !asked.has(item))).toEqual([]);
  });
});
