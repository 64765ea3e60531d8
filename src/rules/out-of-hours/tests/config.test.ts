import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type LoadOptions, loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import { type Section, sectionOf } from '../../../agreement/section.ts';
import { sections } from '../../index.ts';
import { outOfHoursSection } from '../config.ts';

const root = new URL('../../../../', import.meta.url);
const nova = readFileSync(new URL('src/sandbox/sample/nova.yml', root), 'utf8');
const options: LoadOptions = {
  fileName: 'nova.yml',
  sections,
  template: (name) => readFileSync(new URL(`agreements/${name}`, root), 'utf8'),
};

function load(more: string) {
  const loaded = loadAgreement(`${nova}${more}`, options);
  return loaded.ok ? loaded.agreement : loaded.problems.map(problemText).map((text) => text.replace(/^[^ ]+ /, ''));
}

describe('what an agreement permits', () => {
  test('is nothing unless it says so', () => {
    expect(load('')).toMatchObject({ mayPost: [] });
  });

  test('is the reply by its name, with or without words for an emergency', () => {
    expect(load('mayPost: [outOfHoursReply]\n')).toMatchObject({ mayPost: ['outOfHoursReply'] });
    const worded = load('mayPost: [outOfHoursReply]\noutOfHours:\n  emergency: "+493055501000"\n');
    if (Array.isArray(worded)) throw new Error(worded.join('\n'));
    expect(sectionOf(worded, outOfHoursSection)).toEqual({ emergency: '+493055501000' });
  });

  test('is nothing that no rule offers, and then what there is is said', () => {
    const all = sections.flatMap(({ mayPost = [] }: Section) => mayPost);
    expect(load('mayPost: [greetings]\n')).toEqual([
      `mayPost[0]: there is no such permission; what there is: ${all.join(', ')}`,
    ]);
  });

  test('has no emergency words that are empty or too long to be read', () => {
    expect(load('outOfHours: { emergency: " " }\n')).toEqual([
      'outOfHours.emergency: write what the client should do when it cannot wait, or take the line out',
    ]);
    expect(load(`outOfHours: { emergency: ${'x'.repeat(301)} }\n`)).toEqual([
      'outOfHours.emergency: longer than 300 letters; write it shorter',
    ]);
  });
});
