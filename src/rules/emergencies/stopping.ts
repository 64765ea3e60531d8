/** What stops everywhere when an emergency is taken or over. */
import type { Effect } from '../../engine/effect.ts';
import type { Incident } from '../../engine/incident.ts';
import type { IncidentFacts } from './load.ts';

/** A call that was placed longer ago has rung or been answered. */
const CALL_RINGS = 120_000;

/** Nothing that has not left leaves any more; phones stop ringing, and systems with incidents of their own are told. */
export function stopped(
  incident: Incident,
  { pages }: Pick<IncidentFacts, 'pages'>,
  what: 'acknowledged' | 'resolved',
  now: number,
): Effect[] {
  const { id: incidentId, revision, round } = incident;
  const out = pages.filter((page) => page.what === 'page' && page.attemptedAt !== null && page.state !== 'failed');
  const systems = [
    ...new Map(out.filter(({ responder }) => responder === 'system').map((page) => [page.way, page])).values(),
  ];
  const ringing = out.filter(
    ({ way, reference, attemptedAt }) => way === 'call' && reference && now - (attemptedAt ?? 0) < CALL_RINGS,
  );
  const page = (id: string, one: (typeof out)[number], more: object): Effect => ({
    kind: 'page',
    page: { id, incidentId, round, step: one.step, responder: one.responder, way: one.way, ...more },
  });
  return [
    { kind: 'stop-pages', incidentId },
    ...systems.map((one) => page(`${incidentId}:${what}:${revision}:${one.way}`, one, { what })),
    ...ringing.map((one) => page(`${one.id}:withdrawn`, one, { what: 'withdrawn', reference: one.reference })),
  ];
}
