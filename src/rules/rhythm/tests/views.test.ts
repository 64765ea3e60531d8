import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../../agreement/agreement.ts';
import { loadAgreement } from '../../../agreement/load.ts';
import { problemText } from '../../../agreement/problem.ts';
import type { Ask, Questions } from '../../../engine/facts.ts';
import { type Milestone, newMilestone } from '../../../engine/milestone.ts';
import type { Contributor, Report } from '../../../engine/report.ts';
import type { Reader } from '../../../engine/rule.ts';
import { type Skipped, saySkipped } from '../../../engine/skipped.ts';
import { sections } from '../../index.ts';
import { rhythm } from '../views/rhythm.ts';
import { skipped } from '../views/skipped.ts';

const agreed = (more: string, id = 'nova'): Agreement => {
  const text = `schema: 1
id: ${id}
client: { name: "Nova & <Bikes>", language: en }
channels: [C0NOVA]
internalChannel: C0INT
officeHours:
  timeZone: Europe/Berlin
  weekly: { mon: 09:00-17:00, tue: 09:00-17:00, wed: 09:00-17:00, thu: 09:00-17:00, fri: 09:00-17:00 }
  holidays: { country: DE, state: BE }
people: { owner: U0MIRA, backup: U0JONAS, client: [U0ANNA] }
${more}`;
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template: () => undefined });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.agreement;
};
const meetings = (all: string[]) => `rhythm: { meetings: [${all.join(', ')}] }\n`;
const call = '{ id: call, title: Weekly call, when: every Friday 10:00 }';
const visit = '{ id: visit, title: Visit, when: 25th 11:00, onClosedDays: skip }';
const now = Date.parse('2026-12-14T08:00:00Z');
const reader = (language: string): Reader => ({
  userId: 'U0MIRA',
  language,
  timeZone: 'Europe/Istanbul',
  side: 'staff',
  now,
});

const report = (more: Partial<Report>): Report => ({
  ...{ id: 'r1', clientId: 'nova', kind: 'weekly', plannedFor: '2026-12-18', goesAt: now, draftAt: now },
  ...{ state: 'collecting', agreementVersion: 1, questions: [], contributors: [], channelId: 'c', edited: null },
  ...{ approvedBy: null, approvedAt: null, postedAt: null, postedPlace: null, skippedBecause: null, revision: 1 },
  ...more,
});
const contributor = (answeredAt: number | null): Contributor => ({
  ...{ userId: 'U0MIRA', standsFor: null, askAt: now, askedAt: now, remindedAt: null, answeredAt, place: null },
});
const milestone = (milestoneId: string, agreedFor: string, more: Partial<Milestone> = {}): Milestone => ({
  ...newMilestone('nova', { id: milestoneId, date: agreedFor }),
  ...more,
});
type World = { agreements: Agreement[]; off?: string[]; reports?: Report[]; milestones?: Milestone[] };
const asking = ({ agreements, off = [], reports = [], milestones = [] }: World): Ask => {
  const answers: Partial<{ [Name in keyof Questions]: (given: never) => unknown }> = {
    agreements: ({ clientIds }: { clientIds: string[] }) => agreements.filter(({ id }) => clientIds.includes(id)),
    deadlinesOfClients: () =>
      off.map((plannedFor) => ({ data: { meeting: 'call', plannedFor, cancelledBy: 'U0MIRA' } })),
    openReports: () => reports,
    reportsOf: () => [],
    milestonesOf: () => milestones,
    persons: () => [{ userId: 'U0MIRA', name: 'Mira <Aksoy>' }],
  };
  return (async (name, given) => answers[name]?.(given as never)) as Ask;
};
const drawn = async (world: World, language: string, what = 'shown') => {
  const clientIds = world.agreements.map(({ id }) => id);
  return rhythm.render(await rhythm.load(asking(world), { clientIds }, reader(language)), reader(language), { what });
};

