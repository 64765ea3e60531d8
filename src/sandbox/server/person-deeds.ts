import type { Done, PersonDeed, PressPlace } from '../contract.ts';
import { NotNow } from '../not-now.ts';
import type { Run } from '../run.ts';
import type { Person } from '../slack/person.ts';
import type { PressOptions } from '../slack/presses.ts';
import type { Outcome } from '../slack/requests.ts';
import type { Submitted } from '../slack/submissions.ts';

/** Does as this person what Slack's client lets people do. Throws, in words, what it would not even offer. */
export async function doAsPerson(run: Run, as: string, what: PersonDeed): Promise<Done> {
  const { slack } = run.sandbox;
  if (slack.look((world) => world.users[as]) === undefined) throw new NotNow('Nobody of that name is here any more.');
  const person = slack.as(as);
  tell(run, person, what);
  return (
    (await write(person, what)) ??
    (await mark(person, what)) ??
    (await ask(person, what)) ??
    (await fillIn(person, what))
  );
}

const done: Done = { ok: true };

/** What leaves no message behind is told, so that whoever reads the story knows what the bot answers to. */
function tell({ sandbox, story }: Run, person: Person, what: PersonDeed): void {
  if (what.deed === 'command') story.does(person.id, what.channel, `types ${what.line}`);
  if (what.deed === 'shortcut') {
    const shortcut = sandbox.slack.look(({ app }) => app?.shortcuts.find((one) => one.callback_id === what.callbackId));
    story.does(person.id, what.channel, `chooses “${shortcut?.name ?? what.callbackId}” in the message’s menu`);
  }
  if (what.deed === 'press' && what.place.in === 'message') {
    const { channel, ts } = what.place;
    const { pressables } = person.sees(channel);
    const pressed = pressables.find((one) => one.ts === ts && one.actionId === what.actionId);
    if (pressed !== undefined && pressed.text !== '') story.does(person.id, channel, `presses [${pressed.text}]`);
  }
}

async function write(person: Person, what: PersonDeed): Promise<Done | null> {
  switch (what.deed) {
    case 'post': {
      const { channel, text, deed: _deed, ...options } = what;
      if (text.trim() === '' && (options.files ?? []).length === 0) throw new NotNow('There is nothing to send yet.');
      if (text.length > LONGEST) throw new NotNow('Slack takes at most 40,000 characters in one message.');
      await person.post(channel, text, options);
      return done;
    }
    case 'edit':
      if (what.text.trim() === '') throw new NotNow('An empty message cannot be kept. Delete it instead.');
      if (what.text.length > LONGEST) throw new NotNow('Slack takes at most 40,000 characters in one message.');
      await person.edit(what.channel, what.ts, what.text);
      return done;
    case 'delete':
      await person.delete(what.channel, what.ts);
      return done;
    case 'direct':
      return { ok: true, answer: person.direct(what.user) };
    case 'read':
      await person.reads(what.channel);
      return done;
    default:
      return null;
  }
}

const LONGEST = 40_000;

async function mark(person: Person, what: PersonDeed): Promise<Done | null> {
  switch (what.deed) {
    case 'react':
    case 'unreact':
      await person[what.deed](what.channel, what.ts, what.name);
      return done;
    case 'pin':
    case 'unpin':
      await person[what.deed](what.channel, what.ts);
      return done;
    case 'bookmark':
      await person.bookmark(what.channel, what.title, what.link);
      return done;
    case 'join':
    case 'leave':
      await person[what.deed](what.channel);
      return done;
    case 'invite':
    case 'remove':
      await person[what.deed](what.channel, what.user);
      return done;
    default:
      return null;
  }
}

async function ask(person: Person, what: PersonDeed): Promise<Done | null> {
  switch (what.deed) {
    case 'command':
      // Slackbot has said in the channel what went wrong, if anything did.
      await person.command(what.channel, what.line);
      return done;
    case 'shortcut':
      return outcome(await person.shortcut(what.channel, what.ts, what.callbackId));
    case 'globalShortcut':
      return outcome(await person.globalShortcut(what.callbackId));
    case 'press': {
      const { place, actionId, deed: _deed, blockId, ...rest } = what;
      return outcome(await press(person, place, actionId, { block: blockId, ...rest }));
    }
    case 'suggest':
      return { ok: true, answer: await suggest(person, what.place, what.actionId, what.typed) };
    case 'openHome':
      await person.openHome(what.tab);
      return done;
    default:
      return null;
  }
}

async function fillIn(person: Person, what: PersonDeed): Promise<Done> {
  switch (what.deed) {
    case 'enter':
      await person.enter(what.values);
      return done;
    case 'submit':
      return outcome(await person.submit(what.values));
    case 'closeForm':
      await person.closeView(what.all);
      return done;
    default:
      throw new NotNow('That cannot be done here.');
  }
}

function press(person: Person, place: PressPlace, actionId: string, options: PressOptions): Promise<Outcome> {
  if (place.in === 'message') return person.press(place.channel, place.ts, actionId, options);
  return place.in === 'form' ? person.pressInView(actionId, options) : person.pressInHome(actionId, options);
}

function suggest(person: Person, place: PressPlace, actionId: string, typed: string) {
  if (place.in === 'message') return person.suggestions(place.channel, place.ts, actionId, typed);
  return place.in === 'form' ? person.suggestionsInView(actionId, typed) : person.suggestionsInHome(actionId, typed);
}

function outcome(told: Outcome | Submitted): Done {
  if (told.ok) return done;
  return 'errors' in told
    ? { ok: false, message: told.shown, errors: told.errors }
    : { ok: false, message: told.shown };
}
