/**
 * The button by which a client raises an emergency, for any rule's message that they may look at when one comes up. It
 * deliberately stands there only where both sides agreed something about emergencies; staff have a command besides.
 */
import type { Button } from '@slack/types';
import type { Agreement } from '../agreement/agreement.ts';
import { emergencySection } from '../agreement/emergency.ts';
import { sectionOf } from '../agreement/section.ts';
import { button } from './blocks.ts';
import { clientSubject } from './client-subject.ts';
import { messageSubject } from './message-subject.ts';

/** What a press of it is called. */
export const raiseEmergency = 'raise-emergency';

/** The key of the reply to a message outside the hours, which carries the button too. */
export function outOfHoursKey({ channelId, ts }: { channelId: string; ts: string }): string {
  return `out-of-hours:reply:${channelId}:${ts}`;
}

/** The message that a reply of such a key answers; null for any other key. */
export function answeredOutOfHours(key: string): { channelId: string; ts: string } | null {
  const [, channelId, ts] = /^out-of-hours:reply:([^:]+):(\d+\.\d+)$/.exec(key) ?? [];
  return channelId === undefined || ts === undefined ? null : { channelId, ts };
}

/** The button with this text, about a message where it stands below one; none where nothing is agreed about emergencies, or the agreement is not in force. */
export function emergencyButton(
  agreement: Agreement,
  text: string,
  about: { channelId: string; ts: string } | null = null,
): Button[] {
  if (agreement.status !== 'active' || sectionOf(agreement, emergencySection) === undefined) return [];
  const subject = about === null ? clientSubject(agreement.id) : messageSubject(about);
  return [{ ...button(raiseEmergency, text, subject), style: 'danger' }];
}
