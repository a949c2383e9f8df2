import * as z from 'zod';
import { REER_INDICES } from '../signals/reer.js';

/** A rate a year; its limits are checked with words of their own. */
const rate = (description: string, example: number) =>
  z.number().meta({ description: `${description}, a fraction a year`, examples: [example] });

const amount = (description: string, example: number) =>
  z.number().meta({ description, examples: [example] });

const date = (description: string) => z.string().meta({ description, examples: ['2026-11-20'] });

const file = (description: string, example: string) =>
  z.string().meta({ description: `${description}; relative to this file`, examples: [example] });

const payout = (description: string) =>
  z.enum(['total', 'dividends']).meta({ description, examples: ['total'] });

const historySchema = z.strictObject({
  file: file('CSV of date,price,dividend,long_rate by month', 'history.csv'),
  payout: payout('What its dividend column holds; must be the payout above'),
});

const payoutSchema = z.strictObject({
  date: date('The day of price, payout and yield'),
  price: amount('Level of the index', 6512.4),
  earnings: amount('Earnings of the last twelve months, index points', 241),
  dividend: amount('Payout of the last twelve months, index points', 205),
  payout: payout('What dividend holds: total is dividends and net buybacks, which is meant'),
  growthLong: rate('Growth of the payout for ever', 0.04),
  growthShort: rate('Growth now, which fades to growthLong; with fadeYears', 0.07).optional(),
  fadeYears: amount('Years of the fade; H of the H-model is half of them', 10).optional(),
  riskFree10y: rate('Yield of the ten-year Treasury', 0.042),
  requiredReturn: rate('Return that you require; without it no fair P/E', 0.085).optional(),
  history: historySchema
    .meta({ description: 'Past months, for the change of the equity risk premium' })
    .optional(),
});

const cashFlowSchema = z.strictObject({
  file: file(
    'CSV of date,price_to_cash_flow or date,price,operating_cash_flow by month',
    'pcf.csv',
  ),
});

const reerSchema = z.strictObject({
  source: z.enum(REER_INDICES).meta({
    description: 'Whose index it is: the two are never mixed',
    examples: ['BIS'],
  }),
  file: file("CSV of date,reer by month; FRED's DATE,RBUSBIS too", 'reer.csv'),
});

const quickRatioSchema = z.strictObject({
  date: date('The day of the balance sheet'),
  cash: amount('Cash and equivalents, in any one currency and unit', 120000),
  restrictedCash: amount('Restricted cash that cash holds; it is taken off', 0).optional(),
  marketableSecurities: amount('Marketable securities', 80000),
  receivables: amount('Receivables', 0),
  currentLiabilities: z
    .number()
    .nullable()
    .meta({
      description: 'Current liabilities; null where the balance sheet does not classify them',
      examples: [150000],
    }),
});

/** A market file in YAML and JSON: what is known beside prices. */
export const marketSchema = z
  .strictObject({
    dividendDiscount: payoutSchema.meta({ description: 'P/E against a payout model' }).optional(),
    priceToCashFlow: cashFlowSchema
      .meta({ description: 'Price over operating cash flow' })
      .optional(),
    reer: reerSchema.meta({ description: 'Real effective exchange rate of the dollar' }).optional(),
    quickRatio: quickRatioSchema.meta({ description: 'Your own balance sheet' }).optional(),
  })
  .meta({ id: 'market', description: 'Macro figures; every part is optional' });

export type MarketShape = z.infer<typeof marketSchema>;
