import type { Page, PagedIncident } from '../engine/ports.ts';
import { compileWords } from '../language/messages.ts';
import en from './words/en.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };

/** Says things as all ways do; what only staff read comes in these languages. */
export const say = compileWords({ en, tr });

const LONGEST_TITLE = 120;
/** Two or three parts of a text message: what is longer arrives late or not at all. */
const LONGEST_SMS = 320;
/** About twenty seconds of speech. */
const LONGEST_SPOKEN = 320;

/** A title on one line, marked where it is a drill; of so many characters at most. */
export function titleOf(incident: PagedIncident & { language?: string }, most = LONGEST_TITLE): string {
  const title = shortened(onOneLine(incident.title), most);
  return incident.isDrill ? say(incident.language ?? 'en', 'title.drill', { title }) : title;
}

/** What stands under the title: the text, that it is a drill where it is one, and where to take it. */
export function bodyOf(page: Page): string {
  return [page.isDrill ? say(page.language, 'drill') : '', page.text.trim(), linkOf(page)].filter(Boolean).join('\n\n');
}

/** A text message: the title and the link whole, of the text as much as there is room for. */
export function smsOf(page: Page): string {
  const fixed = [titleOf(page), page.isDrill ? say(page.language, 'drill') : '', linkOf(page)];
  const room = LONGEST_SMS - fixed.filter(Boolean).join('\n').length - 1;
  const [title = '', drill = '', link = ''] = fixed;
  const text = room < 20 ? '' : shortened(onOneLine(page.text), room);
  return [title, drill, text, link].filter(Boolean).join('\n');
}

/**
 * What a voice says, sentence by sentence, and says once more to who was half asleep. Addresses are left out, for nobody
 * can write them down at night.
 */
export function spokenOf(page: Page): { once: string[]; again: string[] } {
  const withoutLinks = (text: string) => onOneLine(text.replaceAll(/https?:\/\/\S+/g, ' '));
  const opening = say(page.language, page.isDrill ? 'spoken.drill' : 'spoken.opening');
  const title = withoutLinks(page.title);
  const text = shortened(withoutLinks(page.text), LONGEST_SPOKEN);
  const told = [shortened(title, LONGEST_TITLE), text, say(page.language, 'spoken.where')].filter(Boolean);
  return { once: [opening, ...told], again: [say(page.language, 'spoken.again'), ...told] };
}

function linkOf(page: Page): string {
  return page.link === null ? '' : say(page.language, 'link', { link: page.link });
}

/** Line breaks and control characters would end a header or a sentence early. */
function onOneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
}

function shortened(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
