import type { Stage } from './stage.ts';

/** Where a change was accepted in an earlier story, video is part of the agreement by now: it is taken out again. */
export async function takeVideoOut(stage: Stage, owner: string, client: string): Promise<void> {
  const stored = await stage.sandbox.house().store.agreements.stored('nova');
  const { items = [] } = (stored?.agreement.sections.scope ?? {}) as { items?: { id: string; kind: string }[] };
  if (!items.some(({ id, kind }) => id === 'video' && kind === 'in')) return;
  await stage.tells('The film of the last time is paid and done. Mira takes the line out of the agreement again.');
  await stage.commands(owner, client, '/rules scope edit video');
  await stage.fills(owner, client, { side: 'out', allowance: '' });
}
