/** Nova's wins, and who reads of them. */
import { loadAgreement } from '../../../agreement/load.ts';
import type { Reader } from '../../../engine/rule.ts';
import type { Win } from '../../../engine/win.ts';
import { sections } from '../../index.ts';

export const at = Date.UTC(2026, 10, 3, 9);
export const agreed = (language: string, name = 'Nova Bikes') => {
  const text = `schema: 1
id: nova
client: { name: ${name}, language: ${language} }
channels: [C0NOVA]
internalChannel: C0INT
officeHours: { timeZone: Europe/Berlin, weekly: { mon: 09:00-17:00 } }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
`;
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
  if (!loaded.ok) throw new Error('not read');
  return loaded.agreement;
};
export const reader = (language: string, side: Reader['side'] = 'staff'): Reader => ({
  ...{ userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side, now: at },
});
export const win = (changes: Partial<Win> = {}): Win => ({
  ...{ id: 'win-1', clientId: 'nova', channelId: 'c-nova', place: 'win-U0MIRA-1', message: null, whose: 'client' },
  ...{ people: ['U0ANNA', 'U0JONAS'], raisedBy: 'U0MIRA', raisedFrom: 'staff', how: 'command', raisedAt: at },
  ...{ month: '2026-11', state: 'posted', wording: 'win.3', attempt: 1, approvedBy: 'U0MIRA' },
  ...{ settledBy: null, settledAt: null, revision: 1 },
  ...changes,
});
export const channel = {
  ...{ id: 'c-nova', slackChannelId: 'C0NOVA', clientId: 'nova', name: 'nova-bikes', role: 'shared' as const },
  ...{ isArchived: false, isMember: true, isExternallyShared: true },
};
export const names = new Map([
  ['U0ANNA', 'Anna Novak'],
  ['U0JONAS', 'Jonas Weber'],
  ['U0MIRA', 'Mira Aksoy'],
]);
