/**
 * How a month's figures are come to be entered: a button that any rule may show, and what it carries, a client and the month as
 * a number (`202611`). It deliberately knows no goals.
 */
import { clientSubject, readClientSubject } from './client-subject.ts';
import { readFormSubject, standing } from './form-subject.ts';

/** The action of a button that opens the form. */
export const enterGoals = 'goals-enter';

/** What it carries: a client's month (`2026-11`). */
export function goalMonthSubject(clientId: string, month: string): string {
  return standing(clientSubject(clientId), Number(month.replace('-', '')));
}

/** Takes it apart again; null for what nobody made. */
export function readGoalMonth(subject: string): { clientId: string; month: string } | null {
  const { about, stood } = readFormSubject(subject);
  const clientId = readClientSubject(about)?.clientId;
  const [, year, month] = /^(\d{4})(0[1-9]|1[0-2])$/.exec(String(stood)) ?? [];
  return clientId === undefined || year === undefined ? null : { clientId, month: `${year}-${month}` };
}
