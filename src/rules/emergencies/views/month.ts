import type { Agreement } from '../../../agreement/agreement.ts';
import { localDate } from '../../../time/local-date.ts';

/** The calendar month of an instant as the client's calendar has it: `2026-11`. */
export function monthOf({ client, officeHours }: Agreement, instant: number): string {
  return localDate(client.timeZone ?? officeHours.timeZone, instant).slice(0, 7);
}
