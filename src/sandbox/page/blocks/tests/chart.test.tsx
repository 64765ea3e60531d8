import { expect, test } from 'vitest';
import { drawnBlocks } from './drawn.tsx';

const bars = (...data: { label: string; value: unknown }[]) => ({
  type: 'data_visualization',
  title: 'Share of each goal',
  chart: { type: 'bar', series: [{ name: 'Now', data }], axis_config: { categories: [], y_label: '%' } },
});

test('a chart reads as a list of figures, with a bar for whoever sees', () => {
  const html = drawnBlocks(bars({ label: 'Visits', value: 80 }, { label: 'Sales & rides', value: 40 }));
  expect(html).toContain('<figcaption>Share of each goal</figcaption>');
  expect(html).toMatch(/<dt>Visits<\/dt>.*width:100%.*>80</);
  expect(html).toMatch(/<dt>Sales &amp; rides<\/dt>.*width:50%.*>40</);
});

test('a chart that holds nonsense is drawn without it', () => {
  const html = drawnBlocks(bars({ label: 'Visits', value: 'many' }), { type: 'data_visualization', chart: 7 });
  expect(html).toContain('width:1%');
  expect(html).toContain('<figcaption>Chart</figcaption>');
});

test('a pie is drawn of its segments', () => {
  const chart = { type: 'pie', segments: [{ label: 'Search', value: 3 }] };
  expect(drawnBlocks({ type: 'data_visualization', title: 'Where from', chart })).toContain('<dt>Search</dt>');
});
