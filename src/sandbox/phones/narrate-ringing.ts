/** What rings outside Slack, in words for a reader. Pure. */
import type { Rung } from '../contract.ts';
import type { Told } from '../narrate.ts';
import type { World } from '../slack/model.ts';

/** What there is to tell of something that rang, and where whoever it rang at can take it. */
export function narrateRinging(world: Readonly<World>, rung: Rung, bot: string): Told {
  if (rung.stoppedAt !== null)
    return { kind: 'nobody', who: `${whose(rung)} phone stops ringing`, text: '', look: null };
  const again = rung.times > 1 ? [`It comes for the ${ordinal(rung.times)} time, and counts once.`] : [];
  const drill = rung.isDrill ? 'A drill. ' : '';
  const text = [`${drill}${rung.title}`, rung.text, ...again, howTaken(rung)].filter((line) => line !== '').join('\n');
  return { kind: 'bot', who: headOf(rung), text, look: lookOf(world, rung, bot) };
}

function headOf(rung: Rung): string {
  const told =
    rung.what === 'page'
      ? 'is told'
      : rung.what === 'acknowledged'
        ? 'hears that somebody has it'
        : 'hears that it is over';
  switch (rung.way) {
    case 'sms':
      return `A text message on ${whose(rung)} phone`;
    case 'call':
      return `${whose(rung)} phone rings`;
    case 'email':
      return `An e-mail to ${rung.name}`;
    case 'webhook':
      return `The agency’s own system ${told}`;
    case 'pagerduty':
      return `PagerDuty ${told}`;
  }
}

function howTaken({ takes, way, to }: Rung): string {
  if (takes === 'refuses') return '[cannot be reached]';
  if (to === 'system') return takes === 'answers' ? '' : '[no answer in time]';
  if (way === 'call') return takes === 'answers' ? '[picks up]' : '[nobody picks up]';
  return takes === 'answers' ? '[reads it]' : '[nobody looks]';
}

const whose = ({ name }: Rung) => `${name}’s`;

const ordinal = (count: number) => (count === 2 ? 'second' : count === 3 ? 'third' : `${count}th`);

/** The newest words of the bot to whoever it rang at. */
function lookOf(world: Readonly<World>, { to }: Rung, bot: string): Told['look'] {
  const direct = Object.values(world.channels).find(
    ({ kind, members }) => kind === 'im' && members.includes(to) && members.includes(bot),
  );
  const ts = (world.messages[direct?.id ?? ''] ?? []).findLast(({ user }) => user === bot)?.ts;
  return direct === undefined || ts === undefined ? null : { as: to, channel: direct.id, ts };
}
