/** Reports that went before: which is the latest, and which there are. */
import type { Ask } from '../../engine/facts.ts';
import type { Report, ReportKind } from '../../engine/report.ts';

/** Further back nobody looks for what came before or after one. */
const NEIGHBOURS = 12;

/** The latest of its kind that went after this one, by when they were to go; null: it is the latest itself. */
export async function newerThan(ask: Ask, { id, clientId, kind, goesAt }: Report): Promise<Report | null> {
  const found = await ask('reportsOf', { clientId, kind, limit: NEIGHBOURS });
  return found.find((one) => one.id !== id && one.state === 'posted' && one.goesAt > goesAt) ?? null;
}

/** The one of its kind that is pinned until this one goes; null: none went before. */
export async function beforeThis(ask: Ask, { clientId, kind, goesAt }: Report): Promise<Report | null> {
  const found = await ask('reportsOf', { clientId, kind, before: goesAt, limit: NEIGHBOURS });
  return found.find(({ state }) => state === 'posted') ?? null;
}

/** The one that was to go before this one, whatever became of it; null: none. */
export async function previous(ask: Ask, { clientId, kind, goesAt }: Report): Promise<Report | null> {
  const [found] = await ask('reportsOf', { clientId, kind, before: goesAt, limit: 1 });
  return found ?? null;
}

/** As many as a list shows. */
export const SHOWN = 8;

/** Reports of a client from an instant back (epoch milliseconds; null: from the last), and whether there are more. */
export async function listed(
  ask: Ask,
  of: { clientId: string; kind: ReportKind | null; before: number | null; isForClients: boolean },
): Promise<{ reports: Report[]; isMore: boolean }> {
  const found: Report[] = [];
  let before = of.before;
  // What was left out is none of the client's: it is passed over, page by page.
  for (let turn = 0; turn < NEIGHBOURS && found.length <= SHOWN; turn += 1) {
    const rows = await ask('reportsOf', {
      clientId: of.clientId,
      ...(of.kind === null ? {} : { kind: of.kind }),
      ...(before === null ? {} : { before }),
      limit: SHOWN + 1,
    });
    found.push(...rows.filter(({ state }) => (of.isForClients ? state === 'posted' : state !== 'collecting')));
    const last = rows.at(-1);
    if (last === undefined || rows.length <= SHOWN) break;
    before = last.goesAt;
  }
  return { reports: found.slice(0, SHOWN), isMore: found.length > SHOWN };
}
