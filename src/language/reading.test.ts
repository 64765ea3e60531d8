import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessage } from './reading.ts';

const read = (text: string) => readMessage(text, { hasFiles: false });
const readWithFiles = (text: string) => readMessage(text, { hasFiles: true });

describe('plain chatter needs no reply', () => {
  test.each([
    [
      'thanks',
      'Thanks so much!',
      'tesekkurler',
      'çok teşekkür ederiz',
      '감사합니다',
      'gamsahamnida',
      '谢谢大家',
      '3q',
      'ขอบคุณค่ะ',
      'khob khun krub',
      'спс',
      'большое спасибо',
    ],
    [
      'acknowledgement',
      'k',
      'ok noted',
      'tmm',
      'anladım',
      'ㅇㅋ',
      '넵 알겠습니다',
      '收到',
      '好的',
      'รับทราบครับ',
      'โอเค',
      'понял',
      'ок',
    ],
    [
      'approval',
      'Approved, go ahead',
      '+1',
      'onaylıyoruz',
      '진행해주세요',
      '컨펌합니다',
      '可以发布了',
      'อนุมัติค่ะ',
      'согласовано',
    ],
    ['praise', 'love the new design', 'harika olmuş', '너무 예뻐요', '太棒了', 'สวยมากค่ะ', 'выглядит отлично'],
    ['greeting', 'good morning team', 'günaydın', '안녕하세요', '大家好', 'สวัสดีค่ะ', 'добрый день'],
    ['farewell', 'have a great weekend', 'görüşürüz', '주말 잘 보내세요', '明天见', 'แล้วเจอกันค่ะ', 'хороших выходных'],
    ['laughter', 'hahahaha', 'lol', 'jsjsjsjs', 'ㅋㅋㅋㅋ', '哈哈哈', '55555', 'ахахаха'],
    [
      'informing',
      'fyi we moved offices',
      'bilginize cuma kapalıyız',
      '참고로 금요일은 휴무입니다',
      '我下周出差',
      'แจ้งไว้นะคะ วันศุกร์ออฟฟิศปิด',
      'к сведению, я в отпуске',
    ],
    ['solved', 'never mind, found it', 'hallettik', '해결됐어요', '搞定了', 'แก้ได้แล้วค่ะ', 'уже не надо'],
    ['no-hurry', 'no rush', 'acelesi yok', '급하지 않아요', '不急', 'ไม่รีบค่ะ', 'не срочно'],
    [
      'handed-over',
      'here are the photos from the shoot',
      'dosyalar ekte',
      '첨부드립니다',
      '见附件',
      'แนบไฟล์ค่ะ',
      'во вложении договор',
    ],
  ])('as %s, in each language', (reason, ...texts) => {
    expect(texts.map((text) => ({ text, ...read(text) }))).toEqual(
      texts.map((text) => ({ text, needsReply: false, reason })),
    );
  });

  test('drawn out, shouted, without diacritics, with a name, or in two languages at once', () => {
    const texts = [
      'thaaaanks',
      'THANK YOU',
      'TEŞEKKÜRLER',
      'TEŞEKKÜR EDERİM',
      'thanks Anna!',
      'спасибо, Анна Сергеевна',
      'teşekkürler Ayşe Hanım',
      '감사합니다 민지님',
      'ขอบคุณครับบบ',
      'ok tmm süper',
      '好的 thanks',
      'thanks 감사합니다 спасибо',
    ];
    for (const text of texts) expect(read(text), text).toMatchObject({ needsReply: false });
  });

  test('as emoji alone, written as characters with any skin tone or as Slack names them', () => {
    for (const text of [
      '👍',
      '👍🏽👍🏿',
      '🙏 ❤️ 👨‍👩‍👧',
      '🎉'.repeat(4000),
      ':+1::skin-tone-4:',
      ':tada:',
      ':)',
      '🇹🇷',
    ]) {
      expect(read(text), text).toEqual({ needsReply: false, reason: 'emoji-only' });
    }
  });

  test('as nothing at all', () => {
    for (const text of ['', '  \n ', '\u200B\u2060', '…', '.']) {
      expect(read(text), text).toEqual({ needsReply: false, reason: 'empty' });
    }
  });

  test('as files without words, or with a name for them', () => {
    for (const text of ['', 'final logo', 'imzalı sözleşme', '제품 사진', '合同', 'โลโก้', 'договор']) {
      expect(readWithFiles(text), text).toEqual({ needsReply: false, reason: 'handed-over' });
    }
  });

  test('as things told: who is away, what came, what was signed, how it went, in six languages', () => {
    for (const text of [
      'the owner is out until the 3rd, Joe covers for her',
      'the boxes came in today and they look great on the shelf',
      'numuneler geldi, vitrinde çok şık durdu',
      '선생님이 두 번째가 더 좋다고 하셔서 그걸로 확정입니다',
      '合同盖好章寄出去了',
      'เซ็นสัญญาแล้วส่งไปรษณีย์ไปแล้วค่ะ',
      'договор подписали, оригинал отправили почтой',
    ]) {
      expect(read(text), text).toMatchObject({ needsReply: false });
    }
  });

  test('as trouble that nearly happened, is over, or is the neighbours’', () => {
    for (const text of [
      'the shop next door got hacked, glad it was not us',
      'fire drill from 2 to 3, we will not pick up the phone',
      '差点把错的海报发出去，还好发现得早',
      'сайт ненадолго отваливался, сейчас всё ок',
    ]) {
      expect(read(text), text).toMatchObject({ needsReply: false });
    }
  });

  test('when only what it quotes, links to or shows as code would ask', () => {
    expect(read('&gt; can you do this?\nyes, sure')).toMatchObject({ needsReply: false });
    expect(read('thanks <https://a.example/?q=why|why?>')).toMatchObject({ needsReply: false });
    expect(read('got it `is this it?`')).toMatchObject({ needsReply: false });
  });
});

