/** What the house counts about itself, in Prometheus' form. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Makes a registry of its own, so that two houses in one process do not count into each other. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    events: new Counter({
      name: 'groundrules_events_total',
      help: 'Happenings walked, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    lateness: new Histogram({
      name: 'groundrules_deadline_lateness_seconds',
      help: 'From a deadline falling due to its decision being committed.',
      buckets: [0.01, 0.05, 0.1, 0.25, 1, 5, 60, 600, 3600],
      registers,
    }),
    delivered: new Counter({
      name: 'groundrules_delivered_total',
      help: 'Calls to Slack that say something, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    paged: new Counter({
      name: 'groundrules_paged_total',
      help: 'Pages by other ways than Slack, by way and outcome.',
      labelNames: ['way', 'outcome'],
      registers,
    }),
    errors: new Counter({
      name: 'groundrules_errors_total',
      help: 'Failures, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    outboxBacklog: new Gauge({ name: 'groundrules_outbox_backlog', help: 'Messages not yet said.', registers }),
    inboxBacklog: new Gauge({ name: 'groundrules_inbox_backlog', help: 'Happenings not yet walked.', registers }),
    deafChannels: new Gauge({
      name: 'groundrules_deaf_channels',
      help: 'Channels of clients in which nothing is heard.',
      registers,
    }),
    dead: new Gauge({ name: 'groundrules_dead', help: 'Matters given up after eight tries.', registers }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
