import { isRecord } from '../arguments.ts';

export type Surface = 'message' | 'modal' | 'home';

/** What Slack would find wrong with these blocks on this surface; an empty list when nothing. */
export function checkBlocks(blocks: unknown[], surface: Surface): string[] {
  const most = surface === 'message' ? 50 : 100;
  if (blocks.length > most) return [`no more than ${most} items allowed [json-pointer:/blocks]`];
  return blocks.every((block) => isRecord(block) && typeof block.type === 'string') ? [] : ['invalid block'];
}
