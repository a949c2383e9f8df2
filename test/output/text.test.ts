import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  band,
  fineMoney,
  money,
  namedNumber,
  percent,
  plainNumber,
  points,
  price,
  signedPercent,
  strike,
} from '../../src/output/format.js';
import { chicagoAndUtc } from '../../src/output/moment.js';
import { inertText, markdownText, safeText, toAscii } from '../../src/output/safe-text.js';
import { hardBreak, textWidth } from '../../src/output/text-width.js';
import { wrapText } from '../../src/output/wrap.js';

describe('numbers', () => {
  it.each([
    [money(1234.4), '$1,234'],
    [money(-1234.5), '-$1,235'],
    [money(-0.4), '$0'],
    [money(undefined), '-'],
    [money(1e9), '$1,000,000,000'],
    [fineMoney(-0.0031), '-$0.0031'],
    [fineMoney(312.44), '$312.44'],
    [fineMoney(-2311.8), '-$2,312'],
    [points(5985.2), '5,985.20'],
    [price(20), '20.00'],
    [price(20.725), '20.725'],
    [price(20.41258), '20.4126'],
    [strike(612.5), '612.5'],
    [strike(6000), '6,000'],
    [percent(0.0625), '6.3%'],
    [percent(-0.0001), '0.0%'],
    [signedPercent(0.045), '+4.5%'],
    [signedPercent(-0.2), '-20.0%'],
    [signedPercent(0), '0.0%'],
    [band({ min: 0.15, max: 0.255 }), '15–25.5%'],
    [plainNumber(0.16748768472906403), '0.16748768'],
    [plainNumber(0.000012345), '0.000012345'],
    [plainNumber(-1254.75), '-1,254.75'],
    [plainNumber(1), '1'],
    [plainNumber(1e20), '1.0000000e+20'],
    [namedNumber('target notional, USD', 1756.6), '$1,756.60'],
    [namedNumber('hedge.vxUsd', 12000), '$12,000'],
  ])('prints %s', (printed, wanted) => {
    expect(printed).toBe(wanted);
  });

  it('never prints a negative zero', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e-2, max: 1e-2, noNaN: true }), (value) => {
        for (const text of [money(value), points(value), percent(value), price(value)]) {
          expect(text).not.toMatch(/^-[$0.,]*%?$/);
        }
      }),
    );
  });
});

describe('moments', () => {
  it.each([
    ['2026-11-20T21:15:00Z', '2026-11-20 15:15 Chicago (21:15 UTC)'],
    ['2026-07-06T20:00:00Z', '2026-07-06 15:00 Chicago (20:00 UTC)'],
    ['2026-01-01T03:00:00Z', '2025-12-31 21:00 Chicago (2026-01-01 03:00 UTC)'],
  ])('%s is %s', (moment, wanted) => {
    expect(chicagoAndUtc(moment)).toBe(wanted);
  });
});

describe('text from users', () => {
  it.each([
    ['a\u001b[31mred\u001b[0m b', 'ared b'],
    ['\u001b]0;title\u0007x', 'x'],
    ['\u001b]8;;http://a\u001b\\x\u001b]8;;\u001b\\', 'x'],
    ['\u009b2Jx', 'x'],
    ['two\r\nlines\tand a tab', 'two lines and a tab'],
    ['abc\u202edef\u2066g\u200b\u00ad\ufeff', 'abcdefg'],
    ['lone \ud800 half', 'lone  half'],
    ['Zürich 鉄', 'Zürich 鉄'],
  ])('%j becomes %j', (raw, safe) => {
    expect(safeText(raw)).toBe(safe);
  });

  it('leaves nothing that acts, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(safeText(raw)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(toAscii(safeText(raw))).toMatch(/^[ -~\u00a0]*$/);
        expect(inertText(raw)).not.toMatch(/^\s*[=+\-@\t\r]/);
        expect(markdownText(raw)).not.toMatch(/[<>\n]|(?<!\\)(?:\\\\)*\|/);
      }),
    );
  });

  it('has a likeness in ASCII where there is one', () => {
    expect(toAscii('15–25% × 3 → ≥ … “é” 鉄')).toBe('15-25% x 3 -> >= ... "e" ?');
  });
});

describe('width and wrapping', () => {
  it('counts columns, not characters', () => {
    expect(textWidth('鉄 abc')).toBe(6);
    expect(textWidth('e\u0301')).toBe(1);
    expect(textWidth('\u001b[31mred\u001b[39m')).toBe(3);
  });

  it('breaks between words, within one only where it must', () => {
    expect(wrapText('one two  three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
    expect(wrapText('2500/2600/2900/3000', 18)).toEqual(['2500/2600/2900/', '3000']);
    expect(wrapText('to\u00a0gether now', 9)).toEqual(['to gether', 'now']);
    expect(hardBreak('鉄鉄鉄', 5)).toEqual(['鉄鉄', '鉄']);
  });

  it('loses no word and exceeds no width', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 2, max: 30 }),
        (raw, width) => {
          const text = safeText(raw);
          const lines = wrapText(text, width);
          for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
          const bare = (each: string): string => each.replace(/[ \u00a0]/g, '');
          expect(bare(lines.join(''))).toBe(bare(text));
        },
      ),
    );
  });
});
