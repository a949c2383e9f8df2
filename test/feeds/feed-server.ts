import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';

/** How a path is answered: text, or by hand. */
export type Answer = string | ((request: IncomingMessage, response: ServerResponse) => void);

export interface FeedServer {
  /** `http://127.0.0.1:PORT` */
  readonly root: string;
  /** Paths asked for, with the status answered, in order. */
  readonly log: { path: string; status: number; conditional: boolean; agent: string }[];
  /** What is published where; what is not there is a 404. */
  readonly files: Map<string, Answer>;
  /** The flags that point alvh here. */
  readonly flags: readonly string[];
  close(): Promise<void>;
}

/** A server on loopback that answers as Cboe's does: with an ETag, and 304 to who has it. */
export async function feedServer(): Promise<FeedServer> {
  const files = new Map<string, Answer>();
  const log: FeedServer['log'] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    response.on('close', () =>
      log.push({
        path,
        status: response.statusCode,
        conditional: request.headers['if-none-match'] !== undefined,
        agent: request.headers['user-agent'] ?? '',
      }),
    );
    const answer = files.get(path);
    if (typeof answer === 'function') answer(request, response);
    else if (answer === undefined) response.writeHead(404).end();
    else publish(answer, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const set = (key: string, path: string): string[] => ['--set', `data.${key}=${root}${path}`];
  return {
    root,
    files,
    log,
    flags: [
      ...set('indexUrl', '/{symbol}_History.csv'),
      ...set('settlementUrl', '/settlement?dt={date}'),
      ...set('contractUrl', '/VX/VX_{expiry}.csv'),
    ],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** Sends a text with its ETag, or says that it has not changed. */
export function publish(text: string, request: IncomingMessage, response: ServerResponse): void {
  const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/csv',
    'content-length': Buffer.byteLength(text),
    etag,
  });
  response.end(text);
}
