/**
 * Work that is found by looking: one look at a time, and what it finds is begun at once, however long something that was
 * found before may take. What is under way is not begun a second time.
 */
export type Lane = {
  /** Looks; looks once more where a look is under way. Resolves when nothing is found or under way any more. Never throws. */
  due(): Promise<void>;
};

export type LaneParts<Item> = {
  find(): Promise<Item[]>;
  /** What is under way is known by this name. */
  nameOf(item: Item): string;
  /** Gives whether there may be more to find now. */
  work(item: Item): Promise<boolean>;
  /** At most so many at once. */
  atOnce: number;
  /** Hears what a look or a piece of work threw. */
  failed(error: unknown): void;
};

/** Makes a lane. */
export function createLane<Item>({ find, nameOf, work, atOnce, failed }: LaneParts<Item>): Lane {
  const underWay = new Map<string, Promise<void>>();
  let waiting: Item[] = [];
  let looking: Promise<void> | null = null;
  let isAskedAgain = false;
  let mayBeMore = false;

  async function look(): Promise<void> {
    do {
      isAskedAgain = false;
      try {
        waiting = await find();
      } catch (error) {
        failed(error);
      }
      begin();
    } while (isAskedAgain);
    looking = null;
  }

  function ask(): void {
    isAskedAgain = true;
    looking ??= look();
  }

  function begin(): void {
    waiting = waiting.filter((item) => !underWay.has(nameOf(item)));
    while (underWay.size < atOnce) {
      const item = waiting.shift();
      if (item === undefined) return;
      // Known before it begins: it may be over at once.
      underWay.set(nameOf(item), Promise.resolve(item).then(one));
    }
  }

  async function one(item: Item): Promise<void> {
    try {
      if (await work(item)) mayBeMore = true;
    } catch (error) {
      failed(error);
    }
    underWay.delete(nameOf(item));
    begin();
    // What was found is worked off before more is looked for; a few slow ones are not waited for.
    if (!mayBeMore || waiting.length > 0 || underWay.size > atOnce / 2) return;
    mayBeMore = false;
    ask();
  }

  return {
    due: async () => {
      ask();
      while (looking !== null || underWay.size > 0) await Promise.all([looking, ...underWay.values()]);
    },
  };
}
