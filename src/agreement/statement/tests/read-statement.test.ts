import { describe, expect, test } from 'vitest';
import { itemSchema } from '../../scope-list.ts';
import { type Proposed, readStatement } from '../read-statement.ts';

function told({ kind, title, allowance, price, description }: Proposed): string {
  const money = price === undefined ? '' : `${price.amount} ${price.currency}${price.per ? ` per ${price.per}` : ''}`;
  const parts = [kind, title, allowance ?? '', money, description ?? ''];
  return parts.join(' | ').replace(/(?: \| )+$/, '');
}
const read = (...lines: string[]) => readStatement(lines.join('\n')).items.map(told);
const unread = (...lines: string[]) =>
  readStatement(lines.join('\n')).unread.map(({ line, text, because }) => `${line} ${because}: ${text}`);

const contract = [
  'STATEMENT OF WORK',
  'This Statement of Work is entered into between Harbour Studio and Nova Bikes on 1 June 2026.',
  '',
  '1. Scope of Services',
  '- 4 blog articles per month, up to 800 words each, excluding translation',
  '- 12 social media posts per month (Instagram and LinkedIn)',
  '- Up to 10 hours of website maintenance per month',
  '- Newsletter: one per month to the list of subscribers',
  '- 2 revision rounds per design',
  '- Monthly performance report',
  '2. Out of Scope',
  '• Video production (€850 per clip)',
  '• Paid advertising: media budget and management',
  '• Printing costs, excl. VAT',
  '3. Payment Terms',
  'Invoices are due within 14 days.',
  '- 50% upfront',
];

describe('the text of a statement of work', () => {
  test('becomes items on the side of their heading, with amounts, prices and what they leave out', () => {
    expect(read(...contract)).toEqual([
      'in | Blog articles | 4 blog articles a month |  | Up to 800 words each',
      'out | Translation',
      'in | Social media posts | 12 social media posts a month |  | Instagram and LinkedIn',
      'in | Website maintenance | 10 hours a month',
      'in | Newsletter | 1 newsletter a month |  | To the list of subscribers',
      'in | 2 revision rounds per design',
      'in | Monthly performance report',
      'out | Video production |  | 850 EUR per clip',
      'out | Paid advertising |  |  | Media budget and management',
      'out | Printing costs',
    ]);
  });

  test('names with its number every line of which nothing came', () => {
    expect(unread(...contract)).toEqual([
      '1 unread: STATEMENT OF WORK',
      '2 unread: This Statement of Work is entered into between Harbour Studio and Nova Bikes on 1 June 2026.',
      '16 unread: Invoices are due within 14 days.',
      '17 unread: 50% upfront',
    ]);
    expect(unread('We have enjoyed working with you. Hello!', 'Kind regards')).toHaveLength(2);
    expect(unread('- Blog', '- 4', '- https://example.com/brief', '- blog')).toEqual([
      '2 unread: 4',
      '3 unread: https://example.com/brief',
      '4 twice: - blog',
    ]);
    expect(readStatement('')).toEqual({ items: [], unread: [] });
  });

  test('is read in one line, as a plain list, with marks, and with what belongs to a heading of its own', () => {
    expect(
      read(
        'Included: 4 blog articles per month, 12 posts a month and care',
        'Not included: video, ads and logo design.',
      ),
    ).toEqual([
      'in | Blog articles | 4 blog articles a month',
      'in | Posts | 12 posts a month',
      'in | Care',
      ...['out | Video', 'out | Ads', 'out | Logo design'],
    ]);
    expect(read('Social media posts', 'Newsletter')).toEqual(['in | Social media posts', 'in | Newsletter']);
    expect(read('✓ Website care, 5h per month', '✗ Hosting')).toEqual([
      'in | Website care | 5 h a month',
      'out | Hosting',
    ]);
    expect(
      read(
        '## What’s included'.replace('’', "'"),
        '**Social media**',
        '* 12 posts per month',
        '* Hosting is not included',
      ),
    ).toEqual(['in | Social media: Posts | 12 posts a month', 'out | Hosting']);
    expect(read('- Website care', '   - updates', '   - small changes', '- Blog')).toEqual([
      'in | Website care |  |  | updates; small changes',
      'in | Blog',
    ]);
  });

  test('is read where it is told rather than listed, and where numbers stand in brackets or behind a slash', () => {
    expect(
      read(
        'The monthly retainer covers the following:',
        'Social media management',
        'Includes 12 posts, 8 stories and community management.',
        'What is excluded',
        'Stock photos (billed at cost)',
      ),
    ).toEqual([
      'in | Social media management',
      'in | Posts | 12 posts',
      'in | Stories | 8 stories',
      'in | Community management',
      'out | Stock photos |  |  | Billed at cost',
    ]);
    expect(read('Services', '- Blog articles (4/month)', '- Care – 10 hrs/mo', '- Rush work at €150/hour')).toEqual([
      'in | Blog articles | 4 blog articles a month',
      'in | Care | 10 hrs a month',
      'in | Rush work |  | 150 EUR per hour',
    ]);
    expect(
      read(
        '一、服务内容',
        '1、每月4篇公众号文章，每篇不超过1500字',
        '2、网站维护，每月10小时',
        '二、不包含内容',
        '1、视频拍摄（￥8000/条）',
      ),
    ).toEqual([
      'in | 公众号文章 | 4 篇 |  | 每篇不超过1500字',
      'in | 网站维护 | 10 小时',
      'out | 视频拍摄 |  | 8000 CNY per 条',
    ]);
    expect(
      read(
        'HİZMET KAPSAMI',
        '1) Ayda 4 adet blog yazısı',
        'KAPSAM DIŞINDA KALAN HİZMETLER',
        '- Reklam bütçesi dahil değildir',
      ),
    ).toEqual(['in | Blog yazısı | ayda 4 blog yazısı', 'out | Reklam bütçesi']);
  });

  test('counts a month only, and of several numbers the one that is meant', () => {
    expect(
      read(
        '4x Instagram reels per month',
        'Three newsletters per month @ €180 each',
        'Weekly status call (30 minutes)',
        '2 posts per week on LinkedIn',
        '24/7 support',
        '8–10 stories per month',
        '1.5 hours of consulting per month',
        'Articles of up to 800 words, 4 per month',
        'Ad spend up to $2,000.50 per month',
        'Design (max. 3 rounds of revisions)',
      ),
    ).toEqual([
      'in | Instagram reels | 4 Instagram reels a month',
      'in | Newsletters | 3 newsletters a month | 180 EUR',
      'in | Weekly status call |  |  | Weekly status call (30 minutes)',
      'in | 2 posts per week on LinkedIn',
      'in | 24/7 support',
      'in | Stories | 10 stories a month |  | 8–10 stories per month',
      'in | Consulting | 1.5 hours a month',
      expect.stringMatching(/^in \| Articles of up to 800 words \| 4 .* a month$/),
      'in | Ad spend |  | 2000.5 USD per month',
      'in | Design | 3 rounds |  | Rounds of revisions',
    ]);
  });
});

