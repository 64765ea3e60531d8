import { z } from 'zod';
import { policySchema, SHORT_NAME } from './escalation.ts';
import { dateSchema, timeZoneSchema, WEEKDAYS, type Weekday } from './office-hours.ts';
import { personSchema } from './slack-id.ts';
import { written } from './written.ts';

const MOST_OF_EACH = 200;
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** When a shift ends and the next begins: a weekday and what the clocks of the rota's zone show (`HH:MM`). */
export type HandOver = { weekday: Weekday; time: string };

const handOverSchema = written<HandOver>(
  {
    what: 'a weekday and a time',
    description: 'When one hands over to the next, on the clocks of `timeZone`.',
    examples: ['Monday 09:00', 'Friday 17:30'],
    pattern: '^[A-Za-z]+ ([01]?\\d|2[0-3]):[0-5]\\d$',
  },
  (text) => {
    const [, word = '', hour = '', minute = ''] = /^([A-Za-z]+)\s+(\d{1,2}):(\d{2})$/.exec(text) ?? [];
    const index = DAYS.findIndex((day) => day === word.toLowerCase() || day.slice(0, 3) === word.toLowerCase());
    const weekday = WEEKDAYS[index];
    if (weekday === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
    return { value: { weekday, time: `${hour.padStart(2, '0')}:${minute}` } };
  },
);

const rotaSchema = z
  .strictObject({
    timeZone: timeZoneSchema,
    handOver: handOverSchema.prefault('Monday 09:00'),
    people: z
      .array(personSchema())
      .min(1, 'name at least one person, or nobody would be on call')
      .max(50)
      .meta({ description: 'Who takes turns, a week each, in this order.' }),
    startsOn: dateSchema.meta({
      description: "The first person's shift begins with the first hand-over on this date or after it.",
    }),
    notice: z.boolean().default(true).meta({
      description:
        'Whether whoever goes on call reads so in a direct message, and managers of who is away in their turn.',
    }),
  })
  .meta({ description: 'People who take turns at being on call, a week each.' });
export type Rota = z.output<typeof rotaSchema>;

const contactSchema = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'write a name, or take the line out')
      .max(80)
      .optional()
      .meta({ description: 'What somebody without an account in Slack is called.', examples: ['Night desk'] }),
    phone: written<string>(
      {
        what: 'a phone number with its country',
        description: 'Where they are called and texted, with the country in front.',
        examples: ['+905550100100'],
        pattern: '^\\+[0-9 ()./-]{7,24}$',
      },
      (text) => {
        const digits = text.replaceAll(/[ ()./-]/g, '');
        if (/^\+[1-9]\d{6,14}$/.test(digits)) return { value: digits };
        return /^(00|0)?\d/.test(digits)
          ? { problem: 'this number has no country in front; write +, the country and the number without its first 0' }
          : undefined;
      },
    ).optional(),
    email: z
      .email('write an address such as mira@example.com')
      .optional()
      .meta({ description: 'Where they get e-mail.', examples: ['mira@example.com'] }),
  })
  .check((context) => {
    const { phone, email } = context.value;
    if (phone !== undefined || email !== undefined) return;
    const message = 'write a phone, an email or both, or take the contact out';
    context.issues.push({ code: 'custom', path: [], input: context.value, message });
  })
  .meta({ description: 'How somebody is reached beside Slack.' });
/** Private: never in logs, rulings, messages or what is sent to Slack. `phone` as E.164 has it. */
export type Contact = z.output<typeof contactSchema>;

/** A group of keys that people choose themselves. */
function named<Value extends z.ZodType>(value: Value, isName: RegExp, what: string, description: string) {
  return z
    .record(z.string(), value)
    .prefault({})
    .check((context) => {
      const keys = Object.keys(context.value);
      for (const key of keys.filter((one) => !isName.test(one))) {
        context.issues.push({ code: 'custom', path: [key], input: key, message: `"${key}" is not ${what}` });
      }
      if (keys.length > MOST_OF_EACH) {
        const message = `more than ${MOST_OF_EACH}; take some out`;
        context.issues.push({ code: 'custom', path: [], input: context.value, message });
      }
    })
    .meta({ description });
}

const ofLetters = 'a name that commands can take; write lower-case letters, digits and hyphens, such as';

/** Schema of the agency's `onCall`. */
export const onCallSchema = z
  .strictObject({
    contacts: named(
      contactSchema,
      new RegExp(`^[UW][A-Z0-9]{2,}$|${SHORT_NAME.source}`),
      'a Slack id such as U0123ABCD, nor a short name such as night-desk',
      'How people are reached beside Slack, by Slack id; somebody without an account by a short name.',
    ),
    rotas: named(rotaSchema, SHORT_NAME, `${ofLetters} evenings`, 'Who takes turns, by the short name of each rota.'),
    policies: named(
      policySchema,
      SHORT_NAME,
      `${ofLetters} standard`,
      'Who is woken in which order, by the short name that agreements call it by.',
    ),
  })
  .meta({ description: 'Who is on call, and who is woken when a client raises an emergency.' });
export type OnCall = z.output<typeof onCallSchema>;

/** What stands under a name that somebody wrote; undefined where there is none. */
export function byName<Value>(group: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(group, name) ? group[name] : undefined;
}
