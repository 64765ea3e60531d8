import {
  archiveChannel,
  changeChannelId,
  deleteChannel,
  describeChannel,
  joinChannel,
  renameChannel,
  shareWith,
} from './channels.ts';
import { deleteMessage } from './edits.ts';
import { userObject } from './objects.ts';
import { appOf, channelOf, findMessage, nextTs, type Slack, seconds, userOf } from './slack.ts';
import { addChannel, addTeam, addUser, type Channel, type Team, type User } from './world.ts';

/** What an administrator does to a workspace, outside of any conversation. */
export type Administration = {
  rename(channel: string, name: string, by: string): Promise<void>;
  archive(channel: string, by: string): Promise<void>;
  unarchive(channel: string, by: string): Promise<void>;
  describe(channel: string, what: 'topic' | 'purpose', value: string, by: string): Promise<void>;
  /** Shares a channel with another company's team. */
  share(channel: string, team: string): Promise<void>;
  unshare(channel: string, team: string): Promise<void>;
  /** Gives a channel another id, as when sharing of a private one begins. */
  changeId(channel: string, id: string): Promise<void>;
  /** Brings somebody into a channel, whoever they are. */
  enter(channel: string, user: string, inviter?: string): Promise<void>;
  /** Deletes anybody's message. */
  deleteMessage(channel: string, ts: string): Promise<void>;
  /** Deletes a channel with all that was said in it. */
  deleteChannel(channel: string, by: string): Promise<void>;
  /** Takes the app out of the workspace: its token is worth nothing from then on. */
  uninstall(): Promise<void>;
  /** Changes a person: name, zone, language, roles, deactivation. */
  changeUser(user: string, change: Partial<User>): Promise<void>;
  addUser(user: Partial<User> & { id: string; name: string }): Promise<User>;
  addChannel(
    channel: Partial<Channel> & { id: string; name: string; members: string[]; shared?: string[] },
  ): Promise<Channel>;
  addTeam(team: Team): Promise<Team>;
  /** Says who is in a user group; null deletes it. */
  setUserGroup(group: string, users: readonly string[] | null): Promise<void>;
  /** When Slack is silent for somebody, now or next (epoch milliseconds); null: never. */
  setDoNotDisturb(user: string, hours: { since: number; until: number } | null): Promise<void>;
};

/** The administrator of this workspace. */
export function administration(slack: Slack): Administration {
  return {
    async rename(channel, name, by) {
      renameChannel(slack, channelOf(slack, channel), by, name);
    },
    async archive(channel, by) {
      archiveChannel(slack, channelOf(slack, channel), by, true);
    },
    async unarchive(channel, by) {
      archiveChannel(slack, channelOf(slack, channel), by, false);
    },
    async describe(channel, what, value, by) {
      describeChannel(slack, channelOf(slack, channel), by, what, value);
    },
    async share(channel, team) {
      shareWith(slack, channelOf(slack, channel), team, true);
    },
    async unshare(channel, team) {
      shareWith(slack, channelOf(slack, channel), team, false);
    },
    async changeId(channel, id) {
      changeChannelId(slack, channelOf(slack, channel), id);
    },
    async enter(channel, user, inviter) {
      joinChannel(slack, channelOf(slack, channel), user, inviter);
    },
    async deleteMessage(channel, ts) {
      const message = findMessage(slack, channel, ts);
      if (message === undefined) throw new Error(`There is no ${ts} in ${channel}`);
      deleteMessage(slack, channelOf(slack, channel), message);
    },
    async deleteChannel(channel, by) {
      deleteChannel(slack, channelOf(slack, channel), by);
    },
    async uninstall() {
      const app = appOf(slack);
      const event_ts = nextTs(slack, 'app');
      slack.emit({ type: 'tokens_revoked', tokens: { oauth: [], bot: [app.bot_user_id] }, event_ts }, {});
      slack.emit({ type: 'app_uninstalled', event_ts }, {});
      app.token_revoked = true;
    },
    async changeUser(id, change) {
      const user = Object.assign(userOf(slack, id), change, { updated: seconds(slack) });
      slack.changed({ kind: 'user', user: id });
      const event_ts = nextTs(slack, 'users');
      const described = { ...userObject(slack, user, true) };
      slack.emit({ type: 'user_change', user: described, cache_ts: seconds(slack), event_ts }, {});
    },
    async addUser(user) {
      const made = addUser(slack.world, { updated: seconds(slack), ...user });
      slack.changed({ kind: 'user', user: made.id });
      return made;
    },
    async addChannel(channel) {
      const made = addChannel(slack.world, { created: seconds(slack), ...channel });
      slack.changed({ kind: 'channel', channel: made.id });
      return made;
    },
    async addTeam(team) {
      return addTeam(slack.world, team);
    },
    async setUserGroup(group, users) {
      const { [group]: _before, ...others } = slack.world.userGroups ?? {};
      slack.world.userGroups = users === null ? others : { ...others, [group]: [...users] };
    },
    async setDoNotDisturb(user, hours) {
      const person = userOf(slack, user);
      if (hours === null) delete person.dnd;
      else person.dnd = hours;
    },
  };
}