describe('everything else needs a reply', () => {
  test('a bare question mark, a name called, and asking where things stand are chasing', () => {
    const texts = [
      '?',
      '??',
      '？',
      '<@U123>',
      '<!here>',
      ':question:',
      'any news',
      'any update on this?',
      'haber var mı',
      '진행 상황 어떻게 되나요?',
      '有进展吗',
      'คืบหน้ายังไงบ้างคะ',
      'есть новости',
      'still waiting',
      'bekliyoruz',
      'ждем',
    ];
    for (const text of texts) expect(read(text), text).toEqual({ needsReply: true, reason: 'chasing' });
  });

  test('thanks with a question is a question, in six languages, with or without a question mark', () => {
    const texts = [
      'thanks! when is it live',
      'thanks, is it live?',
      'teşekkürler, ne zaman yayında',
      'teşekkürler yayında mı',
      '감사합니다 언제 되나요',
      '감사합니다, 가능할까요?',
      '谢谢，什么时候能好',
      '谢谢，可以吗？',
      'ขอบคุณค่ะ เมื่อไหร่เสร็จ',
      'ขอบคุณค่ะ ได้ไหมคะ',
      'спасибо, когда будет',
      'спасибо, а где файл?',
    ];
    for (const text of texts) expect(read(text), text).toMatchObject({ needsReply: true });
  });

  test('thanks for one thing does not hide what else is wanted', () => {
    const texts = [
      'Thanks for the draft, the logo is too small',
      'thanks for sending please resend the second one',
      'rapor için teşekkürler ama rakamlar yanlış',
      '자료 감사합니다 로고는 바꿔주세요',
      '感谢你们的方案，请把标题改一下',
      'ขอบคุณสำหรับไฟล์ค่ะ แต่โลโก้ผิด',
      'спасибо за макет, но логотип не тот',
    ];
    for (const text of texts) expect(read(text), text).toMatchObject({ needsReply: true });
  });

  test('an approval with a change is a change', () => {
    const texts = [
      'Approved, but swap the photo',
      'approved, just make the logo bigger',
      'onaylıyoruz ama logo büyüsün',
      '승인합니다 다만 사진은 바꿔주세요',
      '通过，但是主图要换',
      'อนุมัติค่ะ แต่ขอเปลี่ยนรูป',
      'согласовано, но замените фото',
    ];
    for (const text of texts) expect(read(text), text).toMatchObject({ needsReply: true });
  });

  test('what praises with a "not" before it is no praise', () => {
    const texts = [
      'not good',
      'the banner does not look great',
      'güzel değil',
      'beğenmedim',
      '안 예뻐요',
      '不好看',
      'ไม่สวยค่ะ',
      'не нравится',
      'not approved',
      '못 받았습니다',
    ];
    for (const text of texts) expect(read(text), text).toMatchObject({ needsReply: true });
  });

  test('trouble told as news or sent as an emoji is trouble', () => {
    for (const text of [
      'fyi the site is down',
      '🚨',
      ':sos:',
      '👎',
      'bilginize site çöktü',
      'к сведению: форма не работает',
    ]) {
      expect(read(text), text).toEqual({ needsReply: true, reason: 'trouble' });
    }
  });

  test('trouble of somebody else, or over, that asks for something is not let go', () => {
    for (const text of [
      'the shop next door got hacked, are we safe',
      'we nearly lost the domain, please turn on the renewal',
      'the site was down, now it is back, but the form is still broken',
      'our competitor just launched the same thing',
      '昨晚网站差点崩了，你们做了什么准备吗',
    ]) {
      expect(read(text), text).toMatchObject({ needsReply: true });
    }
  });

  test('a request is named one, with files or without', () => {
    for (const text of ['please use this logo instead', 'lütfen bunu kullanın', '이걸로 바꿔주세요', '请用这个']) {
      expect(readWithFiles(text).needsReply, text).toBe(true);
      expect(read(text).needsReply, text).toBe(true);
    }
    expect(read('please resize the banner')).toEqual({ needsReply: true, reason: 'request' });
  });

  test('words no list knows, a bare link, code, and a quote alone are not plainly chatter', () => {
    for (const text of [
      'banner',
      'xyzzy plugh',
      '<https://a.example>',
      'https://a.example/?a=b',
      '```stack trace```',
      '&gt; can you do this?',
      'καλημέρα',
      'no',
    ]) {
      expect(read(text), text).toEqual({ needsReply: true, reason: 'not-plainly-chatter' });
    }
  });
});

