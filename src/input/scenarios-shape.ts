import * as z from 'zod';

const pair = (description: string, before: number, after: number) =>
  z.tuple([z.number(), z.number()]).meta({ description, examples: [[before, after]] });

const curve = z
  .strictObject({
    30: pair('VX future of 30 days, before and after', 16.2, 30.1),
    60: pair('of 60 days', 17.1, 26.4),
    90: pair('of 90 days', 17.8, 24.2),
    120: pair('of 120 days', 18.2, 23),
    150: pair('of 150 days', 18.5, 22.4),
    180: pair('of 180 days', 18.8, 22),
  })
  .meta({
    description:
      'VX futures of constant maturities; absent: they follow VIX by the betas of method 4.2 or 15.7',
  });

/** One scenario of the user's own in YAML and JSON. */
export const scenarioSchema = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'Lower-case words with hyphens, unique', examples: ['my-crash'] }),
    name: z.string().meta({ description: 'What reports call it' }).optional(),
    days: z.number().meta({
      description: 'Calendar days the move takes; 0 is at once',
      examples: [10],
      minimum: 0,
      multipleOf: 1,
    }),
    spxReturn: z.number().meta({
      description: 'Return of SPX, a fraction',
      examples: [-0.12],
      exclusiveMinimum: -0.95,
      exclusiveMaximum: 1,
    }),
    vix: pair('Spot VIX before and after', 15.2, 45.7),
    vvix: pair('VVIX before and after; absent: VIX option vols stay', 95, 160).optional(),
    curve: curve.optional(),
    source: z.string().meta({ description: 'Where the figures come from' }).optional(),
  })
  .meta({ id: 'scenario', description: 'One move of the whole market' });

export const scenariosSchema = z
  .strictObject({
    scenarios: z.array(scenarioSchema).min(1).meta({ description: 'The scenarios of the file' }),
  })
  .meta({ id: 'scenarios' });
