import type { Way } from '../agreement/escalation.ts';
import type { LoadedAgency, LoadedAgreement } from '../agreement/load.ts';
import { waysInUse, waysOfAgency, waysOfAgreement } from '../agreement/paging-ways.ts';
import { inOrder, type Problem, pathText } from '../agreement/problem.ts';
import { readYaml } from '../agreement/yaml-source.ts';
import { missingFor, type PagingConfig, readPaging } from '../config.ts';
import type { Store } from '../engine/store-port.ts';
import type { TextFile } from './files.ts';

/**
 * What a file pages by although this environment lacks what that takes: said by day, where a file is written. Throws a
 * `ConfigError` for a setting that is wrong in itself.
 */
export function wayWarnings({ path: file, text }: TextFile, loaded: LoadedAgency | LoadedAgreement): Problem[] {
  const uses = loaded.kind === 'agency' ? waysOfAgency(loaded.agency) : waysOfAgreement(loaded.agreement);
  if (uses.length === 0) return [];
  const settings = readPaging();
  const read = readYaml(text, file);
  const source = 'source' in read ? read.source : undefined;
  return inOrder(
    uses.flatMap(({ way, path }) => {
      const missing = missingFor(way, settings);
      if (missing.length === 0) return [];
      // A template may have said it: then the agreement's own line is as near as one gets.
      const place = source?.locate(path, 'value') ?? source?.locate(path.slice(0, 1), 'key') ?? { line: 1, column: 1 };
      const message = `${way} needs ${missing.join(', ')}, which this environment does not have; set it where Groundrules runs`;
      return [{ file, ...place, path: pathText(path), message }];
    }),
  );
}

/** By which ways agreements in force page although these settings do not let them, with what is missing. */
export async function pagingLacks(
  store: Pick<Store, 'agreements' | 'ask'>,
  settings: PagingConfig,
): Promise<{ way: Way; missing: string[] }[]> {
  const active = (await store.agreements.all()).filter(({ status }) => status === 'active');
  const lacks = waysInUse(active, await store.ask('agency', {})).map((way) => ({
    way,
    missing: missingFor(way, settings),
  }));
  return lacks.filter(({ missing }) => missing.length > 0);
}
