/** What buttons and the form carry: a client, and the month as a number (`202611`). */
import { clientSubject, readClientSubject } from '../../engine/client-subject.ts';
import { readFormSubject, standing } from '../../engine/form-subject.ts';

/** The subject of a client's month (`2026-11`). */
export function monthSubject(clientId: string, month: string): string {
  return standing(clientSubject(clientId), Number(month.replace('-', '')));
}

/** Takes it apart again; null for what nobody made. */
export function readMonthSubject(subject: string): { clientId: string; month: string } | null {
  const { about, stood } = readFormSubject(subject);
  const clientId = readClientSubject(about)?.clientId;
  const [, year, month] = /^(\d{4})(0[1-9]|1[0-2])$/.exec(String(stood)) ?? [];
  return clientId === undefined || year === undefined ? null : { clientId, month: `${year}-${month}` };
}
