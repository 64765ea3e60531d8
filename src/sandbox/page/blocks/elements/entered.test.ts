import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stateOf } from '../../../slack/form-state.ts';
import { fromState, type GivenElement, richTextOf, startOf, toChosen, wordsOfRichText } from './entered.ts';

const option = (value: string) => ({ text: { type: 'plain_text', text: value }, value });
const options = [option('a'), option('b')];
const element = (type: string, more = {}): GivenElement => ({ type, action_id: 'x', options, ...more });
const rich = richTextOf('words');

const entries: [type: string, entered: Parameters<typeof toChosen>[1]][] = [
  ['plain_text_input', 'words'],
  ['number_input', '7'],
  ['static_select', option('b')],
  ['external_select', option('from the app')],
  ['multi_static_select', options],
  ['checkboxes', [option('a')]],
  ['radio_buttons', option('a')],
  ['users_select', 'U1'],
  ['multi_users_select', ['U1', 'U2']],
  ['conversations_select', 'C1'],
  ['datepicker', '2026-11-23'],
  ['timepicker', '09:05'],
  ['datetimepicker', 1795424700],
  ['rich_text_input', rich],
  ['file_input', ['brief.pdf']],
];

test.each(entries)('what was entered in a %s comes back from a form that kept it', (type, entered) => {
  const kept = stateOf(element(type), options, toChosen(element(type), entered));
  expect(fromState(element(type), kept ?? undefined)).toEqual(entered);
});

test.each(entries)('a %s that is emptied is kept empty', (type, entered) => {
  const empty = Array.isArray(entered) ? [] : null;
  const kept = stateOf(element(type), options, toChosen(element(type), empty));
  expect(fromState(element(type), kept ?? undefined)).toEqual(empty);
});

test('elements start with what the app says', () => {
  expect(startOf(element('static_select', { initial_option: option('b') }))).toEqual(option('b'));
  expect(startOf(element('datetimepicker', { initial_date_time: 5 }))).toBe(5);
  expect(startOf(element('multi_users_select', { initial_users: ['U1'] }))).toEqual(['U1']);
  expect(startOf(element('button'))).toBeNull();
});

test('what a form kept for an element of another kind is not shown in this one', () => {
  const kept = { type: 'plain_text_input', value: 'old' };
  expect(fromState(element('datepicker', { initial_date: '2026-11-23' }), kept)).toBe('2026-11-23');
});

test('whatever an app sends as a start, something fitting or nothing stands there', () => {
  const types = fc.constantFrom(...entries.map(([type]) => type));
  fc.assert(
    fc.property(types, fc.anything(), (type, odd) => {
      const initial = {
        initial_value: odd,
        initial_option: odd,
        initial_options: odd,
        initial_users: odd,
        initial_date: odd,
      };
      expect(() => startOf(element(type, initial))).not.toThrow();
    }),
  );
});

test('rich text gives its words back', () => {
  expect(wordsOfRichText(rich)).toBe('words');
  expect(richTextOf('')).toBeNull();
  expect(wordsOfRichText(null)).toBe('');
});
