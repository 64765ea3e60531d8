/** Filling in forms of several steps: what stands in the one that is open, and what is sent and pressed in it. */
import type { FieldValue } from '../../src/sandbox/slack/form-state.ts';
import type { View } from '../../src/sandbox/slack/model.ts';
import type { Story } from './story.ts';

type Filled = Record<string, FieldValue>;

/** The hands of people at their forms. */
export function filling(story: Pick<Story, 'sandbox' | 'sends'>) {
  const open = (who: string): View | null => story.sandbox().slack.as(who).form();
  const sends = (who: string, values: Filled = {}) => story.sends(who, values);
  return {
    open,
    /** Sends the step; gives the errors by block, or null. */
    sends,
    /** Everything that stands in the form, as one text. */
    shown: (who: string): string => JSON.stringify(open(who)?.blocks ?? []),
    /** The element of a field. */
    field: (who: string, name: string): unknown =>
      open(who)
        ?.blocks.map(({ element }) => element as Record<string, unknown> | undefined)
        .find((element) => element?.action_id === name),
    presses: async (who: string, action: string): Promise<void> => {
      await story.sandbox().slack.as(who).pressInView(action);
      await story.sandbox().walk.rest();
    },
    /** Sends the step; gives the errors by field. */
    errorsOf: async (who: string, values: Filled): Promise<Record<string, string>> =>
      Object.fromEntries(
        Object.entries((await sends(who, values)) ?? {}).map(([block, error]) => [block.split(':')[0] ?? '', error]),
      ),
  };
}
