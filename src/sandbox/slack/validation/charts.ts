/** What Slack takes as a chart of a `data_visualization` block: four forms, within narrow limits. */
import { isRecord } from '../arguments.ts';
import { all, amount, type Check, list, oneOf, shape, text, variant } from './check.ts';

const points = list(shape({ label: text(20, 1), value: amount() }, ['label', 'value']), 20);
const axes = shape({ categories: list(text(20, 1), 20), x_label: text(50), y_label: text(50) }, ['categories']);
const series = list(shape({ name: text(20, 1), data: points }, ['name', 'data']), 6);
const drawnOnAxes = (type: string): Check =>
  all(shape({ type: oneOf(type), series, axis_config: axes }, ['series', 'axis_config']), coversCategories);
const segments = list(shape({ label: text(20, 1), value: amount(0) }, ['label', 'value']), 6);
/** A chart, of which a message may hold two. */
export const chart = variant({
  area: drawnOnAxes('area'),
  bar: drawnOnAxes('bar'),
  line: drawnOnAxes('line'),
  pie: shape({ type: oneOf('pie'), segments }, ['segments']),
});

/** Each series has a name of its own and a point for every category, and no other. */
function coversCategories(value: unknown, place: string, found: string[]): void {
  if (!isRecord(value) || !isRecord(value.axis_config) || !Array.isArray(value.series)) return;
  const wanted = [...(Array.isArray(value.axis_config.categories) ? value.axis_config.categories : [])].sort().join();
  const all = value.series.filter(isRecord);
  if (new Set(all.map(({ name }) => name)).size < all.length)
    found.push(`series names must be unique [json-pointer:${place}/series]`);
  for (const { data } of all) {
    const labels = (Array.isArray(data) ? data : []).map((point) => (isRecord(point) ? point.label : null));
    if (labels.sort().join() !== wanted) found.push(`labels must match categories [json-pointer:${place}/series]`);
  }
}
