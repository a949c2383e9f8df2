import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isoDate } from '../../src/market/date.js';
import { contractHistory, indexHistory, settlementCsv } from './published.js';
import type { MadeMarket } from './published.js';

export interface FeedServer {
  /** Publishes another state of the market, such as one that goes a day further. */
  publish(market: MadeMarket): void;
  /** `--set` flags that point alvh at it. */
  readonly flags: readonly string[];
  /** The same as lines of alvh.yaml. */
  readonly yaml: string;
  close(): Promise<void>;
}

/** Serves a made-up market on loopback, in the form and under the paths that Cboe has. */
export async function serveFeeds(first: MadeMarket): Promise<FeedServer> {
  let market = first;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const text = textAt(market, url);
    if (text === undefined) {
      response.writeHead(404).end('not found');
      return;
    }
    const etag = `"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
    else response.writeHead(200, { 'content-type': 'text/csv', etag }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const addresses = {
    indexUrl: `${base}/index/{symbol}_History.csv`,
    settlementUrl: `${base}/settlement/csv?dt={date}`,
    contractUrl: `${base}/VX/VX_{expiry}.csv`,
  };
  return {
    flags: Object.entries(addresses).flatMap(([key, url]) => ['--set', `data.${key}=${url}`]),
    yaml: `data:\n${Object.entries(addresses)
      .map(([key, url]) => `  ${key}: "${url}"\n`)
      .join('')}`,
    publish: (next) => {
      market = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function textAt(market: MadeMarket, url: URL): string | undefined {
  const index = /^\/index\/(\w+)_History\.csv$/.exec(url.pathname)?.[1];
  if (index !== undefined) return indexHistory(market, index);
  const expiry = /^\/VX\/VX_([\d-]+)\.csv$/.exec(url.pathname)?.[1];
  if (expiry !== undefined) return contractHistory(market, isoDate(expiry));
  const day = market.days.find((one) => one === url.searchParams.get('dt'));
  return day === undefined ? undefined : settlementCsv(market, day);
}
