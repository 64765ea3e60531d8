/** Business time as people live it: each promise about the clock once through the whole house. */
import { describe, expect, test } from 'vitest';
import { tellStories } from '../support/story.ts';

const story = tellStories('2026-03-02');

/** An agreement's own office hours in place of the template's. */
const openOn = (weekly: string) => (text: string) =>
  text.replace('officeHours:\n', `officeHours:\n  weekly: { ${weekly} }\n`);
const windows = (section: string) => (text: string) => `${text}responseWindow: ${section}\n`;
const every = (hours: string) => ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `${day}: "${hours}"`).join(', ');
const together =
  (...edits: ((text: string) => string)[]) =>
  (text: string) =>
    edits.reduce((edited, edit) => edit(edited), text);

const question = 'Can you send us the files?';
const asks = () => story.says('U0ANNA', 'C0NOVA', question);

describe('9 office hours', () => {
  test('9 asked on Friday 16:30 with an hour to answer, it is due on Monday 09:30; on Saturday the clock stands till Monday', async () => {
    await story.agree('nova', windows('{ priorities: { normal: { first: 1h } } }'));
    await story.until('Fri 16:30');
    await asks();
    await story.until('Sat 11:00');
    await story.says('U0BEN', 'C0NOVA', 'And when is the shooting?');
    expect(await story.records('C0NOVA')).toEqual(['due Mon 09:30, alarm Mon 09:15', 'due Mon 10:00, silent']);
    await story.until('Mon 09:40');
    expect(story.told('U0MIRA')).toEqual(['Mon 09:15 warning', 'Mon 09:30 breach']);
  });

  test('9 a lunch break is closed: asked at 11:45 with an hour to answer, it is due at 14:15', async () => {
    await story.begin();
    const hour = windows('{ priorities: { normal: { first: 1h } } }');
    await story.agree('nova', together(openOn(every('08:00-12:00, 13:30-18:00')), hour));
    await story.until('Tue 11:45');
    await asks();
    await story.until('Tue 14:20');
    expect(story.told('U0MIRA')).toEqual(['Tue 14:00 warning', 'Tue 14:15 breach']);
  });

  test('9 a window that ends exactly at closing is due at 17:00 today, and told then', async () => {
    await story.begin();
    await story.until('Wed 15:00');
    await asks();
    await story.until('Wed 18:00');
    expect(story.told('U0RUTH')).toEqual(['Wed 17:00 breach']);
    expect(await story.records('C0NOVA')).toEqual(['due Wed 17:00, alarm Thu 10:00']);
  });
});

describe('10 physical time', () => {
  const nights = (text: string) =>
    together(openOn('sat: "22:00-06:00"'), windows('{ priorities: { normal: { first: 6h } } }'))(text);

  test('10 a night shift on the night when the clock goes forward is an hour shorter, and its alarm rings once', async () => {
    await story.begin('2026-03-28');
    await story.agree('nova', nights);
    await story.until('Sat 22:00');
    await asks();
    await story.until('Sun 12:00');
    expect(story.told('U0MIRA')).toEqual(['Sun 03:30 warning', 'Sun 05:00 breach']);
  });
});

describe('11 business dates', () => {
  test('11 “1 business day” is the same local time on the next business date, warned at 75 % of the open time between', async () => {
    await story.begin('2026-04-13');
    await story.agree('nova', windows('{ priorities: { normal: { first: 1 business day } } }'));
    await story.until('Fri 10:00');
    await asks();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 10:00, alarm Fri 16:00']);
  });

  test('11 “end of next business day” is the last closing of the next business date: Friday 20:00 means Monday', async () => {
    await story.begin();
    await story.agree('nova', windows('{ priorities: { normal: { first: end of next business day } } }'));
    await story.until('Fri 20:00');
    await asks();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 17:00, alarm Mon 15:00']);
  });
});

