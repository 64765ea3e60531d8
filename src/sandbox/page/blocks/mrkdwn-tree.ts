/** What Slack's mrkdwn becomes. Every text in it is plain: entities are read already. */

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'break' }
  | { type: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; url: string; label: string | null }
  | { type: 'person'; id: string; label: string | null }
  | { type: 'channel'; id: string; label: string | null }
  | { type: 'group'; id: string; label: string | null }
  | { type: 'everybody'; range: string }
  /** `at` is epoch seconds. */
  | { type: 'date'; at: number; format: string; url: string | null; fallback: string }
  /** `typed` is what stands there where no emoji has the name. */
  | { type: 'emoji'; name: string; typed: string };

export type MrkdwnBlock =
  | { type: 'lines'; children: Inline[] }
  | { type: 'quote'; children: Inline[] }
  | { type: 'code'; text: string };

/** Marks that come in pairs. */
export type Mark = '*' | '_' | '~';
