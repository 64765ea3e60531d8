/** A client's bot begins with a silent trial: staff see what it would have said and judge it, and a manager goes live. */
import type { Scene } from './stage.ts';

export const silentTrial: Scene = {
  name: 'silent-trial',
  title: 'A silent trial: the staff see what the client would have read, until a manager goes live',
  play: async (stage) => {
    const [client, inside] = ['C0DEFNE', 'C0DEFNEINT'];
    await stage.begins('Mon', '15:30', client);
    await stage.commands('U0RUTH', client, '/rules trial');
    await stage.pressesIn('U0RUTH', client, 'trial-start');
    await stage.tells('From now on the bot says nothing to Defne Kahve by itself.');
    await stage.until('Mon', '19:40');
    const menu = await stage.says('U0DENIZ', client, 'Yeni menüyü ne zaman görebiliriz?');
    await stage.tells('What Deniz would have read stands in the internal channel, as Deniz would have seen it.');
    await stage.until('Mon', '19:50');
    await stage.pressesIn('U0ELIF', inside, 'trial-right');
    await stage.until('Tue', '08:20');
    await stage.says('U0ELIF', client, 'Günaydın! Menü ekte.', { thread: menu, files: ['menu.pdf'] });
    await stage.until('Tue', '15:00');
    await stage.commands('U0RUTH', client, '/rules trial');
    await stage.pressesIn('U0RUTH', client, 'trial-end');
    await stage.tells('It has been right every time, so Ruth goes live.');
    await stage.until('Tue', '19:40');
    const prices = await stage.says('U0DENIZ', client, 'Fiyat listesi de hazır mı?');
    await stage.tells('Now the client reads it. What was held back stays unsaid.');
    await stage.until('Wed', '08:20');
    await stage.says('U0ELIF', client, 'Evet, ekte.', { thread: prices, files: ['fiyatlar.pdf'] });
    await stage.until('Wed', '12:00');
  },
};