test.each([
  [
    'Turkish',
    [
      'Kapsam',
      '- Ayda 4 blog yazısı',
      '- Sosyal medya: ayda 16 paylaşım, video hariç',
      '- Aylık 10 saate kadar web sitesi bakımı',
    ],
    ['Kapsam dışı:', '- Ambalaj tasarımı (15.000 TL)', '- Reklam bütçesi (KDV hariç)', 'Ödeme koşulları', '- 14 gün'],
    [
      ...['in | Blog yazısı | ayda 4 blog yazısı', 'in | Sosyal medya | ayda 16 paylaşım', 'out | Video'],
      ...['in | Web sitesi bakımı | ayda 10 saat', 'out | Ambalaj tasarımı |  | 15000 TRY', 'out | Reklam bütçesi'],
    ],
  ],
  [
    'Russian',
    ['Входит в стоимость:', '1. 4 статьи в месяц', '2. До 10 часов поддержки сайта в месяц'],
    ['Не входит:', '1. Видеосъёмка — 45 000 руб. за ролик'],
    ['in | Статьи | 4 статьи', 'in | Поддержки сайта | 10 часов', 'out | Видеосъёмка |  | 45000 RUB per ролик'],
  ],
  [
    'Chinese',
    ['服务范围', '1. 每月4篇博客文章', '2. 社交媒体帖子（每月12条），不包括视频'],
    ['不包括：', '- 视频制作 ¥5,000/条'],
    ['in | 博客文章 | 4 篇', 'in | 社交媒体帖子 | 12 条', 'out | 视频', 'out | 视频制作 |  | 5000 CNY per 条'],
  ],
  [
    'Korean',
    ['포함 사항', '- 블로그 글 월 4건', '- 월 10시간까지 웹사이트 관리', '- SNS 게시물 12개 (영상 제외)'],
    ['제외 사항', '- 유료 광고'],
    [
      'in | 블로그 글 | 4 건',
      'in | 웹사이트 관리 | 10 시간',
      'in | SNS 게시물 | 12 개',
      'out | 영상',
      'out | 유료 광고',
    ],
  ],
  [
    'Thai',
    ['ขอบเขตงาน', '- บทความบล็อก 4 บทความต่อเดือน', '- ดูแลเว็บไซต์ไม่เกิน 10 ชั่วโมงต่อเดือน'],
    ['ไม่รวม', '- วิดีโอ 15,000 บาท'],
    ['in | บทความบล็อก | 4 บทความ', 'in | ดูแลเว็บไซต์ | 10 ชั่วโมง', 'out | วิดีโอ |  | 15000 THB'],
  ],
])('is read in %s', (_, inside, outside, items) => {
  expect(read(...inside, '', ...outside)).toEqual(items);
});

