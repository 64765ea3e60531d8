import { describe, expect, test } from 'vitest';
import { readAsked } from '../asked.ts';
import { placeSubject, readFormSubject } from '../place.ts';
import { asTyped, safeText } from '../safe-text.ts';

const apart = '\u200B';

describe('what is posted of a text', () => {
  test.each([
    ['people and channels keep their names', 'Hi <@U0ANNA|anna>, see <#C0NOVA|nova>', 'Hi <@U0ANNA>, see <#C0NOVA>'],
    ['links stay links', '<https://a.example/?a=1&b=2|here>', '<https://a.example/?a=1&amp;b=2|here>'],
    ['nobody is called', '<!channel> <!here|here> <!everyone>', `@${apart}channel @${apart}here @${apart}everyone`],
    ['nor is a group', '<!subteam^S01|@design> <!subteam^S02>', `@${apart}design @${apart}group`],
    ['what is no reference is text', 'a < b & c > d <script>', 'a &lt; b &amp; c &gt; d &lt;script&gt;'],
    ['no link but to pages, mail and phones', '<javascript:alert(1)|x>', '&lt;javascript:alert(1)|x&gt;'],
    ['what is escaped already stays so', '&lt;b&gt; &amp; &', '&lt;b&gt; &amp; &amp;'],
    ['what no table can hold goes', 'a\0b\uD800', 'ab\uFFFD'],
    ['nothing around it counts', '  \n ', ''],
  ])('%s', (_, given, safe) => {
    expect(safeText(given)).toBe(safe);
  });

  test('what is edited and sent again is what it was', () => {
    const safe = safeText('Hi <@U0ANNA|anna>: 1 < 2 & <https://a.example/?a=1&b=2|3 > 2> <!here>');
    expect(safeText(asTyped(safe))).toBe(safe);
  });
});

describe('what /rules later was followed by', () => {
  test.each([
    ['later', { what: 'list' }],
    ['  Later  list ', { what: 'list' }],
    ['later nudges  OFF', { what: 'nudges-off' }],
    ['later nudges on', { what: 'nudges-on' }],
    ['later akşamlar', { what: 'evenings' }],
    ['later evenings are long\nindeed', { what: 'keep', text: 'evenings are long\nindeed' }],
  ])('%j', (given, asked) => {
    expect(readAsked(given)).toEqual(asked);
  });
});

test('a form knows its channel, its thread and what it is about', () => {
  expect(readFormSubject(placeSubject('ours', null))).toMatchObject({ channelId: 'ours', lane: 'top', about: null });
  expect(readFormSubject(placeSubject('ours', '1.2', '3.4'))).toEqual({
    channelId: 'ours',
    lane: '1.2',
    about: '3.4',
    kept: null,
  });
  const edited = readFormSubject('ours:later-U0MIRA-command.1.2@3');
  expect(edited).toMatchObject({ about: '3', kept: { channelId: 'ours', userId: 'U0MIRA' } });
  expect(readFormSubject('')).toBeNull();
});
