import { z } from 'zod';
import { spanSchema, wordsSchema } from './duration.ts';
import { holidaysSchema, officeHoursSchema, timeZoneSchema } from './office-hours.ts';
import { defineSection, type Section, sectionOf } from './section.ts';
import { channelSchema, type Person, personSchema } from './slack-id.ts';

export { defineSection, type Person, type Section, sectionOf };

const MINUTE = 60_000;

/** The languages in which clients are understood, as BCP 47 keys. */
export const LANGUAGES = ['en', 'tr', 'ko', 'zh', 'th', 'ru'] as const;
/** Schema of a language key. */
export const languageSchema = z
  .enum(LANGUAGES)
  .meta({ description: 'Language, as a BCP 47 key.', examples: ['en', 'tr'] });

const clientSchema = z
  .strictObject({
    name: z.string().trim().min(1, "write the client's name").max(80).meta({ description: "The client's name." }),
    language: languageSchema,
    timeZone: timeZoneSchema.optional(),
    holidays: holidaysSchema
      .safeExtend({
        closes: z.boolean().default(false).meta({
          description: "Whether the client's holidays close the agency's calendar too; otherwise they are only shown.",
        }),
      })
      .optional()
      .meta({ description: "The client's own holidays." }),
  })
  .meta({ description: "The client, with their own zone and holidays where these differ from the agency's." });

const peopleSchema = z
  .strictObject({
    owner: personSchema('Who answers this client, and who is warned.'),
    backup: personSchema('Who stands in for the owner; no client is known to one person only.'),
    managers: z
      .array(personSchema())
      .default([])
      .meta({ description: "Who hears of a breach; when empty, the agency's managers." }),
    staff: z.array(personSchema()).default([]).meta({ description: 'Others of the agency who work for this client.' }),
    client: z.array(personSchema()).default([]).meta({ description: "The client's people." }),
    neither: z
      .array(personSchema())
      .default([])
      .meta({ description: 'People in the channel who are neither, such as a printer or another agency.' }),
  })
  .meta({ description: 'Who is who. This list beats what Slack says about a person.' });

const reactionsSchema = z
  .strictObject({
    taken: z.boolean().default(true).meta({ description: ':eyes: by staff means "I have it".' }),
    done: z.boolean().default(true).meta({ description: ':white_check_mark: by staff means answered.' }),
  })
  .meta({ description: 'Which reactions of staff count.' });

const retentionSchema = z
  .strictObject({
    words: wordsSchema(
      'How long the words of messages are kept once their conversation has closed; at most 180 days after posting.',
      ['14 days', '60 days'],
    ),
  })
  .meta({ description: "How long this client's words are kept, where it differs from the agency's." });

/** The keys of the agreement's file that belong to no rule. */
export const coreShape = {
  schema: z.literal(1).meta({ description: 'The form of this file.' }),
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'an id is lower-case letters, digits and hyphens, such as nova-bikes')
    .meta({ description: 'The short name of this agreement in commands.', examples: ['nova'] }),
  version: z
    .int('write a whole number, such as 1')
    .min(1, 'versions start at 1')
    .optional()
    .meta({ description: 'The version in force which this file was made from; `apply` writes the next one.' }),
  client: clientSchema,
  status: z
    .enum(['active', 'paused', 'ended'])
    .default('active')
    .meta({ description: 'Whether the rules are kept now.' }),
  channels: z
    .array(channelSchema('A channel in which the client is heard, by id or link.'))
    .min(1, 'name at least one channel, by id or link')
    .meta({ description: "The client's channels, by id or link." }),
  internalChannel: channelSchema("The agency's own channel about this client, by id or link.").optional(),
  officeHours: officeHoursSchema,
  people: peopleSchema,
  grouping: spanSchema(
    "A client's messages within this time of each other are one question.",
    ['5m', '2m', '1h'],
    24 * 60 * MINUTE,
  ).prefault('5m'),
  reactions: reactionsSchema.prefault({}),
  staffDeletionGrace: spanSchema(
    'A reply that staff delete within this time no longer counts as an answer.',
    ['15m'],
    24 * 60 * MINUTE,
  ).prefault('15m'),
  /** Which names there are depends on the rules: `permissionsSchema`. */
  mayPost: z.array(z.string()).default([]),
  trial: z.boolean().optional().meta({
    description:
      'Whether the bot only watches: what it would say to the client is shown to the staff, who say whether it is right.',
  }),
  retention: retentionSchema.optional(),
};

const coreSchema = z.strictObject(coreShape);

/**
 * An agreement as it is in force: every template and default worked in, every text read. Plain JSON. Office hours are
 * local times in `officeHours.timeZone`; lengths carry their unit; `sections` holds what each rule's section says.
 */
export type Agreement = Omit<z.output<typeof coreSchema>, 'version'> & {
  version: number;
  sections: Readonly<Record<string, unknown>>;
};

/** On which side the agreement puts a person, or nothing when it does not name them. */
export function sideIn(
  { people }: Pick<Agreement, 'people'>,
  userId: string,
): 'staff' | 'client' | 'neither' | undefined {
  const among = (persons: readonly Person[]) => persons.some((person) => person.id === userId);
  if (among([people.owner, people.backup, ...people.managers, ...people.staff])) return 'staff';
  if (among(people.client)) return 'client';
  return among(people.neither) ? 'neither' : undefined;
}
