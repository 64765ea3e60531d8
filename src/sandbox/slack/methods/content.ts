import { type Arguments, isRecord, structureOf, textOf } from '../arguments.ts';
import type { Block, Metadata } from '../model.ts';
import { Refusal } from '../refusal.ts';
import { checkBlocks } from '../validation/blocks.ts';

const TEXT_LIMIT = 40_000;
const METADATA_LIMIT = 16_000;

export type Content = {
  text: string;
  blocks?: Block[];
  attachments?: Record<string, unknown>[];
  metadata?: Metadata;
};

/** Blocks out of an argument, checked against Slack's limits for this surface. */
export function blocksOf(given: Arguments): Block[] | undefined {
  const value = structureOf(given, 'blocks', 'invalid_blocks_format');
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new Refusal('invalid_blocks_format');
  const problems = checkBlocks(value, 'message');
  if (problems.length > 0) {
    throw new Refusal('invalid_blocks', {
      errors: problems,
      response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
    });
  }
  return value as Block[];
}

function attachmentsOf(given: Arguments): Record<string, unknown>[] | undefined {
  const value = structureOf(given, 'attachments', 'invalid_attachments');
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every(isRecord)) throw new Refusal('invalid_attachments');
  if (value.length > 100) throw new Refusal('too_many_attachments');
  return value.map((attachment, index) => ({ id: index + 1, fallback: '[no preview available]', ...attachment }));
}

function metadataOf(given: Arguments): Metadata | undefined {
  const value = structureOf(given, 'metadata', 'invalid_metadata_format');
  if (value === undefined) return undefined;
  if (!isRecord(value)) throw new Refusal('invalid_metadata_format');
  if (Object.keys(value).length === 0) return undefined;
  const { event_type, event_payload } = value;
  if (typeof event_type !== 'string' || !event_type || !isRecord(event_payload)) {
    throw new Refusal('invalid_metadata_format');
  }
  if (JSON.stringify(event_payload).length > METADATA_LIMIT) throw new Refusal('metadata_too_large');
  return { event_type, event_payload };
}

/** What a message says: words, blocks, attachments, metadata. At least one of the first three must be there. */
export function contentOf(given: Arguments): Content {
  const text = textOf(given, 'text') ?? '';
  const blocks = blocksOf(given);
  const attachments = attachmentsOf(given);
  const metadata = metadataOf(given);
  if (!text && !blocks?.length && !attachments?.length) throw new Refusal('no_text');
  if (text.length > TEXT_LIMIT) throw new Refusal('msg_too_long');
  return {
    text,
    ...(blocks ? { blocks } : {}),
    ...(attachments ? { attachments } : {}),
    ...(metadata ? { metadata } : {}),
  };
}
