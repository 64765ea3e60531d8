import { expect, test } from 'vitest';
import type { IncomingMessage } from './incoming.ts';
import { placeOfKept, readKept, subjectOfKept } from './kept-place.ts';
import { type Written, writeDeleted, writeOnBehalf, writePosted } from './written.ts';

const ts = '1700000000.000100';
const echo: IncomingMessage = {
  kind: 'message',
  slackChannelId: 'C0NOVA',
  ts,
  threadTs: '1699990000.000100',
  author: 'U0RULES',
  authorTeamId: null,
  isBot: true,
  text: 'Here it is. Anything else?',
  fileCount: 0,
  editedTs: null,
};
const ours = { ts, threadTs: echo.threadTs, author: 'U0MIRA' };
const read = { needsReply: true, reason: 'question' };

const heard = (row: Written | null) => writePosted('channel', row, echo, read).row;
const posted = (row: Written | null) => writeOnBehalf('channel', row, ours).row;

test('what we posted for somebody is theirs, whether we or Slack says first that it stands there', () => {
  const row = posted(null);
  expect(row).toMatchObject({ author: 'U0MIRA', isBot: false, threadTs: echo.threadTs, ts });
  expect(posted(heard(null))).toEqual(row);
  expect(heard(row)).toEqual(row);
  expect(writePosted('channel', row, echo, read).since).toBeNull();
  expect(writeOnBehalf('channel', row, ours).since).toBeNull();
});

test('what we say for ourselves stays a bot’s', () => {
  expect(heard(null)).toMatchObject({ author: 'U0RULES', isBot: true });
});

test('deleted in Slack before we knew that it stood there, it is theirs and deleted', () => {
  const deletion = {
    kind: 'deletion' as const,
    slackChannelId: 'C0NOVA',
    ts,
    deletedTs: '1700000100.000100',
    previous: null,
  };
  const row = writeDeleted('channel', heard(null), deletion).row;
  expect(posted(row)).toMatchObject({ author: 'U0MIRA', isBot: false, deletedAt: 1_700_000_100_000 });
});

test('words for later are named by channel, author and request, whatever the request is called', () => {
  const place = placeOfKept('U0MIRA', 'command:12.34.ab@c');
  const subject = subjectOfKept({ channelId: 'channel', place });
  expect(readKept(subject)).toEqual({ channelId: 'channel', place, userId: 'U0MIRA' });
  expect(place).toBe('later-U0MIRA-command.12.34.ab.c');
  for (const other of ['channel:1700000000.000100', 'client:nova:U0MIRA', '']) expect(readKept(other)).toBeNull();
});
