import { expect, test } from 'vitest';
import type { ScopeItem } from '../agreement/scope-list.ts';
import type { Correction } from '../engine/correction.ts';
import type { Ask } from '../engine/facts.ts';
import type { Held, Tx } from '../engine/store-port.ts';
import { createAskedWorkReader, readIn } from './asked-work.ts';

const items: ScopeItem[] = [
  { id: 'blog', kind: 'in', title: 'Blog articles' },
  { id: 'video', kind: 'out', title: 'Video', description: 'Filming and editing' },
];

const held = (version: number, list = items, clientId = 'nova') =>
  ({ clientId, agreement: { version, sections: { scope: { items: list } } }, agency: null }) as unknown as Held;

const correction = (id: string, verdict: Correction['verdict'], itemId: string | null): Correction => ({
  ...{ id, clientId: 'nova', channelId: 'c1', messageTs: '1.0', place: `example-U0ANNA-${id}`, itemId, verdict },
  ...{ by: 'U0MIRA', at: 0 },
});

/** A store with these corrections, which counts how often their texts were asked for. */
function store(texts: Record<string, string | null>, verdict: Correction['verdict'] = 'in') {
  const seen = { texts, read: 0, stamps: 0 };
  const ask = (async (name: string, given: { places: unknown[] }) => {
    if (name === 'corrections') return Object.keys(seen.texts).map((id) => correction(id, verdict, 'blog'));
    seen.read += 1;
    return Object.values(seen.texts)
      .map((text) => ({ text, isUnavailable: false }))
      .slice(0, given.places.length);
  }) as unknown as Ask;
  const tx: Pick<Tx, 'ask' | 'correctionsStamp'> = {
    ask: () => ask,
    correctionsStamp: async () => {
      seen.stamps += 1;
      return Object.keys(seen.texts).join();
    },
  };
  return { tx, seen };
}

const text = 'Could you film a short video of the new bell?';
const none = { hasFiles: false };

test('what is asked for is told by ids, numbers and services, and not by a word of the message', async () => {
  const list = await createAskedWorkReader().listFor(store({}).tx, held(3));
  const asked = list && readIn(list, text, none).asked;
  expect(asked).toMatchObject({
    version: 3,
    things: [{ verdict: 'flag', scope: 'out', itemId: 'video', isCorrected: false }],
  });
  expect(asked?.things[0]?.closest[0]).toMatchObject({ itemId: 'video', services: ['video'] });
  expect(JSON.stringify(asked)).not.toMatch(/bell|film|short/);
  expect(list && readIn(list, 'Thanks, have a good evening!', none)).toEqual({ asked: null, urgency: null });
});

test('nothing is asked of the store, and nothing read, where there is no list', async () => {
  const { tx, seen } = store({});
  const reader = createAskedWorkReader();
  expect(await reader.listFor(tx, held(1, []))).toBeNull();
  expect(await reader.listFor(tx, { clientId: null, agreement: null, agency: null })).toBeNull();
  expect(seen.stamps).toBe(0);
});

test('a list is prepared once for a version and what was corrected, and anew when either changes', async () => {
  const { tx, seen } = store({ one: text });
  const reader = createAskedWorkReader();
  const first = await reader.listFor(tx, held(1));
  expect(await reader.listFor(tx, held(1))).toBe(first);
  expect(seen.read).toBe(1);
  const second = await reader.listFor(tx, held(2));
  expect(second).toMatchObject({ version: 2 });
  seen.texts = {};
  const third = await reader.listFor(tx, held(2));
  expect(third?.prepared.exemplars).toEqual([]);
  expect(seen.read).toBe(3);
});

test('what was corrected counts, unless its text is gone or cannot be read', async () => {
  const taught = await createAskedWorkReader().listFor(store({ one: text }).tx, held(1));
  expect(taught && readIn(taught, text, none).asked?.things).toMatchObject([
    { verdict: 'none', scope: 'in', itemId: 'blog', isCorrected: true },
  ]);
  const noRequest = await createAskedWorkReader().listFor(store({ one: text }, 'none').tx, held(1));
  expect(noRequest && readIn(noRequest, text, none).asked).toBeNull();
  const gone = await createAskedWorkReader().listFor(store({ one: null }).tx, held(1));
  expect(gone && readIn(gone, text, none).asked?.things).toMatchObject([{ verdict: 'flag', isCorrected: false }]);
});

test('of more than two hundred clients, the list read against longest ago is let go', async () => {
  const { tx } = store({});
  const reader = createAskedWorkReader();
  const ofClient = (index: number) => reader.listFor(tx, held(1, items, `client-${index}`));
  const [first, second] = [await ofClient(0), await ofClient(1)];
  for (let index = 2; index < 200; index += 1) await ofClient(index);
  expect(await ofClient(0)).toBe(first);
  await ofClient(200);
  expect(await ofClient(0)).toBe(first);
  expect(await ofClient(1)).not.toBe(second);
});

test('whether it presses is told with a list and without one, and by nothing but a name', async () => {
  const list = await createAskedWorkReader().listFor(store({}).tx, held(3));
  for (const one of [list, null]) {
    expect(readIn(one, 'Our website is down and nobody can order!', none).urgency).toBe('emergency');
    expect(readIn(one, 'We need this today before 5 pm, please', none).urgency).toBe('elevated');
    expect(readIn(one, text, none).urgency).toBeNull();
  }
});