describe('12 holidays and exceptions', () => {
  test('12 a public holiday is closed: asked before May Day at 16:00, it is due on Monday 10:00, and nobody hears of it in between', async () => {
    await story.begin('2026-04-30');
    await story.until('Thu 16:00');
    await asks();
    await story.until('Mon 10:30');
    expect(story.told('U0MIRA')).toEqual(['Mon 09:30 warning', 'Mon 10:00 breach']);
  });

  test('12 an extra working day counts: a Saturday that is open by exception is a business date', async () => {
    await story.begin('2026-06-01');
    await story.agree('nova', (text) =>
      text.replace('  exceptions:\n', '  exceptions:\n    - { date: 2026-06-06, hours: 10:00-14:00 }\n'),
    );
    await story.until('Fri 16:00');
    await asks();
    await story.until('Sat 11:30');
    expect(story.told('U0MIRA')).toEqual(['Sat 10:30 warning', 'Sat 11:00 breach']);
  });

  test('12 a holiday is a date in the calendar’s own zone: it closes New York on Friday, not yet when it is Friday elsewhere', async () => {
    await story.begin('2026-07-02');
    // Independence Day is kept on Friday the third. The last half hour of Thursday there still counts.
    await story.until('Thu 16:30', 'America/New_York');
    await story.says('U0SAM', 'C0ORCHARD', question);
    await story.until('Mon 13:00', 'America/New_York');
    expect(story.told('U0JONAS', 'America/New_York')).toEqual(['Mon 11:30 warning', 'Mon 12:30 breach']);
  });
});

describe('13 warnings', () => {
  test('13 a warning is subtracted in business time: due Tuesday 11:00, an hour before is Tuesday 10:00', async () => {
    await story.begin();
    const early = windows('{ warnAt: 1h before, priorities: { normal: { first: 4h } } }');
    await story.agree('nova', together(openOn(every('08:00-18:00')), early));
    await story.until('Mon 17:00');
    await asks();
    expect(await story.records('C0NOVA')).toEqual(['due Tue 11:00, alarm Tue 10:00']);
  });

  test('13 a window shorter than the lead is warned of at half', async () => {
    await story.begin();
    await story.agree('nova', windows('{ warnAt: 3h before, priorities: { normal: { first: 2h } } }'));
    await story.until('Mon 10:00');
    await asks();
    await story.until('Mon 11:30');
    expect(story.told('U0MIRA')).toEqual(['Mon 11:00 warning']);
  });
});

describe('14 no alarm at night', () => {
  test('14 a repeat that would fall at 17:20 waits for the opening', async () => {
    await story.begin();
    await story.until('Mon 14:20');
    await asks();
    await story.until('Tue 12:00');
    // The breach at 16:20 left forty minutes of the hour; the rest of it passes on Tuesday.
    expect(story.told('U0RUTH')).toEqual([
      'Mon 16:20 breach',
      'Tue 09:20 repeat-1',
      'Tue 10:20 repeat-2',
      'Tue 11:20 repeat-3',
    ]);
  });

  test('14 a window around the clock is told at any hour, and repeated at night', async () => {
    await story.begin();
    await story.agree(
      'nova',
      windows('{ hours: roundTheClock, afterBreach: { repeatEvery: 1h, times: 2, to: [managers] } }'),
    );
    await story.until('Mon 14:20');
    await asks();
    await story.until('Mon 20:00');
    expect(story.told('U0RUTH')).toEqual(['Mon 16:20 breach', 'Mon 17:20 repeat-1', 'Mon 18:20 repeat-2']);
    await story.begin();
    await story.agree('nova', windows('{ hours: roundTheClock }'));
    await story.until('Sat 23:00');
    await asks();
    await story.until('Sun 03:00');
    expect(story.told('U0MIRA').slice(0, 2)).toEqual(['Sun 00:30 warning', 'Sun 01:00 breach']);
  });
});

describe('15 a calendar that never opens', () => {
  test('15 a calendar that never opens is refused when it is applied, and the one in force stays', async () => {
    await story.begin();
    const closed = openOn(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => `${day}: closed`).join(', '));
    await expect(story.agree('nova', closed)).rejects.toThrow(/edited\.yml:\d+:\d+ officeHours/);
    await story.until('Mon 10:00');
    await asks();
    expect(await story.records('C0NOVA')).toEqual(['due Mon 12:00, alarm Mon 11:30']);
  });
});

describe('10 in autumn', () => {
  test('10 a night shift on the night when the clock goes back is an hour longer, and its alarm rings once', async () => {
    await story.begin('2026-10-24');
    await story.agree('nova', (text) =>
      together(openOn('sat: "22:00-06:00"'), windows('{ priorities: { normal: { first: 6h } } }'))(text),
    );
    await story.until('Sat 22:00');
    await asks();
    await story.until('Sun 03:30');
    expect(story.told('U0MIRA')).toEqual(['Sun 02:30 warning', 'Sun 03:00 breach']);
  });
});
