import { expect, test } from 'vitest';
import { checkBlocks, type Surface } from './blocks.ts';
import { checkView } from './views.ts';

const letters = (count: number) => 'x'.repeat(count);
const plain = (count: number) => ({ type: 'plain_text', text: letters(count) });
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const section = (count: number) => ({ type: 'section', text: { type: 'mrkdwn', text: letters(count) } });
const button = (more: object = {}) => ({ type: 'button', action_id: 'press', text: plain(5), ...more });
const actions = (elements: object[]) => ({ type: 'actions', elements });
const option = (value = 'v', label = 3) => ({ text: plain(label), value });
const select = (more: object) => ({ type: 'static_select', action_id: 's', ...more });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain(5), element, ...more });
const form = (more: object = {}) => ({ type: 'modal', title: plain(5), blocks: [], ...more });
const cell = { type: 'raw_text', text: 'x' };
const bars = (count: number, { series = 1, title = 'Chart', categories = labels(count) } = {}) => ({
  type: 'data_visualization',
  title,
  chart: {
    type: 'bar',
    series: Array.from({ length: series }, (_, index) => ({
      name: `Series ${index}`,
      data: labels(count).map((label) => ({ label, value: 1 })),
    })),
    axis_config: { categories },
  },
});
const labels = (count: number) => Array.from({ length: count }, (_, index) => String(index));
const pie = (value: number) => ({
  type: 'data_visualization',
  title: 'Pie',
  chart: { type: 'pie', segments: [{ label: 'All', value }] },
});

