import { dirname, isAbsolute, join } from 'node:path';
import { Refusal } from '../errors.js';
import { isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import type { MarketFigures } from '../signals/macro-gauges.js';
import { checkShape } from './check-shape.js';
import { formatOf } from './format.js';
import { parsePayoutHistory, parsePriceToCashFlow, parseReer } from './macro-csv.js';
import { checkPayout, checkQuickRatio } from './market-checks.js';
import { marketSchema } from './market-shape.js';
import type { MarketShape } from './market-shape.js';
import { parseTree } from './parse-tree.js';
import { relocated } from './place.js';
import type { LocateKey } from './place.js';
import type { Source } from './read-source.js';
import { STDIN_NAME } from './read-source.js';
import { placeAt } from './tree.js';
import type { Tree } from './tree.js';

/** A market file and the files that it names. */
export interface ParsedMarket {
  readonly figures: MarketFigures;
  /** Paths of the series that were read. */
  readonly files: readonly string[];
  /** Where a key such as `quickRatio.date` stands. */
  readonly locate: LocateKey;
}

/**
 * Reads a market file in YAML or JSON, and the series that it names, beside it.
 * @param read reads a file by its path
 * @param today rows of the series dated or published after it are refused
 * @throws Refusal with file, line and key
 */
export async function parseMarket(
  source: Source,
  read: (path: string) => Promise<Source>,
  today: IsoDate,
): Promise<ParsedMarket> {
  const tree = await marketTree(source);
  const shape = checkShape(marketSchema, tree, explainMissing);
  const locate: LocateKey = (key) => placeAt(tree, key === undefined ? [] : key.split('.'));
  const files: string[] = [];
  const open = async (path: string, key: string): Promise<Source> => {
    const found = pathBeside(source.name, path, locate(key));
    files.push(found);
    return read(found);
  };
  const { priceToCashFlow, reer, quickRatio } = shape;
  const figures: MarketFigures = {
    source: source.name,
    ...(shape.dividendDiscount && {
      dividendDiscount: await payoutOf(shape.dividendDiscount, locate, open, today),
    }),
    ...(priceToCashFlow && {
      priceToCashFlow: await parsePriceToCashFlow(
        await open(priceToCashFlow.file, 'priceToCashFlow.file'),
        today,
      ),
    }),
    ...(reer && {
      reer: {
        index: reer.source,
        series: await parseReer(await open(reer.file, 'reer.file'), reer.source, today),
      },
    }),
    ...(quickRatio && { quickRatio: sheetOf(quickRatio, locate) }),
  };
  return { figures, files, locate };
}

async function marketTree(source: Source): Promise<Tree> {
  const format = formatOf(source);
  if (format === 'csv') {
    throw new Refusal(
      'a market file is not read from CSV',
      'write it as YAML or JSON; its series are the CSV files that it names',
      { file: source.name },
    );
  }
  const tree = await parseTree(source, format);
  if (tree.root.kind === 'map' && tree.root.entries.size > 0) return tree;
  throw new Refusal(
    'the file holds no mapping',
    `write one of its parts: ${Object.keys(marketSchema.shape).join(', ')}`,
    placeAt(tree, []),
  );
}

type Payout = NonNullable<MarketShape['dividendDiscount']>;

async function payoutOf(
  shape: Payout,
  locate: LocateKey,
  open: (path: string, key: string) => Promise<Source>,
  today: IsoDate,
): Promise<NonNullable<MarketFigures['dividendDiscount']>> {
  const { history, growthShort, fadeYears, requiredReturn, ...others } = shape;
  const at = (key: string) => locate(`dividendDiscount.${key}`);
  checkPayout(shape, at);
  const date = dateAt(shape.date, at('date'));
  const months =
    history &&
    (await parsePayoutHistory(await open(history.file, 'dividendDiscount.history.file'), today));
  return {
    ...others,
    date,
    ...(growthShort !== undefined && { growthShort }),
    ...(fadeYears !== undefined && { fadeYears }),
    ...(requiredReturn !== undefined && { requiredReturn }),
    ...(months && { history: months }),
  };
}

function sheetOf(
  shape: NonNullable<MarketShape['quickRatio']>,
  locate: LocateKey,
): NonNullable<MarketFigures['quickRatio']> {
  const { restrictedCash, ...others } = shape;
  const at = (key: string) => locate(`quickRatio.${key}`);
  checkQuickRatio(shape, at);
  return {
    ...others,
    date: dateAt(shape.date, at('date')),
    ...(restrictedCash !== undefined && { restrictedCash }),
  };
}

function dateAt(text: string, place: ReturnType<LocateKey>): IsoDate {
  return relocated(
    () => place,
    undefined,
    () => isoDate(text),
  );
}

/** Beside the market file; beside the working folder where that is standard input. */
function pathBeside(market: string, path: string, place: ReturnType<LocateKey>): string {
  if (path === '' || path === '-') {
    throw new Refusal(
      path === '' ? 'the file name is empty' : 'a series is not read from standard input',
      'name a CSV file',
      place,
    );
  }
  return isAbsolute(path) || market === STDIN_NAME ? path : join(dirname(market), path);
}

function explainMissing(path: readonly (string | number)[]) {
  if (path.at(-1) === 'currentLiabilities') {
    return {
      problem: 'the key currentLiabilities is missing',
      mend: 'add it, or write null where the balance sheet does not classify its liabilities',
    };
  }
  if (path.at(-1) === 'payout') {
    return {
      problem: 'the key payout is missing',
      mend: 'write payout: total (dividends and net buybacks, which is meant) or payout: dividends',
    };
  }
  return undefined;
}
