import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { conflicts } from '../../agreement/conflicts.ts';
import { spanText, targetText } from '../../agreement/duration.ts';
import { agencyJsonSchema, jsonSchema } from '../../agreement/file-schema.ts';
import { type LoadedAgreement, loadAgency, loadAgreement } from '../../agreement/load.ts';
import { problemText } from '../../agreement/problem.ts';
import { sectionOf } from '../../agreement/section.ts';
import { sections } from '../index.ts';
import { PRIORITIES, responseWindowSection, windowAt, windowOf } from './config.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const template = (name: string) => read(`agreements/${name}`);
const CLIENTS = ['nova', 'defne', 'orchard'];

function agency() {
  const loaded = loadAgency(read('src/sandbox/sample/agency.yml'), { fileName: 'agency.yml' });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded.agency;
}

function load(text: string, changed: Partial<Parameters<typeof loadAgreement>[1]> = {}): LoadedAgreement {
  const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template, agency: agency(), ...changed });
  if (!loaded.ok) throw new Error(loaded.problems.map(problemText).join('\n'));
  return loaded;
}

const nova = () => read('src/sandbox/sample/nova.yml');

describe('the sample agency', () => {
  it('has three clients whose agreements hold together', () => {
    const agreements = CLIENTS.map((id) => load(read(`src/sandbox/sample/${id}.yml`)).agreement);
    expect(agreements.map(({ id, client, officeHours }) => [id, client.language, officeHours.timeZone])).toEqual([
      ['nova', 'en', 'Europe/Berlin'],
      ['defne', 'tr', 'Europe/Istanbul'],
      ['orchard', 'en', 'America/New_York'],
    ]);
    expect(conflicts(agreements)).toEqual([]);
  });

  it('an agreement is plain JSON, and the same again when its resolved text is read', () => {
    for (const id of CLIENTS) {
      const loaded = load(read(`src/sandbox/sample/${id}.yml`));
      expect(JSON.parse(JSON.stringify(loaded.agreement))).toEqual(loaded.agreement);
      const again = load(loaded.resolvedText, { template: () => undefined, agency: undefined });
      expect(again.agreement).toEqual(loaded.agreement);
      expect(again.resolvedText).toBe(loaded.resolvedText);
    }
  });

  it("gets the agency's zone, language and template where a file names none", () => {
    const short = load(
      'schema: 1\nid: small\nclient:\n  name: Small\nchannels: [C0SMALL]\npeople:\n  owner: U0MIRA\n  backup: U0ELIF\n',
    ).agreement;
    expect([short.client.language, short.officeHours.timeZone]).toEqual(['en', 'Europe/Berlin']);
    expect(short.officeHours.weekly.mon).toEqual([['09:00', '17:00']]);
    expect(sectionOf(short, responseWindowSection)?.priorities.normal.first).toEqual({
      kind: 'open-time',
      ms: 7_200_000,
    });
  });

  it("the README's example is a valid agreement", () => {
    const example = /```yaml\n([\s\S]+?)```/.exec(read('src/agreement/README.md'))?.[1] ?? '';
    const { agreement } = load(example);
    expect(Object.keys(agreement)).toEqual(
      expect.arrayContaining(['client', 'officeHours', 'people', 'grouping', 'reactions', 'retention', 'mayPost']),
    );
  });

  it('every template can be extended', () => {
    for (const name of ['standard.yml', 'round-the-clock.yml']) {
      const { agreement } = load(nova().replace('extends: standard.yml', `extends: ${name}`));
      expect(sectionOf(agreement, responseWindowSection)).toBeDefined();
    }
  });

  it('changing a template changes no agreement until it is applied again', () => {
    const before = load(nova());
    const stricter = (name: string) => template(name).replace('normal: { first: 2h', 'normal: { first: 1h');
    const after = load(nova(), { template: stricter });
    expect(after.raw).toBe(before.raw);
    expect(after.resolvedText).not.toBe(before.resolvedText);
    expect(load(before.resolvedText, { template: stricter }).agreement).toEqual(before.agreement);
  });
});

