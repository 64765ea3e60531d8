import { useEffect, useState } from 'react';
import type { Problem } from '../../../../agreement/problem.ts';
import type { Checked, Done, HouseDeed } from '../../../contract.ts';

const PAUSE = 300;
const NONE: readonly Problem[] = [];

/** `trouble`: the check itself could not be made. */
export type Check = { state: 'reading' | 'known' | 'trouble'; problems: readonly Problem[]; trouble: string };

/**
 * Takes a client's id, a text and what carries out a deed; has the text checked 300 ms after it last changed and gives what
 * is wrong with it. An answer that comes after the text has changed again is dropped.
 */
export function useCheck(clientId: string, text: string, onDeed: (deed: HouseDeed) => Promise<Done>): Check {
  const [check, setCheck] = useState<Check>({ state: 'reading', problems: NONE, trouble: '' });
  useEffect(() => {
    let isLate = false;
    const ask = async () => {
      const done = await onDeed({ deed: 'checkAgreement', clientId, text });
      if (isLate) return;
      if (done.ok) setCheck({ state: 'known', problems: (done.answer as Checked).problems, trouble: '' });
      else setCheck({ state: 'trouble', problems: NONE, trouble: done.message });
    };
    const timer = setTimeout(() => void ask(), PAUSE);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [clientId, text, onDeed]);
  return check;
}
