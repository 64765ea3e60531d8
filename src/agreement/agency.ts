import { z } from 'zod';
import { type Agreement, languageSchema } from './agreement.ts';
import { daysSchema, wordsSchema } from './duration.ts';
import { timeZoneSchema } from './office-hours.ts';
import { onCallSchema } from './on-call.ts';
import { channelSchema, type Person, personSchema } from './slack-id.ts';

const persons = (description: string) => z.array(personSchema()).default([]).meta({ description });

const operatorSchema = z
  .strictObject({
    channel: channelSchema('A Slack channel.').optional(),
    webhook: z
      .url({ protocol: /^https$/, error: 'write an address that begins with https://' })
      .optional()
      .meta({ description: 'An address that takes Slack-style JSON.' }),
  })
  .check((context) => {
    const { channel, webhook } = context.value;
    if ((channel === undefined) === (webhook === undefined)) {
      const message = 'say where the operator is told: either channel: C0123ABCD or webhook: https://…';
      context.issues.push({ code: 'custom', path: [], input: context.value, message });
    }
  })
  .meta({ description: 'Where whoever runs the bot hears that something is wrong.' });

/** Schema of the agency file. */
export const agencySchema = z
  .strictObject({
    schema: z.literal(1).meta({ description: 'The form of this file.' }),
    version: z
      .int('write a whole number, such as 1')
      .min(1, 'versions start at 1')
      .optional()
      .meta({ description: 'The version in force which this file was made from; `apply` writes the next one.' }),
    agency: z
      .strictObject({
        name: z.string().trim().min(1, "write the agency's name").max(80).meta({ description: "The agency's name." }),
      })
      .meta({ description: 'Tells this file from an agreement.' }),
    admins: z
      .array(personSchema())
      .min(1, 'name at least one admin, or nobody could change this file')
      .meta({ description: 'Who may do everything, in Slack and by command.' }),
    managers: persons('Who hears of breaches where an agreement names no managers of its own.'),
    staff: persons('People of the agency, on whatever client.'),
    operator: operatorSchema.optional(),
    defaults: z
      .strictObject({
        language: languageSchema.default('en'),
        timeZone: timeZoneSchema,
        template: z.string().optional().meta({ description: 'What an agreement extends that names no template.' }),
      })
      .meta({ description: 'What an agreement gets that does not say otherwise.' }),
    retention: z
      .strictObject({
        words: wordsSchema(
          'How long the words of messages are kept once their conversation has closed; at most 180 days after posting.',
          ['30 days'],
        ).prefault('30 days'),
        records: daysSchema('How long rulings and what was sent are kept.', ['400 days']).prefault('400 days'),
      })
      .prefault({})
      .meta({ description: 'How long things are kept.' }),
    onCall: onCallSchema.optional(),
  })
  .meta({ title: 'Groundrules agency', description: 'What all clients of an agency share.' });

/** The agency file as it is in force. Plain JSON. */
export type Agency = Omit<z.output<typeof agencySchema>, 'version'> & { version: number };

/** Who hears of a breach for this client: the agreement's managers, or the agency's where it names none. */
export function managersOf(
  agreement: Pick<Agreement, 'people'>,
  agency: Pick<Agency, 'managers'> | undefined,
): readonly Person[] {
  return agreement.people.managers.length > 0 ? agreement.people.managers : (agency?.managers ?? []);
}
