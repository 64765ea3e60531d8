/** What a new agreement's form begins with: the template's lines, and what can be seen of the channel and its people. */
import type { Agency } from '../../agreement/agency.ts';
import { LANGUAGES } from '../../agreement/agreement.ts';
import { readLayers } from '../../agreement/layers.ts';
import { readYaml } from '../../agreement/yaml-source.ts';
import type { Ask, Channel, Person, Seen } from '../../engine/facts.ts';
import { valuesOf } from './as-file.ts';
import type { Values } from './fields.ts';

/** Where the agency names no template, or one that is not among those of Groundrules. */
const usual = 'standard.yml';
/** More of the client's people are not named beforehand: whoever is not named is seen as Slack has them. */
const mostNamed = 30;
/** Templates that extend each other end somewhere. */
const deepest = 8;

export type Templates = { name: string; texts: Map<string, string> };

/** The template that a new agreement begins with, and all that it extends. */
export async function loadTemplates(ask: Ask, agency: Agency | null, wanted?: string): Promise<Templates> {
  const own = wanted ?? agency?.defaults.template ?? usual;
  const name = (await ask('template', { name: own })) === null ? usual : own;
  const texts = new Map<string, string>();
  for (let next: string | null = name; next !== null && texts.size < deepest; ) {
    const text: string | null = texts.has(next) ? null : await ask('template', { name: next });
    if (text === null) break;
    texts.set(next, text);
    next = extendedBy(text);
  }
  return { name, texts };
}

function extendedBy(text: string): string | null {
  const read = readYaml(text, 'template');
  const named = 'source' in read ? read.source.value.extends : undefined;
  return typeof named === 'string' ? named : null;
}

type Known = {
  agency: Agency | null;
  templates: Templates;
  channel: Channel;
  asker: { userId: string; person: Person | null };
  members: readonly Seen[];
};

/** What stands in the form when it is opened for the first time. */
export function prefilled({ agency, templates, channel, asker, members }: Known): Values {
  const clients = members.filter(({ standing }) => standing.side === 'client').slice(0, mostNamed);
  const staff = staffFirst(asker.userId, members);
  const zone = agency?.defaults.timeZone ?? asker.person?.timeZone ?? 'UTC';
  const theirZone = clients.map(({ person }) => person?.timeZone).find((one) => one != null);
  return {
    zone,
    ...inTemplate(templates),
    name: nameFrom(channel.name),
    id: '',
    language: languageOf(clients, agency),
    ...(theirZone === undefined || theirZone === null || theirZone === zone ? {} : { clientZone: theirZone }),
    owner: staff[0] ?? '',
    backup: staff[1] ?? '',
    // Where no agency's file names managers, whoever sets this up hears of what goes wrong.
    managers: (agency?.managers.length ?? 0) > 0 ? '' : asker.userId,
    client: clients.map(({ userId }) => userId).join(','),
  };
}

function inTemplate({ name, texts }: Templates): Values {
  const layers = readLayers(`schema: 1\nextends: ${name}\n`, 'agreement', (one) => texts.get(one));
  return 'problems' in layers ? {} : valuesOf(layers.merged);
}

/** Whoever sets it up, then others of ours in the channel, those first whom the agency's file names. */
function staffFirst(asker: string, members: readonly Seen[]): string[] {
  const ours = members.filter(({ standing, person }) => standing.side === 'staff' && person?.isDeleted !== true);
  const rank = ({ userId, standing }: Seen) =>
    userId === asker ? 0 : standing.because === 'agency-staff' ? 1 : standing.because.startsWith('agency') ? 2 : 3;
  return [...ours].sort((a, b) => rank(a) - rank(b)).map(({ userId }) => userId);
}

/** The language of most of the client's people, where we understand it; else the agency's. */
function languageOf(clients: readonly Seen[], agency: Agency | null): string {
  const spoken = clients.map(({ person }) => (person?.language ?? '').split(/[-_]/)[0] ?? '');
  const counted = LANGUAGES.map((language) => ({ language, count: spoken.filter((one) => one === language).length }));
  const most = counted.reduce((best, one) => (one.count > best.count ? one : best), { language: '', count: 0 });
  return most.count > 0 ? most.language : (agency?.defaults.language ?? 'en');
}

/** `ext-nova-bikes` is a channel about Nova Bikes. */
function nameFrom(channel: string): string {
  const words = channel
    .replace(/^(ext|external|shared|client|clients|customer|musteri|müşteri)[-_]/, '')
    .split(/[-_]+/);
  return words
    .filter((word) => word !== '')
    .map((word) => `${word.charAt(0).toLocaleUpperCase('en')}${word.slice(1)}`)
    .join(' ')
    .slice(0, 80);
}
