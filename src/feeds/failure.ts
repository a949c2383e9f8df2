import { Refusal } from '../errors.js';

/** A failure of the server or the way to it, whatever file is asked for. */
export class ServerFailure extends Refusal {}

/** A failure that may pass: another attempt is worth it. */
export class Passing extends Error {
  readonly address: string;
  /** It is the server's, or the network's, and not that of the file asked for. */
  readonly ofServer: boolean;
  /** What the server asks for. */
  readonly retryAfterMs: number | undefined;

  constructor(address: string, problem: string, ofServer: boolean, retryAfterMs?: number) {
    super(problem);
    this.address = address;
    this.ofServer = ofServer;
    this.retryAfterMs = retryAfterMs;
  }

  refusal(attempts: number): Refusal {
    const wait =
      this.retryAfterMs === undefined
        ? ''
        : `, asks to wait ${Math.ceil(this.retryAfterMs / 1000)} s`;
    const tries = attempts === 1 ? '' : ` (${attempts} attempts)`;
    const problem = `${this.message}${wait}${tries}`;
    return (this.ofServer ? serverFailed : refusedAt)(this.address, problem, 'try again later');
  }
}

/** An address as messages and the store have it: without the user's name and password. */
export function shownAddress(address: string): string {
  return address.replace(/^([a-z]+:\/\/)[^/?#]*@/i, '$1');
}

/** A failure of a feed. What is held is not touched by it, and that is said. */
export function refusedAt(
  address: string,
  problem: string,
  mend = 'check the address under data',
): Refusal {
  const place = { file: shownAddress(address) };
  return new Refusal(problem, `${mend}; what is held stays as it was`, place, 'data');
}

/** As {@link refusedAt}, of the server itself. */
function serverFailed(address: string, problem: string, mend: string): Refusal {
  const { place, kind, mend: whole } = refusedAt(address, problem, mend);
  return new ServerFailure(problem, whole, place, kind);
}

/** Causes that lie in the network, or in an answer cut off. */
const PASSING =
  /^(ECONNRESET|ECONNREFUSED|ECONNABORTED|EPIPE|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EAI_AGAIN|UND_ERR_(SOCKET|CONNECT_TIMEOUT|HEADERS_TIMEOUT|BODY_TIMEOUT))$/;

const IN_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server answers there',
  ENOTFOUND: 'its host is not known',
  EAI_AGAIN: 'its host cannot be looked up, the network may be down',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_CONNECT_TIMEOUT: 'no server answers there',
};

/** What Node's fetch throws, in words; a refusal goes on as it is. */
export function explainFailure(
  error: unknown,
  address: string,
  timeoutSeconds: number,
  timedOut: boolean,
): Error {
  if (timedOut) {
    return serverFailed(
      address,
      `it was not there whole after ${timeoutSeconds} seconds`,
      'try again later, or raise data.timeoutSeconds',
    );
  }
  if (error instanceof Refusal || error instanceof Passing) return error;
  const code = codeOf(error);
  if (/^(Z_|ERR__ERROR|ERR_BROTLI|ERR_ZLIB)/.test(code)) {
    return new Passing(address, 'it came packed and cannot be unpacked', false);
  }
  if (
    /^HPE_|UND_ERR_(RES_CONTENT_LENGTH|REQ_CONTENT_LENGTH|RESPONSE|HEADERS_OVERFLOW)/.test(code)
  ) {
    return new Passing(address, `the answer is not sound HTTP (${code})`, false);
  }
  const problem = IN_WORDS[code] ?? `it cannot be fetched (${code})`;
  if (PASSING.test(code)) return new Passing(address, problem, true);
  return code === 'ENOTFOUND'
    ? serverFailed(address, problem, 'check the address under data')
    : refusedAt(address, problem);
}

/** The code of the innermost cause: fetch wraps what the socket says. */
export function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as Error & { code?: unknown };
    if (typeof code === 'string') return code;
    const inner =
      at instanceof AggregateError ? (at.errors[0] as { code?: unknown } | undefined) : undefined;
    if (typeof inner?.code === 'string') return inner.code;
  }
  return error instanceof Error ? error.message : String(error);
}
