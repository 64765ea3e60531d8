/** What the bot does: every rule, in the order in which they judge. */
import { celebrationsSection } from '../agreement/celebrations.ts';
import { emergencySection } from '../agreement/emergency.ts';
import { goalsSection } from '../agreement/goals.ts';
import type { Section } from '../agreement/section.ts';
import type { Rule, View } from '../engine/rule.ts';
import { away } from './away/rule.ts';
import { cardRule, cardSection } from './card/rule.ts';
import { celebrationsRule } from './celebrations/rule.ts';
import { channelsRule } from './channels/rule.ts';
import { emergenciesRule } from './emergencies/rule.ts';
import { exportRule } from './export/rule.ts';
import { flagsRule, flagsSection } from './flags/rule.ts';
import { goalsRule } from './goals/rule.ts';
import { help } from './help/rule.ts';
import { homeRuleOf } from './home/rule.ts';
import { hours } from './hours/rule.ts';
import { incidentThreadRule } from './incident-thread/rule.ts';
import { later } from './later/rule.ts';
import { meetingsRule, rhythmSection } from './meetings/rule.ts';
import { milestonesRule } from './milestones/rule.ts';
import { noticesRule } from './notices/rule.ts';
import { onCallRule } from './on-call/rule.ts';
import { ordersRule, ordersSection } from './orders/rule.ts';
import { outOfHours, outOfHoursSection } from './out-of-hours/rule.ts';
import { people } from './people/rule.ts';
import { promises } from './promises/rule.ts';
import { recapsRule } from './recaps/rule.ts';
import { reportsRule } from './reports/rule.ts';
import { responseWindow, responseWindowSection } from './response-window/rule.ts';
import { reviewsRule } from './reviews/rule.ts';
import { rhythmRule } from './rhythm/rule.ts';
import { scopeRule, scopeSection } from './scope/rule.ts';
import { setupRule } from './setup/rule.ts';
import { statusRule } from './status/rule.ts';
import { trialRule } from './trial/rule.ts';
import { whyRule } from './why/rule.ts';
import { winsRule, winsSection } from './wins/rule.ts';

/** Those that record reasons somebody may ask for. */
const judging = [outOfHours, responseWindow, people, promises, flagsRule] as Rule[];
const asking = [...judging, ordersRule as Rule, emergenciesRule as Rule, reviewsRule as Rule, winsRule as Rule];

/** The rules' sections of an agreement. */
export const sections = [
  responseWindowSection,
  outOfHoursSection,
  cardSection,
  scopeSection,
  flagsSection,
  emergencySection,
  ordersSection,
  rhythmSection,
  goalsSection,
  celebrationsSection,
  winsSection,
] satisfies readonly Section[];

const card = cardRule([
  hours,
  responseWindow,
  outOfHours,
  emergenciesRule as Rule,
  scopeRule as Rule,
  milestonesRule as Rule,
  goalsRule as Rule,
]) as Rule;
const cardShown = card.views.find(({ name }) => name === 'card-shown') as View;

/** Of what any of these would say to a client, the trial shows what it is. */
const speaking: readonly Rule[] = [
  emergenciesRule as Rule,
  reviewsRule as Rule,
  ...judging,
  channelsRule as Rule,
  away as Rule,
  onCallRule as Rule,
  noticesRule as Rule,
  hours as Rule,
  homeRuleOf({ view: cardShown, dataOf: (clientId) => ({ what: 'one', clientId, serves: false }) }) as Rule,
  scopeRule as Rule,
  ordersRule as Rule,
  setupRule(sections) as Rule,
  exportRule as Rule,
  later as Rule,
  meetingsRule as Rule,
  celebrationsRule as Rule,
  reportsRule as Rule,
  rhythmRule as Rule,
  winsRule as Rule,
  recapsRule as Rule,
  milestonesRule as Rule,
  statusRule as Rule,
  goalsRule as Rule,
  card,
  help as Rule,
];

const trial = trialRule(speaking) as Rule;

export const rules: readonly Rule[] = [
  ...speaking,
  incidentThreadRule as Rule,
  trial,
  whyRule([...asking, trial]) as Rule,
];

/** How the chain of an emergency stands, for whoever looks on. */
export { burningChain, ringsOf as emergencyRings } from './emergencies/burning.ts';
/** A report as a file, for `groundrules reports`. */
export { writtenReport } from './reports/export/written.ts';
/** When an answer is due under an agreement, for `groundrules due`. */
export { PRIORITIES, windowAt } from './response-window/config.ts';
/** What is planned under an agreement, as `groundrules rhythm` calls it. */
export { calendarTitle, plannedTitle } from './rhythm/words.ts';
/** Why a message was read as it was, in words. */
export { readingInWords } from './why/words.ts';
