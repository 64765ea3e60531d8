/** An agreement with something to celebrate, and rows of it as they are kept. */
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import type { SetDeadline } from '../../../engine/effect.ts';
import { sections } from '../../index.ts';
import { type CelebrationData, type Kept, readKept, ruleName } from '../record.ts';

export function agreed(celebrations: string, { language = 'en', name = 'Nova Bikes' } = {}): Agreement {
  const text = `schema: 1
id: nova
client: { name: "${name}", language: ${language} }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: Europe/Berlin
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
scope: { items: [{ id: blog, kind: in, title: Blog, allowance: 4 articles a month }] }
celebrations: ${celebrations}
`;
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.agreement;
}

/** As the store would give it back. */
export function kept(one: SetDeadline, more: Partial<CelebrationData> = {}): Kept {
  const row = readKept({ ...one, id: 'd1', clientId: 'nova', rule: ruleName, revision: 1 });
  return { ...row, data: { ...row.data, ...more } };
}

export const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
