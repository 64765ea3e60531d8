import { describe, expect, test } from 'vitest';
import type { Ask, Seen } from '../../../engine/facts.ts';
import type { Reader } from '../../../engine/rule.ts';
import { checkView } from '../../../sandbox/slack/validation/views.ts';
import { sections } from '../../index.ts';
import { type FieldName, fieldNames, fieldOf, steps, type Values } from '../fields.ts';
import { setupRule } from '../rule.ts';
import { permissionName } from '../views/inputs.ts';

const now = 1_780_000_000_000;
const channel = {
  id: 'ch1',
  slackChannelId: 'C0FERN',
  clientId: null,
  name: 'fern',
  role: 'unassigned',
  isArchived: false,
  isMember: true,
  isExternallyShared: true,
};
const hostile = '<!channel> *x* `y` ';
const crowd = Array.from({ length: 500 }, (_, index) => `U0C${index + 100}`);

function seen(userId: string): Seen {
  const standing = { side: 'client', because: 'other-company' } as const;
  const person = { userId, name: `${hostile}${'long name '.repeat(20)}`, isDeleted: false } as Seen['person'];
  return { userId, person, standing, inSlack: standing };
}

const shortest: Values = {
  name: 'F',
  language: 'en',
  zone: 'UTC',
  mon: '09:00-17:00',
  normalFirst: '1h',
  owner: 'U0A1',
  backup: 'U0B1',
};
const longest = Object.fromEntries(
  fieldNames.map((name) => {
    const { kind, longest: most } = fieldOf(name);
    const isList = kind === 'persons' || kind === 'members';
    return [name, isList ? crowd.join(',') : textFor(name, most)];
  }),
) as Values;

function textFor(name: FieldName, most: number): string {
  const { kind } = fieldOf(name);
  if (kind === 'person') return 'U0C100';
  if (kind === 'channel') return 'C0INTERNAL';
  if (kind === 'language') return 'tr';
  if (kind === 'clock') return 'roundTheClock';
  if (kind === 'permissions')
    return sections.flatMap(({ mayPost = [] }: { mayPost?: readonly string[] }) => mayPost).join(',');
  return hostile.repeat(40).slice(0, most);
}

function askWith(values: Values, userIds: string[]): Ask {
  const draft = {
    schema: 1,
    stands: 3,
    by: 'U0RUTH',
    at: now,
    place: 'client',
    isWhole: false,
    template: 'standard.yml',
    values,
  };
  const answers: Record<string, unknown> = {
    channel,
    agency: null,
    slot: draft,
    template: 'schema: 1\n',
    members: { userIds, readAt: now },
    person: null,
  };
  return (async (name: string, given: { userIds: string[] }) =>
    name === 'seen' ? given.userIds.map(seen) : answers[name]) as Ask;
}

const rule = setupRule(sections);

async function drawn(place: string, language: string, [values, userIds]: [Values, string[]]) {
  const view = rule.views.find(({ name }) => name === 'setup');
  const reader: Reader = { userId: 'U0RUTH', language, timeZone: 'UTC', side: 'staff', now };
  const data = { subject: 'channel:ch1#3', place };
  return view?.form?.(await view.load(askWith(values, userIds), data, reader), reader, data);
}

describe('the form', () => {
  const places = [...steps, 'summary'];
  test.each(places.flatMap((place) => ['en', 'tr'].map((language) => [place, language] as const)))(
    'at %s in %s is what Slack takes, with the least and the most in it',
    async (place, language) => {
      for (const filled of [
        [shortest, []],
        [longest, crowd],
      ] as [Values, string[]][]) {
        const form = await drawn(place, language, filled);
        expect(checkView(form as unknown as Record<string, unknown>)).toEqual([]);
        expect(JSON.stringify(form).length).toBeLessThan(250_000);
        const words = form?.blocks.flatMap((block) => ('text' in block ? [JSON.stringify(block.text)] : []));
        expect(words?.join('\n')).not.toContain('<!channel>');
      }
    },
  );

  test('carries ids and a count only', async () => {
    const form = await drawn('summary', 'en', [longest, crowd]);
    expect(form?.private_metadata).toBe('channel:ch1#3');
  });

  test('has words of its own for everything that the rules can post to a client', () => {
    const permissions = sections.flatMap(({ mayPost = [] }: { mayPost?: readonly string[] }) => mayPost);
    for (const language of ['en', 'tr']) {
      const names = permissions.map((one) => permissionName(one, language));
      expect(permissions.filter((one, index) => names[index] === one)).toEqual([]);
      expect(names.filter((name) => name.length > 75)).toEqual([]);
    }
  });
});