describe('hostile text', () => {
  const hostile = {
    letters: 'a'.repeat(40_000),
    'drawn out': `tha${'a'.repeat(40_000)}nks`,
    words: 'thanks '.repeat(6_000),
    'unknown words': 'xq '.repeat(13_000),
    emoji: '👩🏽‍💻'.repeat(6_000),
    'emoji names': ':a'.repeat(20_000),
    'open angles': '<'.repeat(40_000),
    'open mentions': '<@U'.repeat(13_000),
    backticks: '`'.repeat(40_000),
    'question marks': '?'.repeat(40_000),
    commas: ',  '.repeat(13_000),
    spaces: `ครับ${' '.repeat(40_000)}x`,
    entities: '&amp;'.repeat(8_000),
    quotes: '> '.repeat(20_000),
    surrogates: '\uD83D'.repeat(40_000),
    marks: `a${'\u0301'.repeat(40_000)}`,
    bidi: '\u202E\u2066\u200B'.repeat(13_000),
    laughter: 'ㅋ'.repeat(40_000),
    'one repeated character': '好'.repeat(2_900),
    thai: 'ๆ'.repeat(2_900),
    carets: '^_'.repeat(20_000),
    urls: 'http://'.repeat(6_000),
  };

  test.each(Object.entries(hostile))(
    '%s, tens of thousands long, is read in time that grows no faster than the text',
    (_, text) => {
      read('warm up the lists');
      // Anything that grew with the square of the length would take many seconds here.
      const started = performance.now();
      const reading = read(text);
      expect(performance.now() - started).toBeLessThan(1000);
      expect(typeof reading.needsReply).toBe('boolean');
    },
  );

  test('of any kind gives a reading that holds none of its words, the same each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.boolean(), (text, hasFiles) => {
        const reading = readMessage(text, { hasFiles });
        expect(Object.keys(reading).sort()).toEqual(['needsReply', 'reason']);
        expect(reading.reason).toMatch(/^[a-z-]+$/);
        expect(readMessage(text, { hasFiles })).toEqual(reading);
      }),
    );
  });

  test('cannot hide a question behind invisible characters', () => {
    expect(read('tha\u200Bnks')).toEqual({ needsReply: false, reason: 'thanks' });
    expect(read('w\u2060hen is it r\u00ADeady')).toMatchObject({ needsReply: true, reason: 'question' });
    expect(read('\u202Ethanks\u202C \uFF1F')).toMatchObject({ needsReply: true });
  });
});
