/** An edit that makes chatter a question, and a question that its author takes back. */
import type { Scene } from './stage.ts';

export const secondThoughts: Scene = {
  name: 'second-thoughts',
  title: 'A thanks edited into a question, and a question deleted',
  play: async (stage) => {
    await stage.begins('Tue', '09:30', 'C0DEFNE');
    const edited = await stage.says('U0DENIZ', 'C0DEFNE', 'Çok teşekkürler!');
    await stage.until('Tue', '09:40');
    await stage.edits('U0DENIZ', 'C0DEFNE', edited, 'Çok teşekkürler! Yeni menüyü ne zaman görebiliriz?');
    await stage.until('Tue', '09:55');
    await stage.reacts('U0ELIF', 'C0DEFNE', edited, 'eyes');
    await stage.until('Tue', '10:20');
    await stage.says('U0ELIF', 'C0DEFNE', 'Öğleden sonra gönderiyorum.', { thread: edited });
    await stage.until('Tue', '15:00');
    const deleted = await stage.says('U0SAM', 'C0ORCHARD', 'Can we move the launch to Thursday?');
    await stage.until('Tue', '15:20');
    await stage.deletes('U0SAM', 'C0ORCHARD', deleted);
    await stage.until('Wed', '12:00');
  },
};
