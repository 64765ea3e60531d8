import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { Page, PagedPerson, PageOutcome } from '../engine/ports.ts';
import { type Failure, failureOfConnection, type Patience } from './http.ts';
import type { PagingSettings } from './settings.ts';
import { bodyOf, titleOf } from './texts.ts';

type Mail = NonNullable<PagingSettings['mail']>;

/** Ended before anything of a message was handed over. */
const BEFORE_IT_BEGAN = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT']);
const NOT_SPOKEN_TO = new Set(['EDNS', 'ETLS', 'EREQUIRETLS', 'ECONFIG', 'ENOAUTH']);

/**
 * E-mail by SMTP, in plain text. A page sent again has the same Message-ID, and all of an incident stand in one thread.
 * User and password go over TLS only, but for a server on this machine.
 */
export function emailWay({ url, from }: Mail, patience: Patience) {
  const { username, hostname } = new URL(url);
  const isHere = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  const transport = createTransport({
    url,
    requireTLS: username !== '' && !isHere,
    connectionTimeout: patience.connecting,
    greetingTimeout: patience.connecting,
    dnsTimeout: patience.connecting,
    socketTimeout: patience.whole,
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  const idOf = (key: string) => `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${domain}>`;
  return {
    async page(to: PagedPerson, page: Page): Promise<PageOutcome> {
      if (to.email === null) return { kind: 'refused', because: 'no e-mail' };
      const messageId = idOf(page.key);
      try {
        await transport.sendMail({
          from: from.includes('<') ? from : { name: 'Groundrules', address: from },
          to: { name: to.name, address: to.email },
          subject: titleOf(page),
          text: bodyOf(page),
          messageId,
          references: [idOf(page.incidentKey)],
          priority: 'high',
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Groundrules-Drill': page.isDrill ? 'yes' : 'no' },
          signal: AbortSignal.timeout(patience.whole),
        });
        return { kind: 'sent', reference: messageId };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

function failureOf(error: unknown): Failure {
  const { responseCode, code, timeoutType } = fieldsOf(error);
  if (typeof responseCode === 'number') {
    // By SMTP's own rule: five hundred is for good, four hundred is for now, and greylisting is such a no.
    const isForGood = responseCode >= 500 && responseCode !== 503;
    return { kind: isForGood ? 'refused' : 'unreachable', because: `smtp ${responseCode}` };
  }
  if (BEFORE_IT_BEGAN.has(String(timeoutType))) return { kind: 'unreachable', because: String(timeoutType) };
  if (NOT_SPOKEN_TO.has(String(code))) return { kind: 'unreachable', because: String(code) };
  if (code === 'EABORT') return { kind: 'unknown', because: 'too slow' };
  if (code === 'EENVELOPE') return { kind: 'refused', because: 'no such address' };
  return failureOfConnection(error);
}

type Fields = { responseCode?: unknown; code?: unknown; timeoutType?: unknown };

function fieldsOf(error: unknown): Fields {
  return error instanceof Error ? (error as Error & Fields) : {};
}
