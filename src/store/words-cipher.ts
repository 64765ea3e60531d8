/** People's words at rest: encrypted when a key is set (AES-256-GCM), else as they are. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export type WordsCipher = {
  seal(text: string): string;
  /** Null: kept under a key that we do not have, so as good as gone. */
  open(kept: string): string | null;
};

const MARK = 'sealed:1:';
const NONCE = 12;
const TAG = 16;

/**
 * Any text of at least 16 characters can be the key; null keeps words as they are. What was kept under one of the `former`
 * keys can be read too; nothing new is.
 */
export function createWordsCipher(key: string | null, former: readonly string[] = []): WordsCipher {
  const secret = key === null ? null : secretOf(key);
  const known = [...(secret === null ? [] : [secret]), ...former.map(secretOf)];
  return {
    seal: (text) => {
      if (secret === null) return text;
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return MARK + sealed.toString('base64');
    },
    open: (kept) => {
      if (!kept.startsWith(MARK)) return kept;
      const sealed = Buffer.from(kept.slice(MARK.length), 'base64');
      for (const one of known) {
        const opened = openWith(one, sealed);
        if (opened !== null) return opened;
      }
      return null;
    },
  };
}

const secretOf = (key: string) => createHash('sha256').update(key).digest();

/** Null: it was sealed with another key, or is not whole. */
function openWith(secret: Buffer, sealed: Buffer): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, NONCE));
    decipher.setAuthTag(sealed.subarray(-TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
