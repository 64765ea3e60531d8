import type { Agreement } from './agreement.ts';

/** The zone (IANA name) that the client's people read times in: their own, else that of the office hours. */
export function zoneOfClient({ client, officeHours }: Pick<Agreement, 'client' | 'officeHours'>): string {
  return client.timeZone ?? officeHours.timeZone;
}
