/** A client asks for what the agreement does not quite name: the owner is asked, says that it belongs to it, and it is learnt. */
import type { Scene } from './stage.ts';
import { takeVideoOut } from './video-out.ts';

export const flagTaught: Scene = {
  name: 'flag-taught',
  title: 'A request that may not be part of the agreement: the owner is asked, answers once, and is not asked again',
  play: async (stage) => {
    const [client, owner, asker] = ['C0NOVA', 'U0MIRA', 'U0ANNA'];
    await stage.begins('Wed', '10:00', client);
    await takeVideoOut(stage, owner, client);
    const clip = await stage.says(asker, client, 'Could you make a short clip of the bell for Instagram?');
    await stage.tells(
      'Posts are part of the agreement with Nova Bikes, film is not. Mira is asked; the client sees nothing.',
    );
    await stage.until('Wed', '10:20');
    await stage.presses(owner, 'flag-in', { channel: client, ts: clip });
    await stage.fills(owner, client, { item: 'social' });
    await stage.says(owner, client, 'With pleasure, it goes with the posts.', { thread: clip });
    await stage.until('Thu', '11:00');
    const saddle = await stage.says(asker, client, 'Could you make a short clip of the new saddle for Instagram?');
    await stage.tells('The next one like it raises no flag any more.');
    await stage.until('Thu', '11:20');
    await stage.says(owner, client, 'Of course, that one too.', { thread: saddle });
    await stage.until('Thu', '14:00');
    const factory = await stage.says(asker, client, 'And could you film a video about our factory?');
    await stage.tells('A film still is not part of it, and Mira hears of it at once.');
    await stage.until('Thu', '14:15');
    await stage.says(owner, client, 'A fine idea. I look at what it would take.', { thread: factory });
    await stage.until('Thu', '15:00');
    await stage.presses(owner, 'flag-undo', { channel: client, ts: clip });
    await stage.tells(
      'What was learnt can be taken back with one press, and the next one like it is asked about again.',
    );
    await stage.until('Thu', '15:10');
  },
};
