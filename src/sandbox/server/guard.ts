import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from this machine's own page or a program on it: not from a page of another site, and not by a
 * name that only points here.
 */
export function isOwn({ headers }: IncomingMessage, port: number): boolean {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host, origin } = headers;
  if (!own.includes(host ?? '')) return false;
  if (origin !== undefined && origin !== `http://${host}`) return false;
  return headers['sec-fetch-site'] !== 'cross-site' || headers['sec-fetch-mode'] === 'navigate';
}

/**
 * What every answer carries. Scripts come from here only; `nonce` lets the editor bring its style. Style attributes are
 * let be: browsers themselves make some where coloured text is typed over.
 */
export function safetyHeaders(nonce: string, host: string): Record<string, string> {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "style-src-attr 'unsafe-inline'",
      `connect-src 'self' ws://${host}`,
      "img-src 'self' data:",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}
