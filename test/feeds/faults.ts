import { gzipSync } from 'node:zlib';
import type { ServerResponse } from 'node:http';
import { ohlcHistory, tradingDays } from './published.js';

export const TODAY = '2026-11-24';
export const DAYS = tradingDays(TODAY, 60);
export const BASES = { VIX: 17, VIX9D: 15, VIX3M: 19, VIX6M: 20, SPX: 7000 } as const;

const BOMB = gzipSync(Buffer.alloc(50_000_000, 'x'));

type Fault = (response: ServerResponse) => void;
/** VIX's history as it should come. */
export const SOUND = (): string => ohlcHistory(DAYS, BASES.VIX);

export function send(response: ServerResponse, body: string | Buffer, headers: object = {}): void {
  response.writeHead(200, { 'content-type': 'text/csv', ...headers });
  response.end(body);
}

/** What can come in place of VIX's history, and what is said of it. */
export const FAULTS: readonly (readonly [name: string, fault: Fault, said: RegExp])[] = [
  [
    'a body cut off',
    (response) => {
      response.writeHead(200, { 'content-length': SOUND().length });
      response.write(SOUND().slice(0, 900), () => response.destroy());
    },
    /it was cut off after \d+ of \d+ bytes \(2 attempts\)/,
  ],
  [
    'a body cut off within a line, its length true',
    (response) => {
      send(response, SOUND().slice(0, -7));
    },
    /its last line has no end/,
  ],
  [
    'a body cut off after a line, its length true',
    (response) => {
      send(response, SOUND().split('\n').slice(0, 30).join('\n') + '\n');
    },
    /it has 29 rows, the last one had 59/,
  ],
  [
    'a content length that is too large',
    (response) => {
      response.writeHead(200, { 'content-length': SOUND().length + 100 });
      response.write(SOUND(), () => response.socket?.end());
    },
    /it was cut off after \d+ of \d+ bytes/,
  ],
  [
    'a content length that is too small',
    (response) => {
      const text = SOUND();
      response.socket?.end(
        `HTTP/1.1 200 OK\r\nContent-Length: ${text.length - 20}\r\nConnection: close\r\n\r\n${text}`,
      );
    },
    /its last line has no end|cut off|not sound HTTP/,
  ],
  [
    'an HTML page with status 200',
    (response) => {
      send(response, '\n<!DOCTYPE html><html><title>Just a moment...</title></html>\n');
    },
    /an HTML page came, not CSV/,
  ],
  [
    'other columns',
    (response) => {
      send(response, SOUND().replace('CLOSE', 'LAST'));
    },
    /its columns changed: missing CLOSE; unknown LAST/,
  ],
  [
    'a slow drip',
    (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('1'), 100);
      response.on('close', () => {
        clearInterval(timer);
      });
    },
    /it was not there whole after 1 seconds/,
  ],
  [
    'a redirect to itself',
    (response) => response.writeHead(302, { location: '/VIX_History.csv' }).end(),
    /it redirects in a loop/,
  ],
  [
    'redirects without end',
    (response) => response.writeHead(302, { location: `/VIX_History.csv?${Math.random()}` }).end(),
    /it redirects more than 5 times|it redirects in a loop/,
  ],
  [
    'a packed bomb',
    (response) => {
      send(response, BOMB, { 'content-encoding': 'gzip' });
    },
    /it is larger than 200000 bytes unpacked/,
  ],
  [
    'a packed body cut off',
    (response) => {
      send(response, gzipSync(SOUND()).subarray(0, 300), { 'content-encoding': 'gzip' });
    },
    /it came packed and (was cut off after \d+ bytes|cannot be unpacked) \(2 attempts\)/,
  ],
  [
    'a body that is said to be packed and is not',
    (response) => {
      send(response, SOUND(), { 'content-encoding': 'gzip' });
    },
    /it came packed and cannot be unpacked \(2 attempts\)/,
  ],
  [
    'bytes that are no text',
    (response) => {
      send(response, Buffer.from(`DATE,VIX\n01/02/2026,1\xb7\n`, 'latin1'));
    },
    /this is not text: it holds bytes that are not UTF-8; see what the address under data gives/,
  ],
  ['no page', (response) => response.writeHead(404).end(), /the server has no such file \(404\)/],
  ['a page that is barred', (response) => response.writeHead(403).end(), /the server answers 403/],
  [
    'a server that fails',
    (response) => response.writeHead(503).end(),
    /the server answers 503 \(2 attempts\)/,
  ],
  [
    'a server that asks for an hour',
    (response) => response.writeHead(429, { 'retry-after': '3600' }).end(),
    /the server answers 429, asks to wait 3600 s/,
  ],
  [
    'an empty body',
    (response) => {
      send(response, '');
    },
    /an empty file came/,
  ],
  [
    'a slipped digit in a new row',
    (response) => {
      send(
        response,
        SOUND()
          .replace(/[\d.]+\n$/, '170.2\n')
          .replace(/,[\d.]+,([\d.]+),([\d.]+),170.2\n$/, ',170,171,170,170.2\n'),
      );
    },
    /VIX_History\.csv:61: CLOSE: 170\.2 is no price that VIX has/,
  ],
  [
    'a day of the future',
    (response) => {
      send(response, `${SOUND()}11/25/2026,17,17,17,17\n`);
    },
    /2026-11-25 lies ahead of today/,
  ],
  [
    'a weekend',
    (response) => {
      send(response, SOUND().replace('11/24/2026', '11/22/2026'));
    },
    /2026-11-22/,
  ],
  [
    'another scale',
    (response) => {
      send(response, ohlcHistory(DAYS, BASES.VIX * 1.5));
    },
    /59 of 59 held days differ/,
  ],
];
