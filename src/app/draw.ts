/** Drawing what is said: the view asks how things stand now, then draws in its reader's language and zone. */

import type { ModalView } from '@slack/types';
import { zoneOfClient } from '../agreement/client-zone.ts';
import { askingOnce } from '../engine/asking-once.ts';
import type { ViewData } from '../engine/event.ts';
import type { Person } from '../engine/facts.ts';
import { sideOf } from '../engine/people.ts';
import type { PageText, Reader, Rendered, View } from '../engine/rule.ts';
import type { Shell } from './shell.ts';

type Read = Reader & { userId: string | null };

/** The shell for one drawing: who reads, what, and whether it may be said are read from one world, each thing once. */
export function readingOnce(shell: Shell): Shell {
  return { ...shell, store: { ...shell.store, ask: askingOnce(shell.store.ask) } };
}

/** Draws a message. Null: there is nothing left to say. Throws when no rule has such a view. */
export async function drawMessage(
  shell: Shell,
  view: string,
  data: ViewData,
  reader: Reader,
): Promise<Rendered | null> {
  const found = viewNamed(shell, view);
  const facts = await found.load(shell.store.ask, data, reader);
  const rendered = found.render(facts, reader, data);
  return rendered === null || rendered.text.trim() === '' ? null : rendered;
}

/** Draws what somebody is paged with. Null: there is nothing left to say. Throws when the view is no page. */
export async function drawPage(shell: Shell, view: string, data: ViewData, reader: Reader): Promise<PageText | null> {
  const found = viewNamed(shell, view);
  if (found.page === undefined) throw new Error('This view is no page.');
  return found.page(await found.load(shell.store.ask, data, reader), reader, data);
}

/** Why its view finds that a message need not be said any more; null where it must. Throws when no rule has such a view. */
export async function whyPointless(shell: Shell, view: string, data: ViewData, reader: Reader): Promise<string | null> {
  const found = viewNamed(shell, view);
  if (found.pointless === undefined) return null;
  return found.pointless(await found.load(shell.store.ask, data, reader), reader, data);
}

/** Draws a form. Throws when the view is none. */
export async function drawForm(shell: Shell, view: string, data: ViewData, reader: Reader): Promise<ModalView> {
  const found = viewNamed(shell, view);
  const facts = await found.load(shell.store.ask, data, reader);
  if (found.form === undefined) throw new Error('This view is no form.');
  return found.form(facts, reader, data);
}

function viewNamed(shell: Shell, name: string): View {
  for (const rule of shell.rules) {
    const view = rule.views.find((one) => one.name === name);
    if (view !== undefined) return view;
  }
  throw new Error(`No rule has a view named ${name}.`);
}

/** How a person reads: own choice, else Slack's, else the agreement's (clients) or the agency's (staff). */
export async function readerOf(shell: Shell, userId: string, clientId: string | null): Promise<Read> {
  const { ask } = shell.store;
  const [person, agency, agreement] = await Promise.all([
    ask('person', { userId }),
    ask('agency', {}),
    clientId === null ? null : ask('agreement', { clientId }),
  ]);
  const side = sideOf(userId, person, { agreement, agency }, shell.home) === 'staff' ? 'staff' : 'client';
  const agreed =
    side === 'client' && agreement !== null
      ? { language: agreement.client.language, timeZone: zoneOfClient(agreement) }
      : {
          language: agency?.defaults.language ?? 'en',
          timeZone: agency?.defaults.timeZone ?? agreement?.officeHours.timeZone ?? 'UTC',
        };
  return { userId, ...chosen(person, agreed), side, now: shell.clock() };
}

/**
 * Whoever reads their home tab. Staff are those who serve a client, and who is known as staff of the house; everybody else
 * reads as a client, and so does who could not be asked about.
 */
export async function readerAtHome(shell: Shell, userId: string): Promise<Read> {
  const [served] = await shell.store.ask('clientsServedBy', { userId, at: shell.clock() });
  const [own] = served === undefined ? await shell.store.ask('clientsNaming', { userId }) : [];
  return readerOf(shell, userId, served?.clientId ?? own?.clientId ?? null);
}

function chosen(person: Person | null, agreed: { language: string; timeZone: string }) {
  return { language: person?.language ?? agreed.language, timeZone: person?.timeZone ?? agreed.timeZone };
}

/** How a channel or the operator reads: the client's language and zone where clients read, else the agency's. */
export async function readerAt(shell: Shell, clientId: string | null, side: Reader['side']): Promise<Read> {
  const { ask } = shell.store;
  const agency = await ask('agency', {});
  const agreement = clientId === null ? null : await ask('agreement', { clientId });
  const language = side === 'client' ? agreement?.client.language : agency?.defaults.language;
  const timeZone = side === 'client' ? agreement?.client.timeZone : agency?.defaults.timeZone;
  return {
    userId: null,
    language: language ?? 'en',
    timeZone: timeZone ?? agreement?.officeHours.timeZone ?? 'UTC',
    side,
    now: shell.clock(),
  };
}
