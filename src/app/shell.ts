/** What every part of the shell works with; made once by `main.ts`, handed down whole, never reached for. */
import type { Logger } from 'pino';
import type { Sections } from '../agreement/section.ts';
import type { Clock } from '../clock.ts';
import type { Home } from '../engine/people.ts';
import type { Adjudicator, Alarms, Doorbell, SlackReader, SlackSender } from '../engine/ports.ts';
import type { Rule } from '../engine/rule.ts';
import type { Store } from '../engine/store-port.ts';
import type { AskedWorkReader } from './asked-work.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Metrics } from './metrics.ts';
import type { Operator } from './operator.ts';

export type Shell = {
  clock: Clock;
  /** For leases only: they must end even when our Clock stands still. */
  machineClock: Clock;
  store: Store;
  rules: readonly Rule[];
  /** The rules' sections of an agreement. */
  sections: Sections;
  home: Home & { botUserId: string };
  slack: { reader: SlackReader; sender: SlackSender };
  alarms: Alarms;
  doorbell: Doorbell;
  operator: Operator;
  /** Reads what clients ask for; keeps in this process what it prepares for that. */
  askedWork: AskedWorkReader;
  /** Another reader, for what ours is not sure of. */
  adjudicator: Adjudicator;
  metrics: Metrics;
  logger: Logger;
  /** Does nothing in production; the kill tests end the process here. */
  checkpoint: Checkpoint;
  /** Names this process among several senders. */
  processId: string;
};
