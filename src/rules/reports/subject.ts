/** Under which names what is said of a report stands for good. */
import type { Report } from '../../engine/report.ts';

/** What somebody of the agency has: the draft, that its hour has passed, that it could not be posted. */
export type Notice = 'draft' | 'late' | 'undelivered' | 'twice' | 'figures';

/** The message to one of the staff; `which`: of several alike. */
export function noticeKey({ id }: Pick<Report, 'id'>, notice: Notice, userId: string, which = ''): string {
  return `reports:${notice}:${id}:${which === '' ? '' : `${which}:`}${userId}`;
}

/** What the client reads; a second try after a failed one is another message. `page`: from 1, what goes on in its thread. */
export function postKey({ id, postedAt }: Pick<Report, 'id' | 'postedAt'>, page = 0): string {
  return `reports:post:${id}:${postedAt ?? 0}${page === 0 ? '' : `:${page}`}`;
}
