import { expect, test } from 'vitest';
import { rhythmOf } from '../../../agreement/rhythm.ts';
import { withinLimits } from '../../../slack/limits.ts';
import { agreed, now, reader } from '../../recaps/tests/facts.ts';
import { faultsOfMessage } from '../../response-window/tests/slack-limits.ts';
import type { Kept } from '../record.ts';
import { agenda, lost, morning } from '../views/agenda.ts';
import type { Open } from '../views/open.ts';

const row: Kept = {
  ...{ id: 'd1', clientId: 'nova', channelId: null, rule: 'meetings', subject: 'meeting:nova:call:2026-11-16' },
  ...{ name: 'meeting', dueAt: now + 7 * 86_400_000, ringAt: now, revision: 1, state: 'pending', settledAt: null },
  data: {
    ...{ schema: 1, clientId: 'nova', meeting: 'call', plannedFor: '2026-11-16', agendaAt: now, isTold: true },
    ...{ morningAt: null, isReminded: false },
    ...{ cancelledBy: null, shared: null },
  },
};
const nothing: Open = {
  ...{ questions: [], more: 0, orders: [], incidents: [], lastTime: [], actions: [], moreActions: 0, points: [] },
};
const link = 'https://x.example/1';
const some: Open = {
  ...nothing,
  lastTime: ['Shop front', '<!channel>'],
  actions: [
    { id: 'a', owner: 'U0ANNA', name: 'Anna Novak', dueOn: '2026-11-13', what: 'Send the <prices>' },
    { id: 'b', owner: 'U0JONAS', name: 'Jonas Weber', dueOn: '2026-11-02', what: null },
    { id: 'c', owner: 'U0JONAS', name: 'Jonas Weber', dueOn: null, what: 'Book the studio' },
  ],
  moreActions: 2,
  points: [
    { name: 'Anna Novak', link, words: 'The <!here> shop\nin Bremen' },
    { name: 'Ben Hart', link, words: null },
  ],
};
const most: Open = {
  ...some,
  lastTime: Array.from({ length: 10 }, () => '&'.repeat(50)),
  actions: Array.from({ length: 6 }, () => ({
    id: 'a',
    owner: 'U0ANNA',
    name: 'A'.repeat(60),
    dueOn: null,
    what: '<'.repeat(300),
  })),
  points: Array.from({ length: 6 }, () => ({ name: 'A'.repeat(60), link, words: '>'.repeat(3000) })),
};

test.each(['en', 'tr'])(
  'the agenda says what is open, what was said last time and what the client adds (%s)',
  (language) => {
    const agreement = agreed();
    const about = { row, agreement, meeting: null, words: null, sharedBy: '', cancelledBy: 'Mira Aksoy', link: null };
    const off: Kept = { ...row, data: { ...row.data, cancelledBy: 'U0MIRA' } };
    const drawn = [nothing, some].map((open) => agenda.render({ ...about, open }, reader(language), {}));
    drawn.push(agenda.render({ ...about, row: off, open: some }, reader(language), {}));
    const visited = {
      ...about,
      meeting: {
        ...(rhythmOf(agreement).meetings[0] ?? never()),
        kind: 'visit' as const,
        place: 'Bremen, <2nd> floor',
      },
    };
    drawn.push(
      agenda.render({ ...visited, open: nothing }, reader(language), {}),
      morning.render(visited, reader(language), {}),
    );
    drawn.push(morning.render({ ...visited, row: off }, reader(language), {}));
    const shared = { by: 'U0MIRA', channelId: 'c-nova', place: 'note-U0MIRA-1', post: 1, isLost: true };
    drawn.push(lost.render({ ...about, row: { ...row, data: { ...row.data, shared } } }, reader(language), {}));
    const long = agenda.render({ ...about, open: most }, reader(language), {});
    expect([...drawn, long].map((one) => one && faultsOfMessage(withinLimits(one)))).toEqual(Array(8).fill([]));
    expect(long?.text).not.toMatch(/<!/);
    expect(drawn.map((one) => one?.text).join('\n---\n')).toMatchSnapshot();
  },
);

function never(): never {
  throw new Error('There is a meeting.');
}
