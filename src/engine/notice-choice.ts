/**
 * How a manager wishes to be told: each breach at once, or a summary by hour or day, and the hours in which they are left
 * alone. It deliberately says nothing of what is told.
 */

/** Local times are of the person's own zone, `HH:mm`; quiet hours may pass midnight. Null: none. */
export type NoticeChoice = {
  level: 'each' | 'hourly' | 'daily';
  quiet: { from: string; until: string } | null;
};
