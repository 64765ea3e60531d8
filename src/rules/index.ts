/** What the bot does: every rule, in the order in which they judge. */
import type { Section } from '../agreement/section.ts';
import type { Rule } from '../engine/rule.ts';
import { responseWindowSection } from './response-window/config.ts';
import { responseWindow } from './response-window/rule.ts';

export const rules: readonly Rule[] = [responseWindow as Rule];

/** The rules' sections of an agreement. */
export const sections = [responseWindowSection] satisfies readonly Section[];