/** Each row: what it is, the largest that Slack takes, the smallest that it refuses. */
const edges: [string, object[], object[], Surface?][] = [
  ['50 blocks in a message', many(50, () => section(1)), many(51, () => section(1))],
  ['100 blocks in a form', many(100, () => section(1)), many(101, () => section(1)), 'modal'],
  ['100 blocks in a home tab', many(100, () => section(1)), many(101, () => section(1)), 'home'],
  ['section text of 3000', [section(3000)], [section(3001)]],
  ['section text of 1', [section(1)], [section(0)]],
  [
    '10 fields',
    [{ type: 'section', fields: many(10, () => plain(1)) }],
    [{ type: 'section', fields: many(11, () => plain(1)) }],
  ],
  ['field of 2000', [{ type: 'section', fields: [plain(2000)] }], [{ type: 'section', fields: [plain(2001)] }]],
  ['section with text or fields', [section(1)], [{ type: 'section' }]],
  ['header of 150', [{ type: 'header', text: plain(150) }], [{ type: 'header', text: plain(151) }]],
  [
    'header in plain text',
    [{ type: 'header', text: plain(1) }],
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }],
  ],
  [
    '10 context elements',
    [{ type: 'context', elements: many(10, () => plain(1)) }],
    [{ type: 'context', elements: many(11, () => plain(1)) }],
  ],
  [
    '25 action elements',
    [actions(many(25, (n) => button({ action_id: `a${n}` })))],
    [actions(many(26, (n) => button({ action_id: `a${n}` })))],
  ],
  ['button text of 75', [actions([button({ text: plain(75) })])], [actions([button({ text: plain(76) })])]],
  [
    'button value of 2000',
    [actions([button({ value: letters(2000) })])],
    [actions([button({ value: letters(2001) })])],
  ],
  ['button address of 3000', [actions([button({ url: letters(3000) })])], [actions([button({ url: letters(3001) })])]],
  [
    'button label of 75',
    [actions([button({ accessibility_label: letters(75) })])],
    [actions([button({ accessibility_label: letters(76) })])],
  ],
  ['button style primary', [actions([button({ style: 'primary' })])], [actions([button({ style: 'default' })])]],
  [
    'action id of 255',
    [actions([button({ action_id: letters(255) })])],
    [actions([button({ action_id: letters(256) })])],
  ],
  [
    'action ids unique in a block',
    [actions([button(), button({ action_id: 'other' })])],
    [actions([button(), button()])],
  ],
  ['block id of 255', [{ ...section(1), block_id: letters(255) }], [{ ...section(1), block_id: letters(256) }]],
  [
    'block ids unique',
    [{ ...section(1), block_id: 'a' }, section(1)],
    many(2, () => ({ ...section(1), block_id: 'a' })),
  ],
  [
    'image with alt text',
    [{ type: 'image', image_url: 'https://x.test/a.png', alt_text: 'A' }],
    [{ type: 'image', image_url: 'https://x.test/a.png' }],
  ],
  [
    'image address of 3000',
    [{ type: 'image', image_url: letters(3000), alt_text: 'A' }],
    [{ type: 'image', image_url: letters(3001), alt_text: 'A' }],
  ],
  [
    'image of exactly one source',
    [{ type: 'image', slack_file: { id: 'F1' }, alt_text: 'A' }],
    [{ type: 'image', slack_file: { id: 'F1' }, image_url: 'x', alt_text: 'A' }],
  ],
  [
    '100 options',
    [actions([select({ options: many(100, () => option()) })])],
    [actions([select({ options: many(101, () => option()) })])],
  ],
  [
    '100 groups',
    [actions([select({ option_groups: many(100, () => ({ label: plain(1), options: [option()] })) })])],
    [actions([select({ option_groups: many(101, () => ({ label: plain(1), options: [option()] })) })])],
  ],
  ['options or groups', [actions([select({ options: [option()] })])], [actions([select({})])]],
  [
    'option text of 75',
    [actions([select({ options: [option('v', 75)] })])],
    [actions([select({ options: [option('v', 76)] })])],
  ],
  [
    'option value of 150',
    [actions([select({ options: [option(letters(150))] })])],
    [actions([select({ options: [option(letters(151))] })])],
  ],
  [
    'placeholder of 150',
    [actions([select({ options: [option()], placeholder: plain(150) })])],
    [actions([select({ options: [option()], placeholder: plain(151) })])],
  ],
  [
    '5 overflow options',
    [actions([{ type: 'overflow', options: many(5, () => option()) }])],
    [actions([{ type: 'overflow', options: many(6, () => option()) }])],
  ],
  [
    '10 checkboxes',
    [actions([{ type: 'checkboxes', options: many(10, () => option()) }])],
    [actions([{ type: 'checkboxes', options: many(11, () => option()) }])],
  ],
  [
    '10 radio buttons',
    [actions([{ type: 'radio_buttons', options: many(10, () => option()) }])],
    [actions([{ type: 'radio_buttons', options: many(11, () => option()) }])],
  ],
  [
    'confirm title of 100',
    [actions([button({ confirm: { title: plain(100), text: plain(1) } })])],
    [actions([button({ confirm: { title: plain(101), text: plain(1) } })])],
  ],
  [
    'confirm text of 300',
    [actions([button({ confirm: { text: plain(300) } })])],
    [actions([button({ confirm: { text: plain(301) } })])],
  ],
  [
    'confirm button of 30',
    [actions([button({ confirm: { text: plain(1), confirm: plain(30) } })])],
    [actions([button({ confirm: { text: plain(1), confirm: plain(31) } })])],
  ],
  [
    'deny button of 30',
    [actions([button({ confirm: { text: plain(1), deny: plain(30) } })])],
    [actions([button({ confirm: { text: plain(1), deny: plain(31) } })])],
  ],
  [
    'a date',
    [actions([{ type: 'datepicker', initial_date: '2026-11-21' }])],
    [actions([{ type: 'datepicker', initial_date: '21.11.2026' }])],
  ],
  [
    'a time',
    [actions([{ type: 'timepicker', initial_time: '23:59' }])],
    [actions([{ type: 'timepicker', initial_time: '24:00' }])],
  ],
  [
    'label of 2000',
    [input({ type: 'plain_text_input' }, { label: plain(2000) })],
    [input({ type: 'plain_text_input' }, { label: plain(2001) })],
    'modal',
  ],
  [
    'hint of 2000',
    [input({ type: 'plain_text_input' }, { hint: plain(2000) })],
    [input({ type: 'plain_text_input' }, { hint: plain(2001) })],
    'modal',
  ],
  [
    'text input up to 3000',
    [input({ type: 'plain_text_input', max_length: 3000 })],
    [input({ type: 'plain_text_input', max_length: 3001 })],
    'modal',
  ],
  ['10 files', [input({ type: 'file_input', max_files: 10 })], [input({ type: 'file_input', max_files: 11 })], 'modal'],
  ['no button in an input', [input({ type: 'plain_text_input' })], [input(button())], 'modal'],
  [
    'markdown of 12000 together',
    [{ type: 'markdown', text: letters(12_000) }],
    many(2, () => ({ type: 'markdown', text: letters(6001) })),
  ],
  ['markdown in messages only', [section(1)], [{ type: 'markdown', text: 'x' }], 'modal'],
  ['tables in messages only', [section(1)], [{ type: 'table', rows: [[cell]] }], 'home'],
  [
    '100 table rows',
    [{ type: 'table', rows: many(100, () => [cell]) }],
    [{ type: 'table', rows: many(101, () => [cell]) }],
  ],
  [
    '20 table columns',
    [{ type: 'table', rows: [many(20, () => cell)] }],
    [{ type: 'table', rows: [many(21, () => cell)] }],
  ],
  ['one table', [{ type: 'table', rows: [[cell]] }], many(2, () => ({ type: 'table', rows: [[cell]] }))],
  [
    'data table with caption',
    [{ type: 'data_table', caption: 'C', rows: [[cell]] }],
    [{ type: 'data_table', rows: [[cell]] }],
  ],
  ['20 bars', [bars(20)], [bars(21)]],
  ['6 series in a chart', [bars(1, { series: 6 })], [bars(1, { series: 7 })]],
  ['a title of 50 above a chart', [bars(1, { title: letters(50) })], [bars(1, { title: letters(51) })]],
  ['2 charts', many(2, () => bars(1)), many(3, () => bars(1))],
  ['every category in every series', [bars(2)], [bars(2, { categories: ['0'] })]],
  ['segments above nothing', [pie(1)], [pie(0)]],
  ['charts in messages only', [section(1)], [bars(1)], 'home'],
  [
    '10 blocks in a container',
    [{ type: 'container', title: plain(5), child_blocks: many(10, () => section(1)) }],
    [{ type: 'container', title: plain(5), child_blocks: many(11, () => section(1)) }],
  ],
  [
    '10 cards',
    [{ type: 'carousel', elements: many(10, () => ({ type: 'card' })) }],
    [{ type: 'carousel', elements: many(11, () => ({ type: 'card' })) }],
  ],
  ['known types', [{ type: 'divider' }], [{ type: 'dividor' }]],
  ['no property that is misspelt', [section(1)], [{ ...section(1), acessory: button() }]],
];

