/** One of the house's gauges, brought up to date as for whoever scrapes it. */
import { refreshBacklog } from '../../src/app/keep-sweeping.ts';
import type { House } from '../../src/main.ts';

export async function metricOf({ shell, metrics }: House, name: string): Promise<number | undefined> {
  await refreshBacklog(shell);
  const metric = (await metrics.registry.getMetricsAsJSON()).find((one) => one.name === name);
  return metric?.values[0]?.value;
}
