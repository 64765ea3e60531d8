import type { ReactNode } from 'react';
import { safeAddress } from './safe-address.ts';

/** A link that leaves the page; only its words where the address may lead nowhere. */
export function SlackLink({ url, children }: { url: string; children: ReactNode }) {
  const address = safeAddress(url);
  if (address === null) return <>{children}</>;
  return (
    <a className="mrkdwn-link" href={address} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}
