import { createHash } from 'node:crypto';
import { explainFailure, Passing, refusedAt } from './failure.js';
import { readBody } from './read-body.js';

/** What is asked for, and what is known of it. */
export interface FileRequest {
  readonly address: string;
  /** Of the last answer: the same file is not sent again. */
  readonly etag?: string;
  readonly lastModified?: string;
}

export interface FetchLimits {
  /** For the whole file, attempts and pauses included. */
  readonly timeoutSeconds: number;
  readonly retries: number;
  /** Unpacked. */
  readonly maxBytes: number;
  readonly userAgent: string;
}

export type FileAnswer =
  | { readonly kind: 'unchanged' }
  /** Status 404: perhaps not published yet. */
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'file';
      readonly bytes: Uint8Array;
      readonly sha256: string;
      readonly etag?: string;
      readonly lastModified?: string;
    };

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
/** The first pause; each further one is twice as long, and up to half longer by chance. */
const FIRST_PAUSE_MS = 500;

/**
 * Fetches a file whole, or not at all. Attempts again where the failure may pass: the network, a
 * server's 5xx, 429 and 408.
 * @throws Refusal (exit 3) that says what came instead
 */
export async function fetchFile(request: FileRequest, limits: FetchLimits): Promise<FileAnswer> {
  const until = Date.now() + limits.timeoutSeconds * 1000;
  const deadline = AbortSignal.timeout(limits.timeoutSeconds * 1000);
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await follow(request, limits, deadline);
    } catch (error) {
      const failure = explainFailure(
        error,
        request.address,
        limits.timeoutSeconds,
        deadline.aborted,
      );
      if (!(failure instanceof Passing)) throw failure;
      const pause = failure.retryAfterMs ?? FIRST_PAUSE_MS * 2 ** attempt * (1 + Math.random() / 2);
      if (attempt >= limits.retries || Date.now() + pause >= until) {
        throw failure.refusal(attempt + 1);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

async function follow(
  request: FileRequest,
  limits: FetchLimits,
  signal: AbortSignal,
): Promise<FileAnswer> {
  const seen: string[] = [];
  let address = parsed(request.address, request.address);
  for (;;) {
    if (seen.includes(address.href)) {
      throw refusedAt(request.address, `it redirects in a loop, to ${address.href} again`);
    }
    seen.push(address.href);
    if (seen.length > MOST_REDIRECTS + 1) {
      throw refusedAt(request.address, `it redirects more than ${MOST_REDIRECTS} times`);
    }
    const response = await fetch(address, {
      redirect: 'manual',
      signal,
      headers: {
        'User-Agent': limits.userAgent,
        Accept: 'text/csv, text/plain;q=0.9, */*;q=0.5',
        ...(request.etag !== undefined && { 'If-None-Match': request.etag }),
        ...(request.lastModified !== undefined && { 'If-Modified-Since': request.lastModified }),
      },
    });
    if (!REDIRECTS.includes(response.status)) return answerOf(response, request, limits);
    await response.body?.cancel();
    const next = parsed(response.headers.get('location') ?? '', request.address, address);
    if (address.protocol === 'https:' && next.protocol !== 'https:') {
      throw refusedAt(request.address, `it redirects to ${next.href}, which is not encrypted`);
    }
    address = next;
  }
}

function parsed(text: string, asked: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined;
  if (url !== undefined && url.username + url.password !== '') {
    throw refusedAt(
      asked,
      base === undefined
        ? 'it holds a user name or password, which are not sent'
        : 'it redirects to an address with a user name or password',
      'give an address without them under data',
    );
  }
  if (url !== undefined && text !== '' && /^https?:$/.test(url.protocol)) return url;
  throw refusedAt(
    asked,
    base === undefined ? 'it is no web address' : 'it redirects to no address',
  );
}

async function answerOf(
  response: Response,
  request: FileRequest,
  limits: FetchLimits,
): Promise<FileAnswer> {
  const { status, headers } = response;
  if (status !== 200) {
    await response.body?.cancel();
    const isConditional = request.etag !== undefined || request.lastModified !== undefined;
    if (status === 304 && isConditional) return { kind: 'unchanged' };
    if (status === 404) return { kind: 'absent' };
    if (status === 429 || status === 408 || status >= 500) {
      throw new Passing(request.address, `the server answers ${status}`, true, retryAfter(headers));
    }
    throw refusedAt(request.address, `the server answers ${status}`);
  }
  const bytes = await readBody(response, request.address, limits.maxBytes);
  refuseHtml(bytes, request.address);
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  return {
    kind: 'file',
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    ...(etag !== null && { etag }),
    ...(lastModified !== null && { lastModified }),
  };
}

/** Seconds or a date, as milliseconds from now. */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** Pages that say "not found" or "are you human" come with status 200. */
function refuseHtml(bytes: Uint8Array, address: string): void {
  const start = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart();
  if (!start.startsWith('<')) return;
  throw refusedAt(
    address,
    /^<\?xml/i.test(start) ? 'an XML page came, not CSV' : 'an HTML page came, not CSV',
  );
}
