import type { BlockProps } from './blocks.tsx';
import { type Given, givenIn, inOrder, isGiven, numberIn, textIn } from './reading.ts';

const COLOURS = 6;

/** A chart of figures: as bars, whatever its form in Slack, each with its number beside it for whoever does not see them. */
export function ChartBlock({ block }: BlockProps) {
  const chart = isGiven(block.chart) ? block.chart : {};
  const all = seriesOf(chart);
  const largest = Math.max(0, ...all.flatMap(({ points }) => points.map(({ value }) => Math.abs(value))));
  const axis = isGiven(chart.axis_config) ? chart.axis_config : {};
  return (
    <figure className="blocks-chart">
      <figcaption>{textIn(block.title) || 'Chart'}</figcaption>
      {inOrder(all).map(({ key, part: { name, points } }, index) => (
        <dl key={key} className="blocks-chart-series" aria-label={name}>
          {all.length > 1 && <div className="blocks-chart-name">{name}</div>}
          {inOrder(points).map((point) => (
            <div key={point.key} className="blocks-chart-row">
              <dt>{point.part.label}</dt>
              <dd>
                <span
                  className="blocks-chart-bar"
                  aria-hidden="true"
                  style={{
                    width: `${share(point.part.value, largest)}%`,
                    background: `var(--person-${(index % COLOURS) + 1})`,
                  }}
                />
                <span className="blocks-chart-value">{point.part.value}</span>
              </dd>
            </div>
          ))}
        </dl>
      ))}
      {textIn(axis.y_label) !== '' && <p className="blocks-chart-axis">{textIn(axis.y_label)}</p>}
    </figure>
  );
}

type Series = { name: string; points: { label: string; value: number }[] };

/** A pie's segments are one series. */
function seriesOf(chart: Given): Series[] {
  if (Array.isArray(chart.segments)) return [{ name: '', points: pointsIn(chart.segments) }];
  return givenIn(chart.series).map((one) => ({ name: textIn(one.name), points: pointsIn(one.data) }));
}

const pointsIn = (data: unknown) =>
  givenIn(data).map(({ label, value }) => ({ label: textIn(label), value: numberIn(value) ?? 0 }));

/** At least a hair, so that nothing is not the same as missing. */
const share = (value: number, largest: number) => (largest === 0 ? 1 : Math.max(1, (Math.abs(value) / largest) * 100));
