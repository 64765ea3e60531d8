/**
 * A report as a page of its own: one file that needs nothing from outside, and prints on paper or as PDF as it stands. Everything
 * in it is text; whatever people wrote becomes no markup.
 */
import type { ReportDocument } from './document.ts';

const look = `
  @page { size: A4; margin: 22mm 20mm; }
  :root { color-scheme: light; }
  * { box-sizing: border-box; }
  body { max-width: 44rem; margin: 2.5rem auto; padding: 0 1.25rem; background: #fff; color: #1d1c1d;
    font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: anywhere; }
  header { border-bottom: 2px solid #1d1c1d; margin-bottom: 2rem; padding-bottom: 0.75rem; }
  h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 0.35rem; }
  header p { color: #555; margin: 0; }
  h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; break-after: avoid; }
  p, ul { margin: 0 0 0.75rem; }
  p { white-space: pre-line; orphans: 3; widows: 3; }
  ul { padding-left: 1.25rem; }
  table { width: 100%; border-collapse: collapse; margin: 0.5rem 0 1rem; font-variant-numeric: tabular-nums; }
  th, td { border-bottom: 1px solid #ccc; padding: 0.4rem 0.5rem; text-align: right; vertical-align: top; }
  th:first-child, td:first-child { text-align: left; padding-left: 0; }
  thead th { border-bottom: 1px solid #1d1c1d; }
  tr { break-inside: avoid; }
  @media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt; } }
`;

/** Gives a whole HTML document. */
export function asPage({ language, title, between, sections, figures, quiet }: ReportDocument): string {
  const body = [
    `<header><h1>${escaped(title)}</h1><p>${escaped(between)}</p></header>`,
    ...(quiet === null ? [] : [`<p>${escaped(quiet)}</p>`]),
    ...sections.map(({ heading, text }) => `<section><h2>${escaped(heading)}</h2>${paragraphs(text)}</section>`),
    ...(figures === null ? [] : [figureSection(figures)]),
  ];
  return [
    '<!doctype html>',
    `<html lang="${escaped(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    // No script, no picture, no address: whatever stands in it can load nothing.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(title)}</title>`,
    `<style>${look}</style>`,
    '</head>',
    `<body><main>${body.join('\n')}</main></body>`,
    '</html>',
    '',
  ].join('\n');
}

function figureSection({ heading, head, rows, meanings }: NonNullable<ReportDocument['figures']>): string {
  const headed = head.map((one) => `<th scope="col">${escaped(one)}</th>`).join('');
  const lines = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((one) => `<td>${escaped(one)}</td>`).join('');
    return `<tr><th scope="row">${escaped(first)}</th>${cells}</tr>`;
  });
  const said = meanings.map(({ title, text }) => `<p><strong>${escaped(title)}</strong>: ${escaped(text)}</p>`);
  return `<section><h2>${escaped(heading)}</h2><table><thead><tr>${headed}</tr></thead><tbody>${lines.join('')}</tbody></table>${said.join('')}</section>`;
}

const bullet = /^\s*[-*•]\s+/;

/** An empty line begins a paragraph; lines that begin with a mark are a list. */
function paragraphs(text: string): string {
  const blocks: { isList: boolean; lines: string[] }[] = [];
  let isOpen = false;
  for (const line of text.split(/\r\n?|\n/)) {
    const isList = bullet.test(line);
    const last = blocks.at(-1);
    if (line.trim() === '') isOpen = false;
    else if (isOpen && last?.isList === isList) last.lines.push(line);
    else {
      blocks.push({ isList, lines: [line] });
      isOpen = true;
    }
  }
  return blocks
    .map(({ isList, lines }) =>
      isList
        ? `<ul>${lines.map((line) => `<li>${escaped(line.replace(bullet, ''))}</li>`).join('')}</ul>`
        : `<p>${lines.map((line) => escaped(line)).join('\n')}</p>`,
    )
    .join('');
}

function escaped(text: string): string {
  return text
    .replaceAll('\0', '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
