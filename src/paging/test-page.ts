import { section } from '../engine/blocks.ts';
import type { Page } from '../engine/ports.ts';
import type { Rendered } from '../engine/rule.ts';
import { escapeMrkdwn } from '../language/messages.ts';
import { bodyOf, say, titleOf } from './texts.ts';

/** A page that only tries a way; a drill in everything. `incidentKey` is this trial's own; `agency` the name of who tries. */
export function testPageOf(about: { incidentKey: string; agency: string; language: string }): Page {
  const { incidentKey, agency, language } = about;
  return {
    key: `${incidentKey}:page`,
    incidentKey,
    title: say(language, 'test.title'),
    text: say(language, 'test.text', { agency }),
    link: null,
    isDrill: true,
    language,
  };
}

/** The same as a direct message in Slack, which is the one way that is not ours. */
export function testMessageOf(page: Page): Rendered {
  const [title, body] = [escapeMrkdwn(titleOf(page)), escapeMrkdwn(bodyOf(page))];
  return { text: title, blocks: [section(`*${title}*\n${body}`)] };
}
