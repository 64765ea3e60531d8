/** What is done on the page, read strictly, carried out, and answered in words for whoever did it. */
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Deed, Done, HouseDeed, PersonDeed, PressPlace } from '../contract.ts';
import { NotNow } from '../not-now.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { FieldValue } from '../slack/form-state.ts';
import { doInHouse } from './house-deeds.ts';
import { doAsPerson } from './person-deeds.ts';

const id = z.string().min(1).max(255);
const ts = z.string().regex(/^\d{10}\.\d{6}$/);
/** Slack takes 40,000 characters and says so itself; this only keeps the absurd away. */
const words = z.string().max(100_000);
const value = z.union([
  z.string(),
  z.number(),
  z.null(),
  z.array(z.string()),
  z.record(z.string(), z.unknown()),
  z.array(z.record(z.string(), z.unknown())),
]) satisfies z.ZodType<FieldValue>;
const place = z.discriminatedUnion('in', [
  z.object({ in: z.literal('message'), channel: id, ts }),
  z.object({ in: z.literal('form') }),
  z.object({ in: z.literal('home') }),
]) satisfies z.ZodType<PressPlace>;
const emojiName = z.string().regex(/^[\w+'-]{1,100}(::skin-tone-[2-6])?$/);
const link = z.url({ protocol: /^https?$/, error: 'A bookmark needs a link that begins with http:// or https://.' });
const text = z.string().max(1_000_000);
const client = z.string().max(40);

/** zod says `undefined` where the contract leaves a key out. */
const shape = <Kind extends string, Fields extends z.ZodRawShape>(kind: Kind, fields: Fields) =>
  z.object({ deed: z.literal(kind), as: id, ...fields });

const deed = z.discriminatedUnion('deed', [
  shape('post', {
    channel: id,
    text: words,
    thread: ts.exactOptional(),
    broadcast: z.boolean().exactOptional(),
    files: z.array(z.string().trim().min(1).max(255)).max(10).exactOptional(),
  }),
  shape('edit', { channel: id, ts, text: words }),
  shape('delete', { channel: id, ts }),
  shape('react', { channel: id, ts, name: emojiName }),
  shape('unreact', { channel: id, ts, name: emojiName }),
  shape('pin', { channel: id, ts }),
  shape('unpin', { channel: id, ts }),
  shape('bookmark', { channel: id, title: z.string().trim().min(1, 'A bookmark needs a title.').max(255), link }),
  shape('read', { channel: id }),
  shape('join', { channel: id }),
  shape('leave', { channel: id }),
  shape('invite', { channel: id, user: id }),
  shape('remove', { channel: id, user: id }),
  shape('direct', { user: id }),
  shape('command', { channel: id, line: words }),
  shape('shortcut', { channel: id, ts, callbackId: id }),
  shape('globalShortcut', { callbackId: id }),
  shape('press', {
    place,
    actionId: id,
    blockId: id,
    value: z.string().exactOptional(),
    option: value.exactOptional(),
  }),
  shape('suggest', { place, actionId: id, typed: z.string().max(255) }),
  shape('enter', { values: z.record(z.string(), value) }),
  shape('submit', { values: z.record(z.string(), value) }),
  shape('closeForm', { all: z.boolean() }),
  shape('openHome', { tab: z.enum(['home', 'messages']) }),
  shape('walk', {
    to: z.union([
      z.object({
        minutes: z
          .number()
          .int()
          .min(1)
          .max(60 * 24 * 366),
      }),
      z.object({ local: z.string().max(40) }),
      z.enum(['next-opening', 'next-deadline', 'today']),
    ]),
    channel: id.nullable(),
  }),
  shape('pace', { rate: z.union([z.literal(0), z.literal(1), z.literal(60), z.literal(600)]) }),
  shape('scene', { name: id }),
  shape('stopScene', {}),
  shape('startOver', {}),
  shape('stopBot', {}),
  shape('startBot', {}),
  shape('phone', { to: id, takes: z.enum(['answers', 'rings-out', 'refuses']) }),
  shape('checkAgreement', { clientId: client, text }),
  shape('applyAgreement', { clientId: client, text, force: z.boolean() }),
]) satisfies z.ZodType<Deed>;

const houseDeeds = new Set<string>([
  'walk',
  'pace',
  'scene',
  'stopScene',
  'startOver',
  'stopBot',
  'startBot',
  'phone',
  'checkAgreement',
  'applyAgreement',
] satisfies HouseDeed['deed'][]);

const isOfHouse = (done: PersonDeed | HouseDeed): done is HouseDeed => houseDeeds.has(done.deed);

/** Carries out a deed as it came off the wire. Never throws: what cannot be done is said. */
export async function carryOut(rehearsal: Rehearsal, logger: Logger, given: unknown): Promise<Done> {
  const read = deed.safeParse(given);
  if (!read.success) return { ok: false, message: readProblem(read.error) };
  try {
    const { as, ...what } = read.data;
    const run = rehearsal.run();
    if (run === null) throw new NotNow('It is just beginning anew. Try again in a second.');
    if (isOfHouse(what)) return await doInHouse(rehearsal, run, as, what);
    const done = await doAsPerson(run, as, what);
    run.hand.breathe();
    return done;
  } catch (error) {
    if (error instanceof NotNow) return { ok: false, message: error.message };
    logger.warn({ err: error, deed: read.data.deed }, 'A deed was not done');
    return { ok: false, message: inWords(rehearsal, error) };
  }
}

/** What Slack's client would not even offer is thrown by the stand-in, with ids for names. */
function inWords(rehearsal: Rehearsal, error: unknown): string {
  const world = rehearsal.run()?.sandbox.slack.world();
  if (!(error instanceof Error) || world === undefined) return 'That did not work.';
  const named = error.message.replace(/\b[A-Z][A-Z0-9]{2,}\b/g, (id) => {
    const channel = world.channels[id];
    return world.users[id]?.real_name ?? (channel === undefined ? id : `#${channel.name}`);
  });
  return `Slack would not let you: ${named}.`;
}

function readProblem({ issues }: z.ZodError): string {
  const said = issues.find(({ message }) => message.startsWith('A bookmark'));
  if (said !== undefined) return said.message;
  const path = issues[0]?.path.join('.') ?? '';
  return `That cannot be done as it was sent${path === '' ? '' : ` (${path})`}.`;
}
