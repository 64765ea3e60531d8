/** A new client, and nothing agreed: the channel is set up in a form, over a restart, and a question there has its deadline. */
import type { Sandbox } from '../sandbox.ts';
import type { Scene } from './stage.ts';

export const setup: Scene = {
  name: 'setup',
  title: 'A new client, set up from nothing in five steps',
  play: async (stage) => {
    const channel = await newClient(stage.sandbox);
    await stage.begins('Mon', '09:50', channel);
    await stage.tells(
      'Fern & Co are new. Their channel is there, shared with them; nothing is agreed, so nothing is heard.',
    );
    await stage.invitesBot('U0RUTH', channel);
    await stage.commands('U0RUTH', channel, '/rules setup');
    await stage.tells('The form is filled in as far as the bot can guess. Ruth puts the name right.');
    await stage.fills('U0RUTH', channel, { name: 'Fern & Co' });
    await stage.fills('U0RUTH', channel, { fri: '9-13', country: 'Germany', state: 'Berlin' });
    await stage.withoutBot(() => stage.tells('The bot is restarted in the middle of it. What was filled in is kept.'));
    await stage.fills('U0RUTH', channel, { normalFirst: '1h' });
    await stage.fills('U0RUTH', channel, { owner: 'U0JONAS', backup: 'U0MIRA' });
    await stage.fills('U0RUTH', channel);
    await stage.tells('The whole in words, before anything counts. Ruth puts it into force.');
    await stage.fills('U0RUTH', channel);
    await stage.closes('U0RUTH');
    await stage.until('Mon', '10:30');
    const question = await stage.says('U0IDA', channel, 'Good morning! When can we see the first sketches?');
    await stage.chooses('U0JONAS', channel, question, 'why');
    await stage.until('Mon', '11:20');
    await stage.says('U0JONAS', channel, 'Good morning, Ida! On Thursday, I will bring three.');
    await stage.until('Mon', '11:40');
    await stage.commands('U0JONAS', channel, '/rules export');
    await stage.tells('What was agreed in the form is a file like any other.');
    await stage.until('Mon', '12:00');
  },
};

/** A channel of its own each time the story is told: one that was set up has its agreement. */
async function newClient({ slack }: Sandbox): Promise<string> {
  const { channels, teams, users } = slack.look((world) => ({
    channels: Object.keys(world.channels),
    teams: Object.keys(world.teams),
    users: Object.keys(world.users),
  }));
  if (!teams.includes('T0FERN')) await slack.admin.addTeam({ id: 'T0FERN', name: 'Fern & Co', domain: 'fern-and-co' });
  if (!users.includes('U0IDA')) {
    const ida = { id: 'U0IDA', name: 'ida', real_name: 'Ida Fern', team_id: 'T0FERN' };
    await slack.admin.addUser({ ...ida, tz: 'Europe/Lisbon', locale: 'en-GB' });
  }
  const ours = ['U0RUTH', 'U0JONAS', 'U0MIRA'];
  for (let number = 1; ; number += 1) {
    const more = number === 1 ? '' : String(number);
    const id = `C0FERN${more}`;
    if (channels.includes(id)) continue;
    const name = number === 1 ? 'fern-and-co' : `fern-and-co-${number}`;
    await slack.admin.addChannel({ id, name, members: [...ours, 'U0IDA'], shared: ['T0FERN'] });
    return id;
  }
}
