import { expect, test } from 'vitest';
import { incomingFromEnvelope } from './envelope.ts';

const opened = { type: 'app_home_opened', user: 'U0ANA', channel: 'D0ANA', tab: 'home', event_ts: '1793376000.000100' };
const read = (event: object) =>
  incomingFromEnvelope({ type: 'event_callback', event_id: 'Ev0001', event_time: 1793376000, event }, 'U0RULES');

test('a home tab that somebody opens is told with who it was', () => {
  const incoming = [{ kind: 'home-opened', by: 'U0ANA', slackEventId: 'Ev0001', eventTs: '1793376000.000100' }];
  expect(read(opened)).toEqual({ kind: 'happened', incoming });
});

test('what stands beside it under Messages is nothing to us', () => {
  expect(read({ ...opened, tab: 'messages' })).toEqual({ kind: 'nothing' });
});

test('one without its reader is malformed', () => {
  expect(read({ ...opened, user: undefined })).toMatchObject({ kind: 'malformed', eventId: 'Ev0001' });
});
