import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, test } from 'vitest';
import { completeAgreement, wordsAbout } from './completion.ts';

/** What is offered at the mark; `isAsked` as by the keyboard. */
function offered(text: string, isAsked = false) {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', '') });
  return completeAgreement(new CompletionContext(state, at, isAsked));
}

const labels = (text: string, isAsked = false) => offered(text, isAsked)?.options.map(({ label }) => label) ?? [];

describe('completion', () => {
  test('offers the keys that are still free', () => {
    expect(labels('client:\n  name: Nova\n  la|')).toEqual(expect.arrayContaining(['language', 'timeZone']));
    expect(labels('client:\n  name: Nova\n  la|')).not.toContain('name');
  });

  test('goes on to the next line for a mapping and a list, and within one in braces stays', () => {
    const apply = (text: string, label: string) => offered(text)?.options.find((one) => one.label === label)?.apply;
    expect(apply('off|', 'officeHours')).toBe('officeHours:\n  ');
    expect(apply('people:\n  man|', 'managers')).toBe('managers:\n    - ');
    expect(apply('responseWindow:\n  priorities:\n    high: { f|', 'first')).toBe('first: ');
  });

  test('offers the words of a choice as soon as a value begins', () => {
    expect(labels('status: |')).toEqual(['active', 'paused', 'ended']);
  });

  test('keeps quiet on an empty line until it is asked', () => {
    expect(labels('client:\n  |')).toEqual([]);
    expect(labels('client:\n  |', true)).toContain('name');
  });
});

describe('help', () => {
  const text = 'officeHours:\n  weekly:\n    mon: 09:00-17:00\n';

  test('tells of the key that is pointed at', () => {
    expect(wordsAbout(text, 3)?.path).toBe('officeHours');
    expect(wordsAbout(text, text.indexOf('mon') + 1)).toMatchObject({ path: 'officeHours.weekly.mon' });
  });

  test('tells of a value what its key says, and of nonsense nothing', () => {
    expect(wordsAbout('status: active\n', 10)?.path).toBe('status');
    expect(wordsAbout('nonsense: 3\n', 2)).toBeNull();
  });
});
