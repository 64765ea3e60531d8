/** A request outside the agreement, offered as a change with its price, and accepted by the client with one press. */
import type { Scene } from './stage.ts';
import { takeVideoOut } from './video-out.ts';

export const changeOrder: Scene = {
  name: 'change-order',
  title: 'A film is not part of the agreement: it is offered with its price, and the client says yes by a press',
  play: async (stage) => {
    const [client, owner, asker] = ['C0NOVA', 'U0MIRA', 'U0ANNA'];
    await stage.begins('Tue', '10:00', client);
    await takeVideoOut(stage, owner, client);
    const film = await stage.says(
      asker,
      client,
      'Could you film a video about our stand at the fair? A minute is enough.',
    );
    await stage.tells('Video is not part of the agreement with Nova Bikes. Mira hears of it; the client sees nothing.');
    await stage.until('Tue', '10:10');
    await stage.presses(owner, 'offer-change', { channel: client, ts: film });
    await stage.tells(
      'A kind reply is there already, in the language of the client. Mira adds the price and the time.',
    );
    await stage.fills(owner, client, {
      item: 'video',
      price: '850 EUR',
      time: 'two weeks after the fair',
      allowance: '1 film',
    });
    await stage.tells('She reads it as Anna will. Then she sends it, and its text and price are frozen.');
    await stage.fills(owner, client);
    await stage.closes(owner);
    await stage.until('Tue', '10:40');
    await stage.pressesIn(asker, client, 'order-accept');
    await stage.tells(
      'Anna is of another company, and one press is enough. The agreement has a new version, with video in it.',
    );
    await stage.until('Tue', '10:50');
    await stage.commands(owner, client, '/rules changes');
    await stage.says(owner, client, 'Thank you, Anna! We have it in the calendar.', { thread: film });
    await stage.until('Tue', '11:30');
  },
};
