import * as z from 'zod';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import type { IndexSymbol } from '../market/snapshot.js';

const INDEX_EXAMPLES: Readonly<Record<IndexSymbol, number>> = {
  SPX: 6512.4,
  VIX: 17.92,
  VIX9D: 16.8,
  VIX3M: 20.15,
  VIX6M: 21.4,
  VVIX: 96.4,
  SKEW: 148.2,
};

const level = (symbol: IndexSymbol) =>
  z
    .number()
    .meta({
      description: `${symbol} in index points`,
      examples: [INDEX_EXAMPLES[symbol]],
      exclusiveMinimum: 0,
    })
    .optional();

const indices = z
  .strictObject(
    Object.fromEntries(INDEX_SYMBOLS.map((symbol) => [symbol, level(symbol)])) as Record<
      IndexSymbol,
      ReturnType<typeof level>
    >,
  )
  .meta({ description: 'Index levels; VIX is needed, here or by --index VIX=17.92' });

const expiry = z.string().meta({
  description: 'Expiry; may be left out where the symbol names it, as VXZ26 does',
  examples: ['2026-12-16'],
  format: 'date',
});

const future = z
  .strictObject({
    symbol: z.string().meta({
      description: 'VX for the monthly contract of the expiry, VX49 for a weekly one, or VXZ26',
      examples: ['VX'],
    }),
    expiry: expiry.optional(),
    price: z.number().meta({
      description: 'Price in VIX points',
      examples: [18.85],
      exclusiveMinimum: 0,
    }),
  })
  .meta({ id: 'future', description: 'One VX future; minis take no row of their own' });

const points = (description: string, example: number) =>
  z
    .number()
    .meta({ description, examples: [example], minimum: 0 })
    .optional();

const option = z
  .strictObject({
    symbol: z.string().meta({
      description: 'Root (SPX, SPXW, XSP, VIX, VIXW) or OCC symbol such as SPXW  261218P05600000',
      examples: ['VIX'],
    }),
    expiry: expiry.optional(),
    strike: points('Strike in points', 25),
    right: z.enum(['call', 'put']).meta({ description: 'call or put' }).optional(),
    bid: points('Bid in points', 1.2),
    ask: points('Ask in points', 1.3),
    price: points('Last or settlement price in points', 1.25),
    iv: z
      .number()
      .meta({
        description: 'Implied volatility, a fraction a year',
        examples: [0.9],
        exclusiveMinimum: 0,
        maximum: 5,
      })
      .optional(),
  })
  .meta({ id: 'option', description: 'One option; price, bid and ask, or iv must be there' });

const rate = (description: string, example: number) =>
  z
    .number()
    .meta({ description, examples: [example], minimum: -0.05, maximum: 0.25 })
    .optional();

/** A snapshot in YAML and JSON. What its values must be to each other, createSnapshot knows. */
export const snapshotSchema = z
  .strictObject({
    asOf: z
      .string()
      .meta({
        description: 'When the prices were seen; a bare date means that day’s VX settlement',
        examples: ['2026-11-20T15:15:00-06:00'],
      })
      .optional(),
    indices: indices.optional(),
    futures: z.array(future).meta({ description: 'VX futures' }).optional(),
    options: z.array(option).meta({ description: 'SPX and VIX options' }).optional(),
    etps: z
      .record(
        z.string(),
        z.number().meta({ description: 'Dollars a share', examples: [45.2], exclusiveMinimum: 0 }),
      )
      .meta({ description: 'Exchange-traded products: dollars a share by symbol' })
      .optional(),
    rates: z
      .strictObject({
        SOFR: rate('Risk-free rate, a fraction a year', 0.0395),
        TBILL3M: rate('Risk-free rate in place of SOFR, a fraction a year', 0.038),
        dividendYield: rate('SPX dividend yield, a fraction a year', 0.013),
      })
      .meta({ description: 'Rates as fractions a year' })
      .optional(),
  })
  .meta({ id: 'snapshot', description: 'What the VIX market showed at one moment' });
