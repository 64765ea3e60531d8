/** What selects of people, channels and conversations offer. */
import type { NamedChannel, Names } from '../names.ts';
import { isGiven, textsIn } from '../reading.ts';
import { type GivenElement, groupsOf, type OptionGroup, type ShownOption } from './entered.ts';

const KIND_NAMES: Record<NamedChannel['kind'], string> = {
  channel: 'public',
  group: 'private',
  im: 'im',
  mpim: 'mpim',
};

function plainOption(value: string, text: string): ShownOption {
  return { value, text: { type: 'plain_text', text } };
}

/** Groups of options of any select that does not ask the app. */
export function offersOf(element: GivenElement, names: Names): OptionGroup[] {
  const { type } = element;
  if (type.includes('users')) {
    return [{ label: null, options: names.people().map(({ id, name }) => plainOption(id, name)) }];
  }
  if (type.includes('conversations') || type.includes('channels')) {
    const offered = names.channels().filter((channel) => isOffered(channel, element));
    return [{ label: null, options: offered.map((one) => plainOption(one.id, nameOf(one))) }];
  }
  return groupsOf(element);
}

function nameOf({ kind, name }: NamedChannel): string {
  return kind === 'channel' || kind === 'group' ? `#${name}` : name;
}

function isOffered({ kind, isShared }: NamedChannel, element: GivenElement): boolean {
  if (element.type.includes('channels')) return kind === 'channel';
  if (!isGiven(element.filter)) return true;
  const included = textsIn(element.filter.include);
  if (isShared && element.filter.exclude_external_shared_channels === true) return false;
  return included.length === 0 || included.includes(KIND_NAMES[kind]);
}
