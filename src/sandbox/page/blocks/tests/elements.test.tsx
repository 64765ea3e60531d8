import { expect, test } from 'vitest';
import { drawn, drawnBlocks, plain } from './drawn.tsx';

const option = (value: string, more = {}) => ({ text: plain(`Option ${value}`), value, ...more });
const options = [option('a'), option('b', { description: plain('the second') })];
const actions = (...elements: Record<string, unknown>[]) =>
  drawnBlocks({ type: 'actions', elements: elements.map((one, index) => ({ action_id: `e${index}`, ...one })) });

test('a button has its words, its style, and a label of its own for those who listen', () => {
  const html = actions({ type: 'button', text: plain('Go :tada:'), style: 'primary', accessibility_label: 'Go ahead' });
  expect(html).toMatch(/<button type="button" class="element-button element-button-primary"[^>]*aria-label="Go ahead"/);
  expect(html).toContain('🎉');
});

test('a button with an address leads there, and one that would run something does not', () => {
  expect(actions({ type: 'button', text: plain('Open'), url: 'https://a.example' })).toContain(
    'href="https://a.example" target="_blank" rel="noreferrer noopener"',
  );
  expect(actions({ type: 'button', text: plain('Open'), url: 'javascript:alert(1)' })).not.toContain('href');
});

test('nothing can be pressed where nobody takes the press', () => {
  const block = { type: 'actions', elements: [{ type: 'button', action_id: 'x', text: plain('Go') }] };
  expect(drawn({ blocks: [block] }, false)).toContain('disabled=""');
  expect(drawn({ blocks: [block] }, true)).not.toContain('disabled');
});

test('a select offers its options with what describes them, in groups, and begins where it was told', () => {
  const html = actions({ type: 'static_select', options, initial_option: options[1], placeholder: plain('Pick') });
  expect(html).toContain('<option value="">Pick</option>');
  expect(html).toContain('<option value="b" selected="">Option b – the second</option>');
  const grouped = actions({ type: 'static_select', option_groups: [{ label: plain('First'), options }] });
  expect(grouped).toContain('<optgroup label="First"><option value="a">Option a</option>');
});

test('selects of people and conversations offer whom and what the reader knows', () => {
  expect(actions({ type: 'users_select', initial_user: 'U2' })).toContain('<option value="U2" selected="">Jonas');
  const channels = actions({ type: 'channels_select' });
  expect(channels).toContain('#nova');
  expect(channels).not.toContain('#team');
  const filter = { include: ['private', 'im', 'public'], exclude_external_shared_channels: true };
  const conversations = actions({ type: 'conversations_select', filter });
  expect(conversations).toContain('#team');
  expect(conversations).toContain('>Jonas<');
  expect(conversations).not.toContain('#nova');
});

test('a select of several shows what is chosen, and takes no more than it may', () => {
  const html = actions({ type: 'multi_static_select', options, initial_options: [options[0]], max_selected_items: 1 });
  expect(html).toContain('<span class="picker-chip">Option a</span>');
  expect(html).toMatch(/<input type="checkbox" [^>]*checked=""/);
  expect(html).toMatch(/<input type="checkbox" [^>]*disabled=""/);
  expect(html).toContain('No more than 1 can be chosen.');
});

test('an external select asks for as many characters as the app wants', () => {
  expect(actions({ type: 'external_select', min_query_length: 2 })).toContain('Type at least 2 characters.');
});

test('boxes and radio buttons have descriptions and begin where they were told', () => {
  const html = actions({ type: 'checkboxes', options, initial_options: [options[1]] });
  expect(html).toMatch(/type="checkbox"[^>]*\/><span>Option a/);
  expect(html).toMatch(
    /type="checkbox"[^>]*checked=""[^>]*\/><span>Option b<span class="element-description">the second/,
  );
  expect(actions({ type: 'radio_buttons', options })).toContain('type="radio"');
});

test('a date and time stands in the reader’s zone, which is named', () => {
  const at = Date.parse('2026-11-23T08:05:00Z') / 1000;
  const html = actions({ type: 'datetimepicker', initial_date_time: at });
  expect(html).toContain('type="datetime-local"');
  expect(html).toContain('value="2026-11-23T09:05"');
  expect(html).toContain('Europe/Berlin');
  expect(actions({ type: 'datepicker', initial_date: '2026-11-23' })).toContain('value="2026-11-23"');
  expect(actions({ type: 'timepicker', initial_time: '09:05' })).toContain('value="09:05"');
});

test('an overflow menu offers its options behind one button', () => {
  const html = actions({ type: 'overflow', options: [...options, option('c', { url: 'https://a.example' })] });
  expect(html).toContain('aria-label="More actions"');
  expect(html).toContain('href="https://a.example"');
});

test('an element that is unknown says so', () => {
  expect(actions({ type: 'lever' })).toContain('This cannot be shown here: lever');
});
