/**
 * What people say of themselves about being celebrated: whether they are named, and days of their own with where these are
 * kept. Types only; nothing is here that somebody did not say themselves.
 */

/** *birthday*: `day` is month and day (`02-29`); *started*: the whole date on which they joined (`2021-03-01`). */
export type CelebrationDay = {
  userId: string;
  kind: 'birthday' | 'started';
  day: string;
  /** Where it is celebrated: where they said so. */
  clientId: string;
  channelId: string;
};

/** Of somebody who ever chose; whoever never did is named. */
export type CelebrationChoice = { userId: string; isNamed: boolean };

/** What a transaction may keep of it. */
export type CelebrationsKept = {
  chooseNamed(userId: string, isNamed: boolean, now: number): Promise<void>;
  /** In the place of the day of its kind that was kept before. */
  keepCelebrationDay(day: CelebrationDay, now: number): Promise<void>;
  /** Of one kind or all (null), with what is planned of them and was: a date tells as much as the day itself. */
  dropCelebrationDays(userId: string, of: CelebrationDay['kind'] | null): Promise<void>;
};
