/**
 * Who goes first within one process: while somebody's press is decided, or what it set going is on its way, alarms and notices
 * of every day do not begin. They wait a moment, never for long: what goes first may be calling somebody who does not answer.
 */
export type Precedence = {
  /** Does work that others let pass. */
  first<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nobody is to be let pass, or after a moment. */
  aside(): Promise<void>;
};

/** In milliseconds. */
const MOMENT = 300;

/** Makes it, for one process. */
export function createPrecedence(): Precedence {
  let passing = 0;
  let waiting: (() => void)[] = [];

  function passed(): void {
    passing -= 1;
    if (passing > 0) return;
    const letThrough = waiting;
    waiting = [];
    for (const go of letThrough) go();
  }

  return {
    first: async (work) => {
      passing += 1;
      try {
        return await work();
      } finally {
        passed();
      }
    },
    aside: () =>
      passing === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            const timer = setTimeout(resolve, MOMENT);
            waiting.push(() => {
              clearTimeout(timer);
              resolve();
            });
          }),
  };
}
