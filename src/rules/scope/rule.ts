/**
 * What is part of the agreement and what is not: the list both sides read on the card. It decides nothing by itself, and
 * compares no message with it.
 */
import type { Rule } from '../../engine/rule.ts';
import { card } from './card.ts';
import { scopeSection } from './config.ts';
import { decide } from './decide.ts';
import { views } from './views/index.ts';

export { scopeSection };

export const scopeRule: Rule<null> = {
  name: 'scope',
  config: scopeSection.schema,
  triggers: [],
  card: [card],
  load: async () => null,
  decide,
  views,
};
