import { codeOf, Passing, refusedAt } from './failure.js';

const NEWLINE = 0x0a;

/**
 * The body of an answer, unpacked, in bounded memory.
 * @throws Refusal for one that is too large, Passing for one that is not as long as it says
 */
export async function readBody(
  response: Response,
  address: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const stated = lengthOf(response.headers);
  const isPacked = response.headers.has('content-encoding');
  const tooLarge = `it is larger than ${maxBytes} bytes${isPacked ? ' unpacked' : ''}`;
  const mend = 'raise data.maxBytes if that is right';
  if (stated !== undefined && stated > maxBytes) {
    await response.body?.cancel();
    throw refusedAt(address, tooLarge, mend);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body !== null) {
    try {
      // Leaving the loop by a throw cancels the stream: a packed bomb is not unpacked to its end.
      for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
        size += chunk.length;
        if (size > maxBytes) throw refusedAt(address, tooLarge, mend);
        chunks.push(chunk);
      }
    } catch (error) {
      if (!isCutOff(error) || codeOf(error).startsWith('Z_')) throw error;
      const of = stated === undefined || isPacked ? '' : ` of ${stated}`;
      throw new Passing(address, `it was cut off after ${size}${of} bytes`, false);
    }
  }
  if (stated !== undefined && !isPacked && stated !== size) {
    throw new Passing(address, `${size} bytes came, where the server says ${stated}`, false);
  }
  if (size === 0) throw new Passing(address, 'an empty file came', false);
  // A packed body that is cut off ends early and in silence; a CSV file ends with its line.
  if (isPacked && chunks.at(-1)?.at(-1) !== NEWLINE) {
    throw new Passing(address, `it came packed and was cut off after ${size} bytes`, false);
  }
  return Buffer.concat(chunks);
}

function lengthOf(headers: Headers): number | undefined {
  const text = headers.get('content-length');
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** fetch's own word for a body that ended before its time; what the deadline ends is no such. */
function isCutOff(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'terminated';
}
