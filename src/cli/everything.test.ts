import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createWordsCipher } from '../store/words-cipher.ts';
import { groundrules } from './tests/groundrules.ts';
import { tellWaitingStory } from './tests/story.ts';

const story = tellWaitingStory('Could you send the Bergfink invoice again, please?');

type Message = {
  author: string;
  words: string | null;
  wordsAre: string;
  occurredAt: string;
  marks: { name: string }[];
};

async function everything() {
  const { code, out, err } = await groundrules('export', 'nova', '--everything');
  expect(code).toBe(0);
  return { kept: JSON.parse(out), err };
}

describe('export --everything', () => {
  beforeAll(async () => {
    const { slack, walk } = story.sandbox();
    await slack.as('U0DENIZ').post('C0DEFNE', 'Karatavuk menüsü hazır mı?');
    await walk.rest();
    await walk.to(Date.parse('2026-11-23T10:30:00+01:00'));
    const asked = slack.as('U0MIRA').sees('C0NOVA').messages.at(-1);
    await slack.as('U0MIRA').react('C0NOVA', asked?.ts ?? '', 'eyes');
    await slack.as('U0MIRA').post('C0NOVA', 'Here is the Rotkehlchen one.');
    await walk.rest();
  });

  test('holds the agreement, who asked what when, what was promised, concluded and said, with reasons as sentences', async () => {
    const { kept, err } = await everything();
    expect(kept).toMatchObject({
      document: 'groundrules-client',
      schema: 1,
      client: { id: 'nova', name: 'Nova Bikes' },
    });
    expect(kept.agreements).toHaveLength(1);
    expect(kept.agreements[0].text).toContain('# Nova Bikes: shared with them by Slack Connect.');
    expect(kept.channels.map((one: { slackChannelId: string }) => one.slackChannelId).sort()).toEqual([
      'C0NOVA',
      'C0NOVAINT',
    ]);
    expect(kept.people).toContainEqual(expect.objectContaining({ userId: 'U0ANNA', name: 'Anna Novak' }));
    expect(kept.conversations).toMatchObject([{ asker: 'U0ANNA', settled: { how: 'replied', by: 'U0MIRA' } }]);
    const [asked, answered] = kept.messages as Message[];
    expect(asked).toMatchObject({ author: 'U0ANNA', occurredAt: '2026-11-20T15:50:00.000Z', wordsAre: 'kept' });
    expect(asked?.words).toContain('Bergfink');
    expect(asked?.marks).toMatchObject([{ name: 'taken', by: 'U0MIRA' }]);
    expect(answered).toMatchObject({ author: 'U0MIRA', words: null, wordsAre: 'gone' });
    expect(kept.deadlines).toContainEqual(
      expect.objectContaining({ name: 'reply', state: 'met', dueAt: '2026-11-23T09:50:00.000Z' }),
    );
    expect(kept.rulings.map(({ sentence }: { sentence: string }) => sentence).join()).toContain(
      'It waits for an answer',
    );
    expect(kept.said).toContainEqual(
      expect.objectContaining({ view: 'warning', to: { kind: 'person', userId: 'U0MIRA' } }),
    );
    expect(err).toMatch(
      /Wrote of Nova Bikes: 1 version of the agreement, 1 conversation, 2 messages \(1 with their words\)/,
    );
  });

  test('holds nothing of another client', async () => {
    const text = JSON.stringify((await everything()).kept);
    expect(text).not.toContain('Karatavuk');
    expect(text).not.toContain('U0DENIZ');
  });

  test('says of words under a lost key that they are unavailable', async () => {
    const { db } = story.sandbox();
    const before = (await db.query("select text from words where text like '%Bergfink%'")).rows[0].text;
    const sealed = createWordsCipher('a key that nobody has any more').seal(before);
    await db.query('update words set text = $1 where text = $2', [sealed, before]);
    const { kept, err } = await everything();
    await db.query('update words set text = $1 where text = $2', [before, sealed]);
    expect(kept.messages[0]).toMatchObject({ words: null, wordsAre: 'unavailable' });
    expect(err).toContain('(0 with their words, 1 with words that cannot be read)');
  });

  test('goes into a file that only its owner may read, and never over another', async () => {
    const file = join(story.folder, 'nova.json');
    const { code, out, err } = await groundrules('export', 'nova', '--everything', '--out', file);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain(` to ${file}.`);
    expect(JSON.parse(readFileSync(file, 'utf8')).client.id).toBe('nova');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = await groundrules('export', 'nova', '--everything', '--out', file);
    expect(again.code).toBe(1);
    expect(again.err).toContain('there is such a file already');
  });

  test.each([
    ['an unknown client', ['nvoa', '--everything'], 1, 'Did you mean nova?'],
    ['the agency', ['agency', '--everything'], 2, '--everything is of one client'],
    ['one version of everything', ['nova', '--everything', '--version', '1'], 2, '--everything has every version'],
    ['a file for less than everything', ['nova', '--out', 'nova.yml'], 2, '--out goes with --everything'],
    ['a file in no folder', ['nova', '--everything', '--out', '/nowhere/nova.json'], 1, 'cannot be written (ENOENT)'],
  ])('refuses %s', async (_, words, expected, because) => {
    const { code, err } = await groundrules('export', ...words);
    expect(err).toContain(because);
    expect(code).toBe(expected);
  });
});

test('reports lists what a client was reported, and says what there is not', async () => {
  const listed = await groundrules('reports', 'nova', '--kind', 'weekly');
  expect(listed.out).toMatch(
    /^Nova Bikes \(Europe\/Berlin\)\n {2}2026-11-27 {2}weekly {2}collecting {2}Fri 27 Nov 2026 15:00$/,
  );
  expect(JSON.parse((await groundrules('reports', 'nova', '--json')).out)).toHaveLength(2);
  expect(await groundrules('reports', 'nov')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Did you mean nova?'),
  });
  const none = await groundrules('reports', 'nova', '--format', 'html', '--out', join(import.meta.dirname, 'x.html'));
  expect(none).toMatchObject({ code: 1, err: expect.stringContaining('There is no such report.') });
  expect(await groundrules('reports', 'nova', '--format', 'pdf')).toMatchObject({ code: 2 });
  expect(await groundrules('reports', 'nova', '--out', 'x.html')).toMatchObject({ code: 2 });
});
