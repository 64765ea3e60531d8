/**
 * What a form and its buttons carry so that they find their way after a restart: the subject that is held under lock (a
 * client, a channel that no agreement names yet, or any other), and after a `#` how it stood when the form was drawn. It
 * deliberately holds ids and numbers only.
 */
import { clientSubject } from './client-subject.ts';

export type FormSubject = {
  /** The subject without what stands after `#`. */
  about: string;
  /** Our id of the channel, where it is about one. */
  channelId: string | null;
  /** How it stood when the form was drawn, as its rule counts it; null where it says nothing. */
  stood: number | null;
};

const ofChannel = /^channel:([^#]+)$/;

/** The subject of a channel; `stood` is the rule's own count. */
export function channelSubject(channelId: string): string {
  return `channel:${channelId}`;
}

/** A subject with how it stands now. */
export function standing(about: string, stood: number): string {
  return `${about}#${stood}`;
}

/** How long a draft that nobody touches is kept, in milliseconds. */
export const DRAFTS_KEPT = 30 * 86_400_000;

/** The slot of what is filled in but not yet in force: of a channel, or of one person about a client. Goes with its time. */
export function draftSlot(of: { channelId: string } | { clientId: string; userId: string }): string {
  return 'channelId' in of ? `draft:${of.channelId}` : `draft:${clientSubject(of.clientId, of.userId)}`;
}

/** Takes a subject apart again; what nobody made comes out as it is. */
export function readFormSubject(subject: string): FormSubject {
  const [, about = subject, stood = null] = /^([^#]*)#(\d{1,15})$/.exec(subject) ?? [];
  const channelId = ofChannel.exec(about)?.[1] ?? null;
  return { about, channelId, stood: stood === null ? null : Number(stood) };
}