test.each(edges)('takes %s and not what lies beyond', (_title, taken, refused, surface = 'message') => {
  expect(checkBlocks(taken, surface)).toEqual([]);
  expect(checkBlocks(refused, surface)).not.toEqual([]);
});

const views: [string, object, object][] = [
  ['title of 24', form({ title: plain(24) }), form({ title: plain(25) })],
  ['submit of 24', form({ submit: plain(24) }), form({ submit: plain(25) })],
  ['close of 24', form({ close: plain(24) }), form({ close: plain(25) })],
  ['private metadata of 3000', form({ private_metadata: letters(3000) }), form({ private_metadata: letters(3001) })],
  ['callback id of 255', form({ callback_id: letters(255) }), form({ callback_id: letters(256) })],
  ['external id of 255', form({ external_id: letters(255) }), form({ external_id: letters(256) })],
  ['a home tab without title', { type: 'home', blocks: [] }, { type: 'home', blocks: [], title: plain(3) }],
  [
    'an input only with submit',
    form({ submit: plain(4), blocks: [input({ type: 'plain_text_input' })] }),
    form({ blocks: [input({ type: 'plain_text_input' })] }),
  ],
];

test.each(views)('takes a form with %s and not beyond', (_title, taken, refused) => {
  expect(checkView(taken as Record<string, unknown>)).toEqual([]);
  expect(checkView(refused as Record<string, unknown>)).not.toEqual([]);
});

test('says what is wrong and where', () => {
  expect(checkBlocks([section(1), { type: 'header', text: plain(151) }], 'message')).toEqual([
    'must be less than 151 characters [json-pointer:/blocks/1/text/text]',
  ]);
});
