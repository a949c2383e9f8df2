import * as z from 'zod';

const strike = (which: string, example: number) =>
  z.number().meta({
    description: `Strike of the ${which}, in points of the underlying`,
    examples: [example],
    exclusiveMinimum: 0,
  });

const iv = (which: string) =>
  z.number().meta({
    description: `Implied volatility of the ${which}, a fraction a year`,
    examples: [0.18],
    exclusiveMinimum: 0,
    maximum: 5,
  });

/** A date is read by isoDate, which explains other spellings; editors get the pattern. */
const date = (description: string, example: string) =>
  z.string().meta({ description, examples: [example], format: 'date' });

const legs = z
  .strictObject({
    longPut: strike('long put', 5900),
    shortPut: strike('short put', 6000),
    shortCall: strike('short call', 6900),
    longCall: strike('long call', 7000),
  })
  .meta({
    description: 'The four strikes, rising; short put and short call may be equal (iron butterfly)',
  });

const ivs = z
  .strictObject({
    longPut: iv('long put'),
    shortPut: iv('short put'),
    shortCall: iv('short call'),
    longCall: iv('long call'),
  })
  .meta({ description: 'Implied volatility of each leg; all four or none' });

/** One condor in YAML and JSON. What its values must be to each other, createCondor knows. */
export const condorSchema = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'Name of the condor, unique in the book', examples: ['spx-dec'] })
      .optional(),
    underlying: z
      .string()
      .meta({ description: 'SPX, SPXW or XSP', examples: ['SPX'], enum: ['SPX', 'SPXW', 'XSP'] }),
    expiry: date('Expiry of the options', '2026-12-18'),
    quantity: z.number().meta({
      description: 'Condors sold, a whole number',
      examples: [10],
      minimum: 1,
      multipleOf: 1,
    }),
    settlement: z
      .enum(['am', 'pm'])
      .meta({
        description: 'When the options settle; absent: am for SPX on third Fridays, else pm',
        examples: ['pm'],
      })
      .optional(),
    legs,
    credit: z.number().meta({
      description: 'Index points received per condor, net of the wings and of fees',
      examples: [14.8],
      exclusiveMinimum: 0,
    }),
    opened: date('Day the condor was sold', '2026-11-20').optional(),
    openedSpx: z
      .number()
      .meta({
        description: 'SPX level when the condor was sold',
        examples: [6480.25],
        exclusiveMinimum: 0,
      })
      .optional(),
    ivs: ivs.optional(),
  })
  .meta({ id: 'condor', description: 'One short iron condor or iron butterfly' });

/** A book: the file's usual shape. */
export const bookSchema = z
  .strictObject({
    positions: z.array(condorSchema).min(1).meta({ description: 'The condors of the book' }),
  })
  .meta({ id: 'book' });