describe('the windows of an agreement', () => {
  const configOf = (text: string) => {
    const config = sectionOf(load(text).agreement, responseWindowSection);
    if (!config) throw new Error('no response window');
    return config;
  };
  const windows = (text: string) =>
    PRIORITIES.flatMap((priority) =>
      (['first', 'next'] as const).map((which) => {
        const { target, hours } = windowOf(configOf(text), priority, which);
        return `${priority} ${which}: ${targetText(target)} ${hours}`;
      }),
    );

  it('are those of the template', () =>
    expect(windows(nova())).toEqual([
      'urgent first: 30m office',
      'urgent next: 30m office',
      'high first: 1h office',
      'high next: 2h office',
      'normal first: 2h office',
      'normal next: 4h office',
      'low first: 1 business day office',
      'low next: end of next business day office',
    ]));

  it('a priority may have hours of its own', () =>
    expect(windows(nova().replace('extends: standard.yml', 'extends: round-the-clock.yml')).slice(0, 5)).toEqual([
      'urgent first: 15m roundTheClock',
      'urgent next: 30m roundTheClock',
      'high first: 1h roundTheClock',
      'high next: 1h roundTheClock',
      'normal first: 2h office',
    ]));

  it('what is not named is as normal, and the next reply as the first', () => {
    const bare = load(nova(), {
      template: () =>
        'schema: 1\nofficeHours: { weekly: { mon: 09:00-17:00 } }\nresponseWindow: { priorities: { normal: { first: 3h } } }\n',
    });
    const config = sectionOf(bare.agreement, responseWindowSection);
    expect(config && windowOf(config, 'urgent', 'next')).toEqual({
      target: { kind: 'open-time', ms: 10_800_000 },
      hours: 'office',
      warnAt: { kind: 'share', share: 0.75 },
    });
    expect(
      config && [spanText(config.afterBreach.repeatEvery.ms), config.afterBreach.times, config.afterBreach.to],
    ).toEqual(['1h', 3, ['owner', 'backup', 'managers']]);
  });

  describe('out of hours', () => {
    const agreed = `${nova()}responseWindow:\n  outOfHours:\n    urgent: { first: 20m }\n    normal: { first: 3h, next: 6h }\n`;
    const window = (at: string, ...[priority, which]: ['urgent' | 'normal' | 'low', 'first' | 'next']) => {
      const found = windowAt(load(agreed).agreement, priority, which, Date.parse(at));
      return found === null ? null : `${targetText(found.target)} ${found.hours}`;
    };

    it.each([
      ['2026-11-20T16:59:59+01:00', 'normal', 'first', '2h office'],
      ['2026-11-20T17:00:00+01:00', 'normal', 'first', '3h roundTheClock'],
      ['2026-11-21T12:00:00+01:00', 'normal', 'next', '6h roundTheClock'],
      ['2026-11-21T12:00:00+01:00', 'urgent', 'first', '20m roundTheClock'],
      ['2026-11-21T12:00:00+01:00', 'urgent', 'next', '20m roundTheClock'],
      ['2026-11-21T12:00:00+01:00', 'low', 'first', '1 business day office'],
      ['2026-11-23T08:59:59+01:00', 'normal', 'first', '3h roundTheClock'],
      ['2026-11-23T09:00:00+01:00', 'normal', 'first', '2h office'],
      ['2026-12-25T11:00:00+01:00', 'normal', 'first', '3h roundTheClock'],
    ] as const)('asked %s, %s, %s reply: %s', (at, priority, which, expected) => {
      expect(window(at, priority, which)).toBe(expected);
    });

    it.each([
      ['normal: { first: 1 business day }', 'is not a length of time; write 1h or 30m'],
      ['normal: { first: 300h }', 'is too long'],
      ['normal: { next: 1h }', 'first is missing'],
      ['nights: { first: 1h }', 'nights is not known here'],
    ])('%s is refused', (line, expected) => {
      const text = `${nova()}responseWindow:\n  outOfHours:\n    ${line}\n`;
      const loaded = loadAgreement(text, { fileName: 'nova.yml', sections, template, agency: agency() });
      expect(loaded.ok ? [] : loaded.problems.map(problemText)).toEqual([expect.stringContaining(expected)]);
    });
  });

  it('an agreement may have none, and then nothing is promised', () => {
    const silent = load(nova(), { template: () => 'schema: 1\nofficeHours: { weekly: { mon: 09:00-17:00 } }\n' });
    expect(sectionOf(silent.agreement, responseWindowSection)).toBeUndefined();
  });

  it('a window that these office hours could not reach within a year is refused where it stands', () => {
    const rarely = template('standard.yml')
      .replace(/ {4}tue[\s\S]+ {4}fri: 09:00-17:00/, '')
      .replace('mon: 09:00-17:00', 'mon: 09:00-09:30');
    const loaded = loadAgreement(`${nova()}responseWindow:\n  priorities:\n    high: { first: 27h }\n`, {
      fileName: 'nova.yml',
      sections,
      template: (name) => (name === 'standard.yml' ? rarely : undefined),
      agency: agency(),
    });
    expect(loaded.ok ? [] : loaded.problems.map(problemText)).toEqual([
      expect.stringMatching(
        /^nova.yml:\d+:20 responseWindow.priorities.high.first: with these office hours that would take more than a year/,
      ),
    ]);
  });
});

describe('the JSON Schema for editors', () => {
  const agreementSchema = jsonSchema(sections);

  it('is published fresh (renew it with: npx vitest run -u src/rules/response-window/config.test.ts)', async () => {
    const text = (schema: object) => `${JSON.stringify(schema, null, 2)}\n`;
    await expect(text(agreementSchema)).toMatchFileSnapshot('../../../agreement.schema.json');
    await expect(text(agencyJsonSchema())).toMatchFileSnapshot('../../../agency.schema.json');
  });

  it('takes every sample and template, and refuses what is misspelt', () => {
    const editor = z.fromJSONSchema(agreementSchema as Parameters<typeof z.fromJSONSchema>[0]);
    const ofAgency = z.fromJSONSchema(agencyJsonSchema() as Parameters<typeof z.fromJSONSchema>[0]);
    const files = [
      ...CLIENTS.map((id) => `src/sandbox/sample/${id}.yml`),
      'agreements/standard.yml',
      'agreements/round-the-clock.yml',
    ];
    for (const file of files) expect(editor.safeParse(parse(read(file))).error, file).toBeUndefined();
    expect(ofAgency.safeParse(parse(read('src/sandbox/sample/agency.yml'))).error).toBeUndefined();
    for (const wrong of [
      { chanels: [] },
      { channels: ['#nova'] },
      { responseWindow: { warnAt: 75 } },
      { grouping: '5' },
    ]) {
      expect(editor.safeParse({ schema: 1, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
    }
  });

  it('describes every key that people write', () => {
    const undescribed: string[] = [];
    const walk = (schema: Record<string, unknown>, path: string) => {
      const properties = (schema.properties ?? {}) as Record<string, Record<string, unknown>>;
      for (const [key, value] of Object.entries(properties)) {
        if (typeof value.description !== 'string') undescribed.push(`${path}${key}`);
        walk(value, `${path}${key}.`);
        if (value.items) walk(value.items as Record<string, unknown>, `${path}${key}[].`);
      }
    };
    walk(agreementSchema, '');
    walk(agencyJsonSchema(), '');
    expect(undescribed).toEqual([]);
  });
});
