/** Servers on loopback that are paged: over HTTP with an answer that the test chooses, and a mail server of few words. */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export type Received = { path: string; headers: Record<string, string | string[] | undefined>; body: string };
export type Receiver = {
  url: string;
  received: Received[];
  /** How it answers from now on. */
  answers(answer: (response: ServerResponse) => void): void;
  stop(): Promise<void>;
};

/** Takes every request and answers as the test says; nothing at all when it says nothing. */
export async function httpReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let answer: (response: ServerResponse) => void = (response) => response.writeHead(200).end();
  const server = createHttpServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ path: request.url ?? '', headers: request.headers, body });
    answer(response);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answers: (chosen) => {
      answer = chosen;
    },
    stop: () => {
      server.closeAllConnections();
      return stopped(server);
    },
  };
}

/** Answers with JSON. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  ((response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))) as (
    response: ServerResponse,
  ) => void;

export type MailServer = {
  url: string;
  /** Whole messages, headers and all. */
  mails: string[];
  commands: string[];
  /** What it says to a command from now on, such as `RCPT`; null: nothing at all, ever. `END` is the end of a message. */
  says(command: string, reply: string | null): void;
  stop(): Promise<void>;
};

/** Speaks as much SMTP as one message needs. */
export async function mailServer(): Promise<MailServer> {
  const mails: string[] = [];
  const commands: string[] = [];
  const replies = new Map<string, string | null>([
    ['HELLO', '220 mail.test'],
    ['EHLO', '250 mail.test'],
    ['DATA', '354 go on'],
    ['QUIT', '221 bye'],
  ]);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    const say = (command: string) => {
      const reply = replies.get(command);
      if (reply !== null) socket.write(`${reply ?? '250 ok'}\r\n`);
    };
    let heard = '';
    let mail: string[] | null = null;
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = (heard + text).split('\r\n');
      heard = lines.pop() ?? '';
      for (const line of lines) {
        if (mail === null) {
          const command = line.split(/[ :]/)[0]?.toUpperCase() ?? '';
          commands.push(line);
          if (command === 'DATA') mail = [];
          say(command);
        } else if (line === '.') {
          mails.push(mail.join('\n'));
          mail = null;
          say('END');
        } else mail.push(line);
      }
    });
    say('HELLO');
  });
  const port = await listen(server);
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    commands,
    says: (command, reply) => void replies.set(command, reply),
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return stopped(server);
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const stopped = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()));
