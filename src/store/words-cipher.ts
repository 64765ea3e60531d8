/** People's words at rest: encrypted when a key is set (AES-256-GCM), else as they are. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export type WordsCipher = {
  seal(text: string): string;
  /** Null: kept under a key that is not ours, so as good as gone. */
  open(kept: string): string | null;
};

const MARK = 'sealed:1:';
const NONCE = 12;
const TAG = 16;

/** Any text of at least 16 characters can be the key; null keeps words as they are. */
export function createWordsCipher(key: string | null): WordsCipher {
  const secret = key === null ? null : createHash('sha256').update(key).digest();
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
      if (secret === null) return null;
      try {
        const sealed = Buffer.from(kept.slice(MARK.length), 'base64');
        const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(0, NONCE));
        decipher.setAuthTag(sealed.subarray(-TAG));
        return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
