import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { View } from '../../slack/model.ts';
import { elementIn } from '../blocks/elements/entered.ts';
import { names, plain } from '../blocks/tests/drawn.tsx';
import { FormStack } from './form-stack.tsx';
import { HomeTab } from './home-tab.tsx';
import { chosenIn, enteredIn, type Typed, withTyped } from './typed.ts';

const input = (id: string, element: Record<string, unknown>, more = {}) => ({
  type: 'input',
  block_id: id,
  label: plain(`The ${id}`),
  element: { action_id: 'field', ...element },
  ...more,
});

function view(blocks: View['blocks'], more: Partial<View> = {}): View {
  return {
    id: 'V1',
    team_id: 'T1',
    type: 'modal',
    title: plain('Change'),
    submit: plain('Save'),
    close: null,
    blocks,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    state: { values: {} },
    hash: '1',
    clear_on_close: false,
    notify_on_close: false,
    root_view_id: 'V1',
    previous_view_id: null,
    app_id: 'A1',
    app_installed_team_id: 'T1',
    bot_id: 'B1',
    ...more,
  };
}

const nothing = () => Promise.resolve({ ok: true as const });
const html = (...views: View[]) => renderToStaticMarkup(<FormStack views={views} names={names} onDeed={nothing} />);

describe('an open form', () => {
  test('is a dialog named by its title, with buttons to send and to leave it', () => {
    const drawn = html(view([input('name', { type: 'plain_text_input' })]));
    expect(drawn).toMatch(/<dialog class="form" aria-labelledby="(\w+)">.*<h2 class="form-title" id="\1">Change<\/h2>/);
    expect(drawn).toContain('>Save</button>');
    expect(drawn).toContain('>Cancel</button>');
  });

  test('labels its fields, says which may stay empty, and hints at how to fill them', () => {
    const drawn = html(view([input('name', { type: 'plain_text_input' }, { optional: true, hint: plain('Short.') })]));
    expect(drawn).toMatch(
      /<label class="input-block-label" for="(\w+)">The name<span[^>]*> \(optional\)<\/span><\/label>.*<input[^>]*id="\1"/,
    );
    expect(drawn).toMatch(/aria-describedby="(\w+-hint)".*id="\1">Short\./);
  });

  test('shows what the world keeps of it', () => {
    const kept = { values: { name: { field: { type: 'plain_text_input', value: 'Ann' } } } };
    expect(html(view([input('name', { type: 'plain_text_input' })], { state: kept }))).toContain('value="Ann"');
  });

  test('counts what is left of a field, and what is too much', () => {
    const field = (text: string) => input('name', { type: 'plain_text_input', max_length: 10, initial_value: text });
    expect(html(view([field('1234567')]))).toContain('3 of 10 characters left');
    expect(html(view([field('123456789012')]))).toContain('2 characters too many');
  });

  test('limits a number as the app does', () => {
    const number = { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '9' };
    expect(html(view([input('count', number)]))).toMatch(/type="number" step="1" min="1" max="9"/);
  });

  test('names groups of boxes by a legend', () => {
    const boxes = { type: 'checkboxes', options: [{ text: plain('One'), value: '1' }] };
    expect(html(view([input('which', boxes)]))).toMatch(
      /<fieldset class="input-block"><legend[^>]*>The which<\/legend>/,
    );
  });

  test('lies on top of those below it, which can all be closed at once', () => {
    const drawn = html(
      view([], { title: plain('Below') }),
      view([], { id: 'V2', title: plain('Above'), submit: null }),
    );
    expect(drawn).toContain('Above');
    expect(drawn).not.toContain('Below');
    expect(drawn).toContain('Close all 2');
    expect(drawn).not.toContain('type="submit"');
  });

  test('is nothing where none is open', () => {
    expect(html()).toBe('');
  });
});

test('a home tab shows the app’s blocks', () => {
  const home = view([{ type: 'header', text: plain('Welcome') }], { type: 'home', title: null, submit: null });
  expect(renderToStaticMarkup(<HomeTab view={home} names={names} onDeed={nothing} />)).toContain('Welcome');
});

describe('what was typed', () => {
  const before = view([input('name', { type: 'plain_text_input' }), input('day', { type: 'datepicker' })]);
  const field = elementIn(before.blocks[0]?.element);
  if (field === null) throw new Error('The form has its field');
  const typed: Typed = withTyped({}, before, 'name', field, 'Ann');

  test('stays when the app draws the form anew', () => {
    const after = view([input('name', { type: 'plain_text_input', initial_value: 'Bob' })], { hash: '2' });
    expect(enteredIn(after, typed, 'name', field)).toBe('Ann');
    expect(chosenIn(after, typed)).toEqual({ 'name/field': 'Ann' });
  });

  test('is gone where the field is gone, or is another', () => {
    const gone = view([input('other', { type: 'plain_text_input' })], { hash: '2' });
    expect(chosenIn(gone, typed)).toEqual({});
    const another = view([input('name', { type: 'datepicker', initial_date: '2026-11-23' })], { hash: '2' });
    const element = elementIn(another.blocks[0]?.element);
    expect(element && enteredIn(another, typed, 'name', element)).toBe('2026-11-23');
    expect(chosenIn(another, typed)).toEqual({});
  });

  test('belongs to its own form only', () => {
    expect(enteredIn(view(before.blocks, { id: 'V2' }), typed, 'name', field)).toBeNull();
  });
});
