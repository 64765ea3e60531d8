/** What came of a meeting, as short and as long as it can be. */
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import type { RecapWords } from '../../../engine/meeting-recap.ts';
import type { Reader } from '../../../engine/rule.ts';
import { sections } from '../../index.ts';
import { LONGEST_LINE, LONGEST_NEXT, type Recap, type RecapData } from '../record.ts';
import type { Shown } from '../views/parts.ts';

export const now = Date.parse('2026-11-09T11:00:00+01:00');
const at = Date.parse('2026-11-09T10:00:00+01:00');

/** An agreement with one weekly call. */
export function agreed(language = 'en') {
  const text = `schema: 1
id: nova
client: { name: Nova Bikes, language: ${language} }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: Europe/Berlin
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA, U0BEN] }
rhythm: { meetings: [{ id: call, title: Weekly call, when: every Monday 10:00 }] }
`;
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.agreement;
}

const short: RecapWords = {
  decided: ['Photos first'],
  actions: [{ id: 'a-1', what: 'Book the studio', owner: 'U0JONAS', dueOn: '2026-11-12' }],
  next: '',
};
const long: RecapWords = {
  decided: Array.from({ length: 10 }, () => '<&>'.repeat(LONGEST_LINE / 3)),
  actions: Array.from({ length: 10 }, (_, index) => ({
    ...{ id: `a-${index}`, what: '<!channel>'.repeat(LONGEST_LINE / 10), owner: 'U0ANNA', dueOn: '2026-11-30' },
  })),
  next: '&'.repeat(LONGEST_NEXT),
};

/** Sent and not confirmed yet, unless `data` says otherwise. */
export function recap(data: Partial<RecapData> = {}): Recap {
  const sent = {
    by: 'U0MIRA',
    at: now,
    channelId: 'c-nova',
    place: 'recap-U0MIRA-1',
    edition: 1,
    isAnew: false,
    revision: 2,
  };
  return {
    ...{
      id: 'd1',
      clientId: 'nova',
      channelId: null,
      rule: 'recaps',
      subject: 'recap:nova:call:2026-11-09',
      name: 'recap',
    },
    ...{ dueAt: now, ringAt: now, revision: 1, state: 'pending', settledAt: null },
    data: {
      ...{ schema: 1, clientId: 'nova', meeting: 'call', plannedFor: '2026-11-09', at, until: at + 1_800_000 },
      ...{
        stage: 'sent',
        outcome: null,
        revision: 2,
        draft: null,
        editions: 1,
        sent,
        confirmed: null,
        kept: null,
        missing: [],
      },
      ...data,
    },
  };
}

/** The same as it is drawn. */
export function shown(language = 'en', isLong = false, data: Partial<RecapData> = {}): Shown {
  const name = isLong ? `${'*'.repeat(70)}<!here>` : 'Mira Aksoy';
  const names = new Map([
    ['U0MIRA', name],
    ['U0JONAS', 'Jonas Weber'],
    ['U0ANNA', isLong ? name : 'Anna Novak'],
  ]);
  const words = isLong ? long : short;
  const agreement = agreed(language);
  return {
    ...{ recap: recap(data), agreement, title: isLong ? 'W'.repeat(60) : 'Weekly call', nextAt: at + 7 * 86_400_000 },
    ...{ draft: data.draft == null ? null : words, sent: words, names },
    channel: {
      ...{ id: 'c-nova', slackChannelId: 'C0NOVA', clientId: 'nova', name: 'nova', role: 'shared' as const },
      ...{ isArchived: false, isMember: true, isExternallyShared: true },
    },
  };
}

/** Whoever reads, in Berlin. */
export function reader(language: string, side: Reader['side'] = 'staff'): Reader {
  return { userId: 'U0MIRA', language, timeZone: 'Europe/Berlin', side, now };
}
