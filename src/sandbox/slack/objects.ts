import { IANAZone } from 'luxon';
import { isExternal, shareChannel } from './acquaintance.ts';
import type { Channel, Team, User, View } from './model.ts';
import { appOf, type Slack, userOf } from './slack.ts';

const NO_IMAGES = { image_24: '', image_32: '', image_48: '', image_72: '', image_192: '', image_512: '' };

function profileOf(slack: Slack, user: User, external: boolean): Record<string, unknown> {
  const [first = '', ...rest] = user.real_name.split(' ');
  const mayReadEmail = appOf(slack).scopes.includes('users:read.email');
  return {
    title: user.title,
    phone: '',
    skype: '',
    real_name: user.real_name,
    real_name_normalized: user.real_name,
    display_name: user.display_name,
    display_name_normalized: user.display_name,
    fields: null,
    status_text: '',
    status_text_canonical: '',
    status_emoji: '',
    status_emoji_display_info: [],
    status_expiration: 0,
    avatar_hash: '',
    ...NO_IMAGES,
    first_name: first,
    last_name: rest.join(' '),
    team: user.team_id,
    ...(user.email && mayReadEmail && !external ? { email: user.email } : {}),
    ...(user.is_bot ? { bot_id: user.bot_id, api_app_id: user.app_id ?? '', always_active: true } : {}),
  };
}

/** A person as users.info shows them to the app; people of other companies come without e-mail, locale and roles. */
export function userObject(slack: Slack, user: User, withLocale: boolean): Record<string, unknown> {
  const external = isExternal(slack, user);
  const base = {
    id: user.id,
    team_id: user.team_id,
    name: user.name,
    deleted: user.deleted,
    color: '9f69e7',
    real_name: user.real_name,
    tz: user.tz,
    tz_label: new Intl.DateTimeFormat('en-US', { timeZone: user.tz, timeZoneName: 'long' })
      .formatToParts(slack.clock())
      .find((part) => part.type === 'timeZoneName')?.value,
    tz_offset: IANAZone.create(user.tz).offset(slack.clock()) * 60,
    profile: profileOf(slack, user, external),
    is_bot: user.is_bot,
    is_app_user: false,
    updated: user.updated,
    who_can_share_contact_card: 'EVERYONE',
  };
  if (external) return { ...base, is_stranger: !shareChannel(slack, appOf(slack).bot_user_id, user.id) };
  return {
    ...base,
    is_admin: user.is_admin,
    is_owner: user.is_owner,
    is_primary_owner: false,
    is_restricted: user.is_restricted || user.is_ultra_restricted,
    is_ultra_restricted: user.is_ultra_restricted,
    is_email_confirmed: true,
    ...(withLocale ? { locale: user.locale } : {}),
  };
}

/** A conversation as the app sees it. Only conversations.info tells the connected teams. */
export function channelObject(slack: Slack, channel: Channel, detailed: boolean): Record<string, unknown> {
  const app = appOf(slack);
  const shared = channel.connected_team_ids.length > 0;
  if (channel.kind === 'im') {
    return {
      id: channel.id,
      created: channel.created,
      is_archived: channel.is_archived,
      is_im: true,
      is_org_shared: false,
      context_team_id: app.team_id,
      user: channel.members.find((member) => member !== app.bot_user_id),
      is_user_deleted: channel.members.some((member) => userOf(slack, member).deleted),
      priority: 0,
    };
  }
  const described = (value: string) => ({ value, creator: value ? channel.creator : '', last_set: 0 });
  return {
    id: channel.id,
    name: channel.name,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'group',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'channel',
    created: channel.created,
    is_archived: channel.is_archived,
    is_general: false,
    unlinked: 0,
    name_normalized: channel.name,
    is_shared: shared,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: app.team_id,
    updated: channel.created,
    parent_conversation: null,
    creator: channel.creator,
    is_ext_shared: shared,
    shared_team_ids: [slack.world.home, ...channel.connected_team_ids],
    pending_connected_team_ids: [],
    is_member: channel.members.includes(app.bot_user_id),
    topic: described(channel.topic),
    purpose: described(channel.purpose),
    previous_names: channel.previous_names,
    ...(channel.frozen_reason ? { is_frozen: true, frozen_reason: channel.frozen_reason } : {}),
    ...(detailed
      ? {
          ...(shared ? { connected_team_ids: channel.connected_team_ids, internal_team_ids: [slack.world.home] } : {}),
          conversation_host_id: channel.host_team_id,
          last_read: slack.world.read[app.bot_user_id]?.[channel.id] ?? '0000000000.000000',
        }
      : {}),
  };
}

/** A team as payloads of requests name it. */
export function teamReference(team: Team): { id: string; domain: string } {
  return { id: team.id, domain: team.domain };
}

/** A form or home tab as answers and payloads show it: a copy. */
export function viewObject(view: View): Record<string, unknown> {
  return structuredClone(view);
}