describe('a table', () => {
  test('is read whatever stands between its fields and in whichever order its columns are', () => {
    const items = [
      'in | Blog, two parts | 4 articles | 320.5 EUR | Written "by us"',
      'out | Video |  | 850 EUR per clip',
    ];
    expect(
      read(
        'Notes,Included?,Service,Quantity per month,Unit,Price,Currency,Per',
        '"Written ""by us""",yes,"Blog, two parts",4,articles,320.50,EUR,',
        ',no,Video,,,850,EUR,clip',
      ),
    ).toEqual(items);
    expect(
      read(
        'hizmet;dahil mi;aylık;fiyat (TL);açıklama',
        'Blog yazısı;evet;4 yazı;1.500,50;Metin',
        'Video;hayır;;15.000;',
      ),
    ).toEqual(['in | Blog yazısı | 4 yazı | 1500.5 TRY | Metin', 'out | Video |  | 15000 TRY']);
    expect(read('Item\tIn or out\tHow much', 'Blog articles\tin\t4 articles a month', 'Video\tout\t')).toEqual([
      'in | Blog articles | 4 articles a month',
      'out | Video',
    ]);
    expect(read('| Deliverable | Qty |', '|---|---|', '| Blog posts | 4 per month |')).toEqual([
      'in | Blog posts | 4 blog posts a month',
    ]);
  });

  test('says of which line what could not be read, and loses no other', () => {
    expect(unread('title,kind,allowance,price', 'Odd,maybe,lots,12x', ',in,2 hours,')).toEqual([
      '2 side: Odd: maybe',
      '2 allowance: Odd: lots',
      '2 price: Odd: 12x',
      '3 unread: in · 2 hours',
    ]);
    const broken = ['title,kind', 'Blog,in', '"Video,out', 'Care,in'];
    expect(unread(...broken)).toEqual(['3 quote: "Video,out']);
    expect(read(...broken)).toEqual(['in | Blog', 'in | Care']);
    expect(readStatement('nothing, of, this', 'table').items).toEqual([]);
  });
});

describe('whatever is pasted', () => {
  test('stands on a list: every item that comes out is one that an agreement takes', () => {
    const odd = [
      '<!here> &amp; *bold*',
      'x'.repeat(300),
      '😀 emoji',
      `- ${'word '.repeat(60)}`,
      '“quoted”',
      '- \u202Ertl 4 x',
    ];
    const { items } = readStatement([...odd, ...contract, `- ${'漢'.repeat(200)}`].join('\n'));
    expect(items.length).toBeGreaterThan(10);
    for (const { line, ...item } of items) {
      expect(line).toBeGreaterThan(0);
      expect(itemSchema.safeParse({ id: 'x', ...item }).error?.issues ?? []).toEqual([]);
    }
  });

  test('is read at once, however hostile', () => {
    const started = process.hrtime.bigint();
    for (const text of [
      '- '.repeat(4500),
      '1 '.repeat(4500),
      '('.repeat(9000),
      ',"'.repeat(4500),
      'up to '.repeat(1500),
      '\u200b'.repeat(9000),
    ])
      readStatement(`title,kind\n${text}`.slice(0, 9000));
    readStatement(`- ${'4 a b c, '.repeat(900)}`);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(2000);
  });
});
