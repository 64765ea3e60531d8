/** What a window shows, part by part, as the contract names them. */

import type { ChannelPart, ClockPart, Look, StoryPart, WorkspacePart } from '../contract.ts';
import { clockMarks, curtainPart } from '../curtain/curtain.ts';
import { phonesPart } from '../phones/phones-part.ts';
import type { Rehearsal } from '../rehearsal.ts';
import type { Run } from '../run.ts';
import { zone } from '../sample/world.ts';
import { scenes } from '../scenes/index.ts';
import type { Channel, World } from '../slack/model.ts';
import { channelCard, personCard } from './cards.ts';

/** What Slack shows this person. Somebody or somewhere unknown shows as nothing. */
export function partsOf(rehearsal: Rehearsal, run: Run, { as, channel }: Look): Map<string, unknown> {
  const parts = new Map<string, unknown>([['story', storyPart(rehearsal, run)]]);
  const { slack } = run.sandbox;
  const workspace = slack.look((world) => workspacePart(run, world, as));
  if (workspace === null) return parts;
  parts.set('workspace', workspace);
  const person = slack.as(as);
  const channels = person.channels();
  parts.set(
    'channels',
    slack.look((world) => channels.map((one) => channelCard(world, as, one))),
  );
  parts.set('forms', person.forms());
  parts.set('home', person.home());
  const open = channels.find((one) => one.id === channel);
  parts.set('channel', open === undefined ? null : slack.look((world) => channelPart(world, as, open)));
  if (open !== undefined) slack.look((world) => addMessages(parts, world, as, open.id));
  return parts;
}

/** What the bot thinks of it, which its database knows. */
export async function curtainParts(rehearsal: Rehearsal, run: Run, look: Look): Promise<Map<string, unknown>> {
  const { sandbox, hand } = run;
  const parts = new Map<string, unknown>();
  const house = sandbox.isBotRunning() ? sandbox.house() : null;
  const marks = house === null ? { nextOpening: null, nextDeadline: null } : await clockMarks(house, look.channel);
  parts.set('clock', {
    now: sandbox.time.clock(),
    timeZone: zone,
    rate: hand.rate(),
    isWalking: hand.isWalking() || rehearsal.playing().scene !== null,
    ...marks,
    isBotRunning: house !== null,
  } satisfies ClockPart);
  const nameOf = (userId: string) => sandbox.slack.look(({ users }) => users[userId]?.real_name ?? null);
  parts.set('phones', await phonesPart(sandbox.phones, house, nameOf));
  parts.set('curtain', look.curtain && house !== null ? await curtainPart(house, look, { zone, nameOf }) : null);
  return parts;
}

function workspacePart(run: Run, world: Readonly<World>, as: string): WorkspacePart | null {
  const me = world.users[as];
  const { app } = world;
  if (me === undefined || app === null) return null;
  const card = personCard(world, me);
  const isOutside = card.side === 'external';
  return {
    run: run.id,
    me: card,
    name: world.teams[world.home]?.name ?? '',
    people: Object.values(world.users).map((user) => personCard(world, user)),
    app: { name: app.name, userId: app.bot_user_id, hasHome: app.home_tab_enabled && !isOutside },
    commands: isOutside ? [] : app.commands,
    shortcuts: isOutside ? [] : app.shortcuts,
  };
}

/** The messages themselves, not copies: they are only written out. */
function addMessages(parts: Map<string, unknown>, world: Readonly<World>, as: string, channel: string): void {
  for (const message of world.messages[channel] ?? []) parts.set(`message/${message.ts}`, message);
  for (const { channel: place, user, message } of world.ephemerals) {
    if (place === channel && user === as) parts.set(`ephemeral/${message.ts}`, message);
  }
}

function channelPart(world: Readonly<World>, as: string, channel: Channel): ChannelPart {
  const { id, members, is_archived, posting_restricted_to: allowed } = channel;
  return {
    id,
    members,
    bookmarks: world.bookmarks[id] ?? [],
    pins: (world.pins[id] ?? []).map(({ ts }) => ts),
    lastRead: world.read[as]?.[id] ?? '',
    mayPost: members.includes(as) && !is_archived && (allowed === null || allowed.includes(as)),
  };
}

function storyPart(rehearsal: Rehearsal, run: Run): StoryPart {
  const { scene, trouble } = rehearsal.playing();
  return {
    scenes: scenes.map(({ name, title }) => ({ name, title })),
    playing: scene,
    trouble,
    lines: run.story.lines(),
  };
}
