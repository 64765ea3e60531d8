import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { findDirect } from './acquaintance.ts';
import { type Arguments, isRecord } from './arguments.ts';
import type { FaultBook } from './faults.ts';
import type { Method } from './method.ts';
import { methods } from './methods/index.ts';
import type { Meter } from './rate.ts';
import { Refusal } from './refusal.ts';
import { appOf, count, type Slack } from './slack.ts';

const LOG_LENGTH = 2000;

/** One call of the Web API and what came of it, for tests and for the page. */
export type CallRecord = { method: string; given: Arguments; ok: boolean; error: string | null; at: number };

export type WebApi = {
  answer(name: string, request: IncomingMessage, body: string, response: ServerResponse): Promise<void>;
  calls(): CallRecord[];
  unknownMethods(): string[];
};

type Reply = { status: number; body: Record<string, unknown>; retryAfter?: number };

/** Arguments in whichever form they came: JSON, a form, or the address. */
export function readArguments(request: IncomingMessage, body: string): Arguments {
  const address = new URL(request.url ?? '/', 'http://localhost');
  const given: Arguments = Object.fromEntries(address.searchParams);
  const type = request.headers['content-type'] ?? '';
  if (!body) return given;
  if (type.startsWith('application/json')) {
    const parsed = parseJson(body);
    if (!isRecord(parsed)) throw new Refusal('json_not_object');
    // Slack takes a token from a form or a header, never out of JSON.
    const { token: _ignored, ...rest } = parsed;
    return { ...given, ...rest };
  }
  if (type.startsWith('application/x-www-form-urlencoded')) {
    return { ...given, ...Object.fromEntries(new URLSearchParams(body)) };
  }
  throw new Refusal('invalid_post_type');
}

function methodNamed(name: string): Method | undefined {
  return Object.hasOwn(methods, name) ? methods[name] : undefined;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal('invalid_json');
  }
}

function checkToken(slack: Slack, request: IncomingMessage, given: Arguments): void {
  const header = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = header ?? given.token;
  if (!token) throw new Refusal('not_authed');
  if (token !== appOf(slack).token) throw new Refusal('invalid_auth');
  if (appOf(slack).token_revoked) throw new Refusal('account_inactive');
}

/** Writing to a person and to the direct conversation with them share one pace. */
function paceKey(slack: Slack, given: Arguments): string | null {
  if (typeof given.channel !== 'string') return null;
  if (!/^[UW]/.test(given.channel)) return given.channel;
  return findDirect(slack, appOf(slack).bot_user_id, given.channel)?.id ?? given.channel;
}

function checkScopes(slack: Slack, method: Method): void {
  const { scopes } = appOf(slack);
  if (method.scopes.length === 0 || method.scopes.some((scope) => scopes.includes(scope))) return;
  throw new Refusal('missing_scope', { needed: method.scopes.join(','), provided: scopes.join(',') });
}

/** The Web API: arguments, token, scope, pace, faults, then the method itself. */
export function openWebApi(slack: Slack, meter: Meter, faults: FaultBook): WebApi {
  const log: CallRecord[] = [];
  const unknown = new Set<string>();

  const run = (name: string, request: IncomingMessage, given: Arguments): Reply => {
    const method = methodNamed(name);
    if (!method) {
      unknown.add(name);
      throw new Refusal('unknown_method', { req_method: name });
    }
    if (name !== 'api.test') checkToken(slack, request, given);
    checkScopes(slack, method);
    const channel = paceKey(slack, given);
    const wait = meter(name, method.tier, channel);
    if (wait > 0) return limited(wait);
    return { status: 200, body: { ok: true, ...method.run({ slack, app: appOf(slack), given, method: name }) } };
  };

  const guarded = (name: string, request: IncomingMessage, given: Arguments): Reply => {
    try {
      return run(name, request, given);
    } catch (error) {
      if (error instanceof Refusal) return { status: 200, body: { ok: false, error: error.code, ...error.extra } };
      slack.logger?.error({ err: error, method: name }, 'stand-in method failed');
      return { status: 500, body: { ok: false, error: 'fatal_error' } };
    }
  };

  const note = (method: string, given: Arguments, reply: Reply | null) => {
    const { token: _secret, ...rest } = given;
    const error = reply === null ? 'no_answer' : reply.body.ok === true ? null : String(reply.body.error);
    log.push({ method, given: rest, ok: error === null, error, at: slack.clock() });
    if (log.length > LOG_LENGTH) log.splice(0, log.length - LOG_LENGTH);
  };

  return {
    calls: () => [...log],
    unknownMethods: () => [...unknown],
    async answer(name, request, body, response) {
      let given: Arguments = {};
      try {
        given = readArguments(request, body);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return write(slack, response, { status: 200, body: { ok: false, error: error.code } });
      }
      const fault = faults.forCall(name, typeof given.channel === 'string' ? given.channel : null);
      if (fault?.kind === 'slow') await pause(fault.milliseconds);
      const reply = faultReply(fault) ?? (fault?.kind === 'down' ? null : guarded(name, request, given));
      note(name, given, reply);
      if (reply === null) {
        request.socket.destroy();
        return;
      }
      // Done, but the caller never hears of it: the connection stays open until the caller gives up.
      if (fault?.kind === 'timeout-after-success') {
        if (fault.cut === true) request.socket.destroy();
        return;
      }
      write(slack, response, reply, name);
    },
  };
}

function limited(seconds: number): Reply {
  return { status: 429, body: { ok: false, error: 'ratelimited' }, retryAfter: seconds };
}

function faultReply(fault: ReturnType<FaultBook['forCall']>): Reply | null {
  if (fault?.kind === 'rate-limited') return limited(fault.retryAfterSeconds);
  if (fault?.kind === 'status') return { status: fault.status, body: { ok: false, error: 'internal_error' } };
  if (fault?.kind === 'refuse') return { status: 200, body: { ok: false, error: fault.error } };
  return null;
}

function write(slack: Slack, response: ServerResponse, reply: Reply, name = ''): void {
  if (response.destroyed) return;
  response.writeHead(reply.status, {
    'content-type': 'application/json; charset=utf-8',
    'x-slack-req-id': count(slack, 'request').toString(16).padStart(32, '0'),
    'x-oauth-scopes': slack.world.app?.scopes.join(',') ?? '',
    'x-accepted-oauth-scopes': methodNamed(name)?.scopes.join(',') ?? '',
    ...(reply.retryAfter === undefined ? {} : { 'retry-after': String(reply.retryAfter) }),
  });
  response.end(JSON.stringify(reply.body));
}
