import { useEffect, useState } from 'react';
import type { OnSuggest } from '../names.ts';
import { numberIn } from '../reading.ts';
import type { GivenElement, ShownOption } from './entered.ts';

/** How long a person may go on typing before the app is asked, in milliseconds. */
const PAUSE = 300;

type Suggestions = { options: ShownOption[]; hint: string | null };

/** Options that the app offers for what is typed; only the latest answer counts. Null asks nobody. */
export function useSuggestions(suggest: OnSuggest | null, element: GivenElement, typed: string): Suggestions {
  const [found, setFound] = useState<{ typed: string; options: ShownOption[] } | null>(null);
  const least = numberIn(element.min_query_length) ?? 3;
  const isAsked = suggest !== null && typed.length >= least;
  const action = element.action_id;
  useEffect(() => {
    if (!isAsked) return;
    let isLatest = true;
    const tell = (options: ShownOption[]) => {
      if (isLatest) setFound({ typed, options });
    };
    const timer = setTimeout(() => {
      suggest(action, typed).then(tell, () => tell([]));
    }, PAUSE);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [suggest, isAsked, action, typed]);
  if (suggest === null) return { options: [], hint: null };
  if (!isAsked) return { options: [], hint: `Type at least ${least} characters.` };
  if (found?.typed !== typed) return { options: found?.options ?? [], hint: 'Looking…' };
  return { options: found.options, hint: found.options.length === 0 ? 'Nothing found.' : null };
}
