import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { targetSchema } from './duration.ts';
import { loadAgreement } from './load.ts';
import { problemText } from './problem.ts';
import { defineSection } from './section.ts';

const greeting = defineSection({
  name: 'greeting',
  schema: z.strictObject({ within: targetSchema('How soon we greet.'), loudly: z.boolean().default(false) }),
  check: ({ within }, week) =>
    within.kind === 'open-time' && within.ms > week.openTimeOfWeek
      ? [{ path: ['within'], message: 'longer than a week; write a shorter time' }]
      : [],
});

const whole = `schema: 1
id: nova
version: 1
client:
  name: Nova Bikes
  language: en
channels: [C0NOVA]
officeHours:
  timeZone: Europe/Berlin
  weekly:
    mon: 09:00-17:00
people:
  owner: U0MIRA Mira
  backup: U0JONAS Jonas
greeting:
  within: 4h
`;

const templates: Record<string, string> = {
  'standard.yml': 'schema: 1\nofficeHours:\n  timeZone: Europe/Berlin\n  weekly:\n    mon: 09:00-17:00\n',
  'circle.yml': 'schema: 1\nextends: round.yml\n',
  'round.yml': 'schema: 1\nextends: circle.yml\n',
  'self.yml': 'extends: self.yml\n',
  'wrong.yml': 'schema: 1\n\ngreeting:\n  within: soon\n  louder: true\n',
  'broken.yml': 'schema: 1\n\tx: 1\n',
  'personal.yml': 'schema: 1\nid: nova\n',
};

const load = (text: string) =>
  loadAgreement(text, { fileName: 'nova.yml', sections: [greeting], template: (name) => templates[name] });
const complaints = (text: string) => {
  const loaded = load(text);
  return loaded.ok ? [] : loaded.problems.map(problemText);
};
/** The whole file with one line put in place of another. */
const put = (line: string, instead: string) => {
  expect(whole).toContain(line);
  return whole.replace(line, instead);
};

