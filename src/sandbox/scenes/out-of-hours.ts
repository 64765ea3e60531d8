/** A client asks in the evening: one calm reply in their language, once; the answer comes in the morning, in time. */
import type { Scene } from './stage.ts';

export const outOfHours: Scene = {
  name: 'out-of-hours',
  title: 'A question after closing time, and a calm reply in the client’s language',
  play: async (stage) => {
    await stage.begins('Mon', '15:30', 'C0DEFNE');
    await stage.tells(
      'Defne Kahve’s agreement lets the bot reply by itself outside the agreed hours. No other one does.',
    );
    await stage.until('Mon', '19:40');
    const question = await stage.says('U0DENIZ', 'C0DEFNE', 'Yeni menüyü ne zaman görebiliriz?');
    await stage.tells('The reply says when the team is back and when an answer comes. The clock goes on as before.');
    await stage.until('Mon', '19:55');
    const logo = await stage.says('U0DENIZ', 'C0DEFNE', 'Bir de logonun siyah beyaz hali var mı?');
    await stage.tells('Once in an evening is enough: nothing is said again.');
    await stage.until('Mon', '20:05');
    await stage.says('U0DENIZ', 'C0DEFNE', 'Teşekkürler, iyi akşamlar!');
    await stage.until('Mon', '20:10');
    await stage.chooses('U0ELIF', 'C0DEFNE', question, 'why');
    await stage.until('Mon', '21:30');
    await stage.says('U0ANNA', 'C0NOVA', 'Could you send us the banner tomorrow?');
    await stage.tells('Nova Bikes has agreed on no such reply: the bot stays quiet there.');
    await stage.until('Tue', '08:20');
    await stage.says('U0ELIF', 'C0DEFNE', 'Günaydın! Öğleden sonra gönderiyorum.', { thread: question });
    await stage.says('U0ELIF', 'C0DEFNE', 'Evet, klasöre koydum.', { thread: logo });
    await stage.until('Tue', '09:10');
    await stage.says('U0MIRA', 'C0NOVA', 'Of course, here it is.', { files: ['banner.pdf'] });
    await stage.until('Tue', '12:00');
  },
};
