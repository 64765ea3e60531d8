export const ruleName = 'reports';

/** Of one field of a form, in letters: what Slack takes. */
export const LONGEST_FIELD = 3000;

/** Of why one is left out, in letters. */
export const LONGEST_REASON = 500;
