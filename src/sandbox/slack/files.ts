import { domainOf } from './links.ts';
import { makeId, type Slack, seconds, userOf } from './slack.ts';

/** A file as messages and files.info show it. Only its name is real. */
export function makeFile(slack: Slack, name: string, user: string): Record<string, unknown> {
  const id = makeId(slack, 'F');
  const ending = name.includes('.') ? (name.split('.').at(-1) ?? '') : 'text';
  const address = `https://files.slack.com/files-pri/${slack.world.home}-${id}/${encodeURIComponent(name)}`;
  return {
    id,
    created: seconds(slack),
    timestamp: seconds(slack),
    name,
    title: name,
    mimetype: 'application/octet-stream',
    filetype: ending,
    pretty_type: ending.toUpperCase(),
    user,
    user_team: userOf(slack, user).team_id,
    editable: false,
    size: 1024,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: true,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: address,
    url_private_download: `${address}?download=1`,
    media_display_type: 'unknown',
    permalink: `https://${domainOf(slack)}.slack.com/files/${user}/${id}/${encodeURIComponent(name)}`,
    permalink_public: `https://slack-files.com/${slack.world.home}-${id}`,
    is_starred: false,
    has_rich_preview: false,
    file_access: 'visible',
  };
}
