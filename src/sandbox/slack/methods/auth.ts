import { textOf } from '../arguments.ts';
import { domainOf } from '../links.ts';
import { type Method, method } from '../method.ts';
import { Refusal } from '../refusal.ts';
import { userOf } from '../slack.ts';

/** Who am I, and where. */
export const authMethods: Record<string, Method> = {
  'api.test': method('none', [], (call) => {
    const error = textOf(call.given, 'error');
    if (error) throw new Refusal(error, { args: call.given });
    return { args: call.given };
  }),

  'auth.test': method('none', [], ({ slack, app }) => ({
    url: `https://${domainOf(slack)}.slack.com/`,
    team: slack.world.teams[app.team_id]?.name,
    user: userOf(slack, app.bot_user_id).name,
    team_id: app.team_id,
    user_id: app.bot_user_id,
    bot_id: app.bot_id,
    is_enterprise_install: false,
  })),

  'bots.info': method(3, ['users:read'], ({ slack, given }) => {
    const id = textOf(given, 'bot');
    const bot = Object.values(slack.world.users).find((user) => user.bot_id !== null && user.bot_id === id);
    if (!bot) throw new Refusal('bot_not_found');
    return {
      bot: {
        id: bot.bot_id,
        deleted: bot.deleted,
        name: bot.real_name,
        updated: bot.updated,
        app_id: bot.app_id ?? '',
        user_id: bot.id,
        icons: { image_36: '', image_48: '', image_72: '' },
      },
    };
  }),

  'team.info': method(3, ['team:read'], ({ slack, app, given }) => {
    const team = slack.world.teams[textOf(given, 'team') ?? app.team_id];
    if (!team) throw new Refusal('team_not_found');
    return {
      team: {
        id: team.id,
        name: team.name,
        url: `https://${team.domain}.slack.com/`,
        domain: team.domain,
        email_domain: '',
        icon: { image_default: true },
      },
    };
  }),
};
