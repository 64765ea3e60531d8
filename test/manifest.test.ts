import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { rules } from '../src/rules/index.ts';

type Features = {
  slash_commands: { command: string; usage_hint: string }[];
  shortcuts: { name: string; callback_id: string }[];
};

const { features }: { features: Features } = parse(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
const triggers = rules.flatMap((rule) => rule.triggers);

test('every shortcut that Slack offers is answered by a rule, and every one a rule answers is offered', () => {
  const offered = features.shortcuts.map((shortcut) => shortcut.callback_id);
  const answered = triggers.flatMap((trigger) => (trigger.on === 'ShortcutUsed' ? [trigger.shortcut] : []));
  expect([...new Set(answered)].sort()).toEqual(offered.sort());
});

test('every word that the command is said to take is answered by a rule', () => {
  const promised = features.slash_commands.flatMap(({ usage_hint: hint }) =>
    hint.split('|').map((word) => word.trim()),
  );
  const answered = triggers.flatMap((trigger) => (trigger.on === 'CommandGiven' ? [trigger.word] : []));
  expect(answered).toEqual(expect.arrayContaining(promised));
});