describe.each(['en', 'tr'])('what comes, in %s', (language) => {
  test('with what was moved, left out for the day, and left out this time', async () => {
    const world = { agreements: [agreed(meetings([call, visit]))], off: ['2026-12-18'] };
    expect((await drawn(world, language))?.text).toMatchSnapshot();
  });

  test('of every kind, with how far each is', async () => {
    const everything =
      `${meetings([call]).replace('] }', '], STATUS, MILESTONES }')}celebrations: { anniversaries: { contract: 2024-12-17 } }\n`
        .replace(
          'STATUS',
          'status: { weekly: { when: every Friday 15:00 }, monthly: { when: last business day 10:00 } }',
        )
        .replace(
          'MILESTONES',
          `milestones: [${['shop', 'app', 'beta', 'late'].map((id, index) => `{ id: ${id}, title: ${id}!, date: 2026-12-${14 + index} }`).join(', ')}]`,
        );
    const reports = [
      report({ contributors: [contributor(now), contributor(null), contributor(null)] }),
      report({ plannedFor: '2026-12-25', state: 'draft' }),
      report({ plannedFor: '2027-01-01', state: 'skipped' }),
      report({ kind: 'monthly', plannedFor: '2026-12-31', state: 'draft', approvedAt: now }),
    ];
    const milestones = [
      milestone('shop', '2026-12-14', { state: 'reached' }),
      milestone('app', '2026-12-15', { onTrackAt: now }),
      milestone('beta', '2026-12-16', { date: '2026-12-21' }),
      milestone('late', '2026-12-17', { date: '2027-06-01' }),
    ];
    const world = { agreements: [agreed(everything)], reports, milestones };
    expect((await drawn(world, language))?.text).toMatchSnapshot();
  });

  test('nothing agreed, an agreement that has ended, one that rests, nobody’s client', async () => {
    const said = [
      await drawn({ agreements: [agreed('')] }, language),
      await drawn({ agreements: [agreed(`status: ended\n${meetings([call])}`)] }, language),
      await drawn({ agreements: [agreed(`status: paused\n${meetings([call])}`)] }, language),
      await drawn({ agreements: [] }, language, 'not-yours'),
      await drawn({ agreements: [] }, language, 'nobody'),
    ];
    expect(said.map((one) => one?.text)).toMatchSnapshot();
  });

  test('the longest list is cut where nobody reads on, and Slack takes it', async () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      call.replace('call', `c${index}`).replace('Weekly call', 'W'.repeat(60)),
    );
    const clients = ['a', 'b', 'c'].map((id) => agreed(meetings(many), id));
    const rendered = await drawn({ agreements: clients }, language);
    expect(rendered?.text.split('\n').at(-2)).toMatchSnapshot();
    const texts =
      rendered?.blocks.map((block) => (block.type === 'section' ? (block.text?.text.length ?? 0) : 0)) ?? [];
    expect(Math.max(...texts)).toBeLessThanOrEqual(3000);
  });

  test('a question what came of a meeting was left out, and goes without saying where its agenda was', async () => {
    const agreement = agreed(meetings([call]));
    const of = { clientId: 'nova', id: 'call', count: 1 };
    const all: Skipped[] = [
      { ...of, kind: 'recap', first: now - 86_400_000 },
      { ...of, kind: 'recap', first: now },
      { ...of, kind: 'meeting', first: now },
    ];
    const reach = { agreement, agency: null, missing: { gone: [], away: [] } };
    const subjects = all.flatMap((one) => saySkipped(one, reach)).map(({ data }) => String(data.subject));
    const facts = await skipped.load(asking({ agreements: [agreement] }), { subjects }, reader(language));
    expect(skipped.render(facts, reader(language), {})?.text.split('\n').slice(1, -1)).toMatchSnapshot();
  });

  test('what was left out is one message, however much it is', async () => {
    const agreement = agreed(meetings([call]));
    const all: Skipped[] = [1, 2, 4].map((count) => ({
      ...{ clientId: 'nova', kind: 'meeting', id: count === 4 ? 'gone' : 'call' },
      ...{ first: now - count * 86_400_000, count },
    }));
    const reach = { agreement, agency: null, missing: { gone: [], away: [] } };
    const subjects = all.flatMap((one) => saySkipped(one, reach)).map(({ data }) => String(data.subject));
    const facts = await skipped.load(asking({ agreements: [agreement] }), { subjects }, reader(language));
    expect(skipped.render(facts, reader(language), {})?.text).toMatchSnapshot();
  });
});

test('what another client’s agreement was is not said once it is gone', async () => {
  const facts = await skipped.load(asking({ agreements: [] }), { subject: 'nova|meeting|call|1|1' }, reader('en'));
  expect(skipped.render(facts, reader('en'), {})).toBeNull();
});
