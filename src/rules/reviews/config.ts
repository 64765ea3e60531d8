/** The name under which this rule notes things down, and how much it takes. */
export const ruleName = 'reviews';

/** As long as a message to Slack may be. */
export const LONGEST_WORDS = 3000;
export const LONGEST_FOLLOW_UP = 300;
/** What is still open of one emergency; more than that nobody does. */
export const MOST_FOLLOW_UPS = 10;
