import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Call = { method: string; arguments: Record<string, string> };
/** An answer's body, or a status, headers and body, or `hang-up` and `silence` for a connection that breaks or never answers. */
export type ScriptedAnswer =
  | { ok: boolean; [key: string]: unknown }
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'hang-up'
  | 'silence';

/** A Web API that answers each method as told, and remembers what it was asked. */
export async function scriptedSlack(script: Record<string, (call: Call) => ScriptedAnswer>) {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const method = (request.url ?? '').slice('/api/'.length);
    const isJson = request.headers['content-type'] === 'application/json';
    const given = isJson ? { json: body } : Object.fromEntries(new URLSearchParams(body));
    const call = { method, arguments: given };
    calls.push(call);
    give(response, script[method]?.(call) ?? { ok: false, error: 'unknown_method' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return {
    apiUrl,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function give(response: ServerResponse, answer: ScriptedAnswer): void {
  if (answer === 'silence') return;
  if (answer === 'hang-up') return void response.destroy();
  if ('status' in answer && typeof answer.status === 'number' && !('ok' in answer)) {
    response.writeHead(answer.status, answer.headers as Record<string, string> | undefined).end(answer.body ?? '');
    return;
  }
  response
    .writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': 'chat:write,commands' })
    .end(JSON.stringify(answer));
}

export const aboutUs = {
  ok: true,
  team_id: 'T0HOME',
  user_id: 'U0RULES',
  bot_id: 'B0RULES',
  url: 'https://nova.slack.com/',
};