describe('a broken file is refused with line, column and what to write instead', () => {
  it('and a whole one is not', () => expect(complaints(whole)).toEqual([]));

  const rows: [what: string, text: string, ...problems: (string | RegExp)[]][] = [
    ['empty', '', 'nova.yml:1:1 the file is empty; begin with schema: 1'],
    ['only a comment', '# nothing yet\n', 'nova.yml:1:1 the file is empty; begin with schema: 1'],
    ['a list', '- schema: 1\n', 'nova.yml:1:1 the file must be lines of the form key: value, beginning with schema: 1'],
    [
      'in braces',
      '{schema: 1}',
      'nova.yml:1:1 the file must be lines of the form key: value, beginning with schema: 1',
    ],
    [
      'a tab',
      put('  language: en', '\tlanguage: en'),
      'nova.yml:6:1 a tab stands at the beginning of the line; indent with spaces',
    ],
    [
      'a NUL in a comment',
      put('id: nova', 'id: nova # \0'),
      'nova.yml:2:12 a character stands here that is no text (NUL); take it out',
    ],
    [
      'a NUL written as an escape',
      put('name: Nova Bikes', 'name: "Nova\\0"'),
      'nova.yml:5:9 a character stands here that is no text (NUL); take it out',
    ],
    [
      'a key twice',
      put('version: 1', 'id: other'),
      'nova.yml:3:1 this key stands twice in the same group; keep one of the two',
    ],
    [
      'indentation that matches nothing',
      put('  language: en', ' language: en'),
      'nova.yml:6:1 the indentation does not match the lines above; keys of one group begin in the same column',
    ],
    [
      'a key without its space',
      put('version: 1', 'version:1'),
      'nova.yml:3:1 the line is no "key: value"; put a colon and a space after the key, or quote the text',
    ],
    [
      'two keys on a line',
      put('name: Nova Bikes', 'name: Nova: Bikes'),
      'nova.yml:5:9 two "key: value" on one line; put the second on its own line, or quote the text',
    ],
    [
      'an open quotation mark',
      put('name: Nova Bikes', 'name: "Nova Bikes'),
      'nova.yml:17:1 something is missing before this; look for a quotation mark, bracket, colon or space that was left out',
    ],
    [
      'an open bracket',
      put('channels: [C0NOVA]', 'channels: [C0NOVA'),
      'nova.yml:8:1 something is missing before this; look for a quotation mark, bracket, colon or space that was left out',
    ],
    [
      'an unknown backslash',
      put('name: Nova Bikes', 'name: "Nova\\Bikes"'),
      /nova.yml:5:\d+ a backslash in double quotation marks needs a second one/,
    ],
    [
      'an anchor and its alias',
      put('owner: U0MIRA Mira', 'owner: &mira U0MIRA Mira').replace('U0JONAS Jonas', '*mira'),
      'nova.yml:13:16 anchors (&name) and aliases (*name) are not read here; write the value out, or move it to a template',
      'nova.yml:14:11 anchors (&name) and aliases (*name) are not read here; write the value out, or move it to a template',
    ],
    [
      'an alias of nothing',
      put('id: nova', 'id: *nova'),
      'nova.yml:2:5 anchors (&name) and aliases (*name) are not read here; write the value out, or move it to a template',
    ],
    [
      'a tag',
      put('id: nova', 'id: !!binary nova'),
      'nova.yml:2:14 tags (!name) are not read here; write the plain value',
    ],
    [
      'two documents',
      `${whole}---\nschema: 1\n`,
      'nova.yml:17:1 a second document begins here; write one agreement per file, without --- between',
    ],
    [
      'another YAML',
      `%YAML 1.1\n---\n${whole}`,
      'nova.yml:1:1 this YAML version reads 09:00 as a number; take the %YAML line out',
    ],
    [
      'a megabyte',
      `${whole}# ${'x'.repeat(1_000_000)}`,
      /the file has 1\d{6} characters; more than 65536 is no agreement, so it was not read/,
    ],
    [
      'a hundred thousand brackets',
      `${whole.slice(0, -1)}\nmayPost: ${'['.repeat(30_000)}`,
      'nova.yml:17:1 more than 20 groups within each other on one line; write one value a line',
    ],
    [
      'thousands of question marks',
      `a: ${'? '.repeat(30_000)}x`,
      'nova.yml:1:1 more than 20 groups within each other on one line; write one value a line',
    ],
    ['another form', put('schema: 1', 'schema: 2'), 'nova.yml:1:9 schema: 2 must be 1'],
    ['no form', put('schema: 1\n', ''), 'nova.yml:1:1 schema: schema is missing; write schema: 1'],
    [
      'an unknown key with a near one',
      put('channels: [C0NOVA]', 'chanels: [C0NOVA]'),
      'nova.yml:1:1 channels: channels is missing; write channels: [C0123ABCD]',
      'nova.yml:7:1 chanels: chanels is not known here; did you mean channels?',
    ],
    [
      'an unknown key with none near',
      put('  name: Nova Bikes', '  name: Nova Bikes\n  colour: red'),
      'nova.yml:6:3 client.colour: colour is not known here; what can stand here: name, language, timeZone, holidays',
    ],
    [
      'a weekday in full',
      put('mon: 09', 'monday: 09'),
      'nova.yml:11:5 officeHours.weekly.monday: monday is not known here; what can stand here: mon, tue, wed, thu, fri, sat, sun',
    ],
    ['__proto__', put('version: 1', '__proto__: 1'), /__proto__ is not known here/],
    [
      'a key with nothing after it',
      put('  name: Nova Bikes', '  name:'),
      'nova.yml:5:3 client.name: nothing stands after name; write it out, or take the line out',
    ],
    [
      'an id with capitals',
      put('id: nova', 'id: Nova'),
      /nova.yml:2:5 id: an id is lower-case letters, digits and hyphens/,
    ],
    ['version zero', put('version: 1', 'version: 0'), 'nova.yml:3:10 version: versions start at 1'],
    ['a version in words', put('version: 1', 'version: one'), 'nova.yml:3:10 version: write a whole number, such as 1'],
    [
      'text where a group belongs',
      put('client:\n  name: Nova Bikes\n  language: en', 'client: Nova Bikes'),
      'nova.yml:4:9 client: "Nova Bikes" stands here; write lines below client: name, language, timeZone, holidays',
    ],
    [
      'text where a list belongs',
      put('[C0NOVA]', 'C0NOVA'),
      'nova.yml:7:11 channels: "C0NOVA" stands here; write a list, such as channels: [C0123ABCD]',
    ],
    ['no channel', put('[C0NOVA]', '[]'), 'nova.yml:7:11 channels: name at least one channel, by id or link'],
    [
      "a channel's name",
      put('[C0NOVA]', '["#nova"]'),
      'nova.yml:7:12 channels[0]: "#nova" is a channel\'s name, which can change; write its id or link (Copy link in Slack)',
    ],
    [
      'a channel twice',
      put('[C0NOVA]', '[C0NOVA, C0NOVA]'),
      'nova.yml:7:20 channels[1]: C0NOVA is named twice; keep one line',
    ],
    [
      "the client's channel as the internal one",
      put('channels: [C0NOVA]', 'channels: [C0NOVA]\ninternalChannel: C0NOVA'),
      'nova.yml:8:18 internalChannel: C0NOVA is also a channel of the client, who would read what is internal; name another',
    ],
    [
      'a language with a near one',
      put('language: en', 'language: eng'),
      'nova.yml:6:13 client.language: "eng" is not one of en, tr, ko, zh, th, ru; did you mean en?',
    ],
    [
      'a zone with a near one',
      put('Europe/Berlin', 'Europe/Berln'),
      'nova.yml:9:13 officeHours.timeZone: "Europe/Berln" is not a time zone; did you mean Europe/Berlin?',
    ],
    [
      'a zone of the moon',
      put('Europe/Berlin', 'Moon/Tycho'),
      'nova.yml:9:13 officeHours.timeZone: "Moon/Tycho" is not a time zone; write Europe/Istanbul or America/New_York',
    ],
    [
      'hours in English',
      put('09:00-17:00', '9am to 5pm'),
      'nova.yml:11:10 officeHours.weekly.mon: "9am to 5pm" is not a span of opening hours; write 09:00-17:00, "08:00-12:00, 13:30-18:00", 22:00-06:00, 24h or closed',
    ],
    [
      'an hour that no day has',
      put('09:00-17:00', '09:00-25:00'),
      'nova.yml:11:10 officeHours.weekly.mon: 25:00 is no time of day; the last is 23:59, or 24:00 as an end',
    ],
    [
      'hours that end as they begin',
      put('09:00-17:00', '09:00-09:00'),
      'nova.yml:11:10 officeHours.weekly.mon: "09:00-09:00" opens and closes at once; write 24h for the whole day',
    ],
    [
      'hours that never open',
      put('09:00-17:00', 'closed'),
      'nova.yml:10:3 officeHours.weekly: with these hours it never opens, so nothing would ever be due; write hours such as mon: 09:00-17:00',
    ],
    [
      'a country that is not one',
      put('  weekly:', '  holidays:\n    country: Turkey\n  weekly:'),
      'nova.yml:11:14 officeHours.holidays.country: "Turkey" is not a country whose holidays are known; write a two-letter code such as TR, or leave holidays out and list the dates under exceptions',
    ],
    [
      'a state of another country',
      put('  weekly:', '  holidays:\n    country: DE\n    state: CA\n  weekly:'),
      /holidays.state: "CA" is not a state whose holidays are known in DE/,
    ],
    [
      'a date that does not exist',
      put('people:', '  exceptions:\n    - date: 2027-02-29\n      hours: closed\npeople:'),
      'nova.yml:13:13 officeHours.exceptions[0].date: 2027-02-29 is not in any calendar; write a date that exists',
    ],
    [
      'an exception that says nothing',
      put('people:', '  exceptions:\n    - date: 2027-02-28\npeople:'),
      'nova.yml:13:7 officeHours.exceptions[0]: say what is different on 2027-02-28: hours: closed, hours: 10:00-14:00 or closed: 13:00-17:00',
    ],
    [
      'two exceptions for a date',
      put(
        'people:',
        '  exceptions:\n    - date: 2027-02-27\n      until: 2027-03-01\n      hours: closed\n    - date: 2027-02-28\n      hours: usual\npeople:',
      ),
      'nova.yml:16:7 officeHours.exceptions[1]: 2027-02-28 already has an exception above; keep one of the two',
    ],
    [
      'a person without an id',
      put('U0MIRA Mira', 'Mira'),
      'nova.yml:13:10 people.owner: "Mira" has no Slack id; write the id before the name, such as U0123ABCD Mira Aksoy (groundrules people CHANNEL prints the lines)',
    ],
    [
      'an id in small letters',
      put('U0MIRA Mira', 'u0mira Mira'),
      'nova.yml:13:10 people.owner: "u0mira Mira" is not a Slack id; ids are in capitals, such as U0123ABCD',
    ],
    [
      'nobody to stand in',
      put('U0JONAS Jonas', 'U0MIRA Mira'),
      'nova.yml:14:11 people.backup: owner and backup are the same person; name somebody who can stand in',
    ],
    [
      'a person on both sides',
      put('greeting:', '  client:\n    - U0JONAS Jonas\ngreeting:'),
      'nova.yml:16:7 people.client[0]: Jonas (U0JONAS) is named twice, as staff and as client; keep one of the two',
    ],
    [
      'a time without a unit',
      put('within: 4h', 'within: 4'),
      'nova.yml:16:11 greeting.within: 4 is not a reply time; write 15m, 4h, 1 business day, end of business day or end of next business day',
    ],
    [
      'no time at all',
      put('within: 4h', 'within: 0m'),
      'nova.yml:16:11 greeting.within: "0m" leaves no time to answer; write at least 1s',
    ],
    [
      'a year of office hours',
      put('within: 4h', 'within: 2000h'),
      'nova.yml:16:11 greeting.within: "2000h" is too long; the longest is 240h',
    ],
    [
      'too many business days',
      put('within: 4h', 'within: 61 business days'),
      'nova.yml:16:11 greeting.within: "61 business days" is out of range; write between 1 and 60 business days',
    ],
    [
      "what a rule's own check finds",
      put('within: 4h', 'within: 9h'),
      'nova.yml:16:11 greeting.within: longer than a week; write a shorter time',
    ],
    [
      'yes for true',
      put('within: 4h', 'within: 4h\n  loudly: yes'),
      'nova.yml:17:11 greeting.loudly: "yes" stands here; write true or false',
    ],
    [
      'a permission that does not exist',
      `${whole}mayPost: [greetings]\n`,
      'nova.yml:17:10 mayPost: there is nothing yet that the bot could post to the client by itself; write mayPost: []',
    ],
    [
      'a template that is not there',
      `${whole}extends: gold.yml\n`,
      'nova.yml:17:1 extends: there is no template gold.yml; write the name of one that exists, or take the line out',
    ],
    [
      'a template elsewhere on the disk',
      `${whole}extends: ../../etc/passwd\n`,
      'nova.yml:17:1 extends: write the name of one template, such as standard.yml, without a folder',
    ],
    [
      'templates in a circle',
      `${whole}extends: circle.yml\n`,
      'round.yml:2:1 extends: these extend each other in a circle: circle.yml → round.yml → circle.yml; let one of them stand on its own',
    ],
    [
      'a template that extends itself',
      `${whole}extends: self.yml\n`,
      'self.yml:1:1 extends: these extend each other in a circle: self.yml → self.yml; let one of them stand on its own',
    ],
    [
      'mistakes in a template, in the name of the template',
      put('greeting:\n  within: 4h\n', 'extends: wrong.yml\n'),
      'wrong.yml:4:11 greeting.within: "soon" is not a reply time; write 15m, 4h, 1 business day, end of business day or end of next business day',
      'wrong.yml:5:3 greeting.louder: louder is not known here; did you mean loudly?',
    ],
    [
      'a template that is no YAML',
      `${whole}extends: broken.yml\n`,
      'broken.yml:2:1 a tab stands at the beginning of the line; indent with spaces',
    ],
    [
      'a template that speaks of one client',
      `${whole}extends: personal.yml\n`,
      "personal.yml:2:1 id: a template is for several clients, so id cannot stand in it; move it to the client's file",
    ],
  ];

  it.each(rows)('%s', (_what, text, ...expected) => {
    const found = complaints(text);
    expect(found).toHaveLength(expected.length);
    for (const [index, problem] of expected.entries()) {
      if (typeof problem === 'string') expect(found[index]).toBe(problem);
      else expect(found[index]).toMatch(problem);
    }
  });

  it('reports everything at once, twenty problems at most, in the order of the file', () => {
    const wrong = Array.from({ length: 30 }, (_, index) => `wrong${index}: 1`).join('\n');
    const loaded = load(`${whole}${wrong}\n`);
    expect(loaded.ok).toBe(false);
    if (loaded.ok) return;
    expect(loaded.problems).toHaveLength(20);
    expect(loaded.problems.map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, index) => 17 + index));
    expect(loaded.problems.at(-1)?.message).toBe('and 11 more from here on');
  });

  it('finds the column behind a byte order mark and Windows line ends', () => {
    expect(complaints(`\uFEFF${whole.replaceAll('\n', '\r\n')}`)).toEqual([]);
    expect(complaints(put('C0NOVA', '"#nova"').replaceAll('\n', '\r\n'))[0]).toMatch(/^nova.yml:7:12 /);
  });
});
