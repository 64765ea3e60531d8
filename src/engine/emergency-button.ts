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

/** What a press of it is called. */
export const raiseEmergency = 'raise-emergency';

/** The key of the reply to a message outside the hours, which carries the button too. */
export function outOfHoursKey({ channelId, ts }: { channelId: string; ts: string }): string {
  return `out-of-hours:reply:${channelId}:${ts}`;
}

/** The button with this text; none where nothing is agreed about emergencies, or the agreement is not in force. */
export function emergencyButton(agreement: Agreement, text: string): Button[] {
  if (agreement.status !== 'active' || sectionOf(agreement, emergencySection) === undefined) return [];
  return [{ ...button(raiseEmergency, text, clientSubject(agreement.id)), style: 'danger' }];
}
