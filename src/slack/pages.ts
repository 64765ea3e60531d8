import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { unavailable } from './failure.ts';

const page = z.looseObject({
  messages: z.array(z.unknown()).optional(),
  members: z.array(z.string()).optional(),
  response_metadata: z.looseObject({ next_cursor: z.string().optional() }).nullish(),
});

/** Slack's advice for reading in pages; larger ones are slower and may be cut short. */
const pageSize = 200;

/** Reads all pages of a list. Throws SlackUnavailable. */
export async function* pages(
  client: WebClient,
  method: 'conversations.history' | 'conversations.replies',
  asked: Record<string, string | boolean>,
): AsyncGenerator<unknown[]> {
  for await (const { messages } of cursored(client, method, asked)) yield messages ?? [];
}

/** Reads all members of a channel. Throws SlackUnavailable. */
export async function memberPages(client: WebClient, channel: string): Promise<string[]> {
  const members: string[] = [];
  for await (const part of cursored(client, 'conversations.members', { channel }))
    members.push(...(part.members ?? []));
  return members;
}

async function* cursored(client: WebClient, method: string, asked: Record<string, string | boolean>) {
  let cursor = '';
  do {
    const part = await onePage(client, method, { ...asked, limit: pageSize, ...(cursor === '' ? {} : { cursor }) });
    yield part;
    cursor = part.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
}

async function onePage(client: WebClient, method: string, asked: Record<string, string | boolean | number>) {
  try {
    return page.parse(await client.apiCall(method, asked));
  } catch (error) {
    throw unavailable(error);
  }
}
