/**
 * Tells the staff of a client how an emergency stands and what was done in it, in the internal channel: one post that keeps
 * itself current, and the time line in its thread. It decides nothing about the emergency, and reads nothing that staff write.
 */
import type { Rule } from '../../engine/rule.ts';
import { ruleName } from './config.ts';
import { decide } from './decide.ts';
import { type Facts, load } from './load.ts';
import { views } from './views/index.ts';

export const incidentThreadRule: Rule<Facts> = {
  name: ruleName,
  config: null,
  triggers: [{ on: 'IncidentChanged' }],
  load,
  decide,
  views,
};
