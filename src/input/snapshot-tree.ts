import { Refusal } from '../errors.js';
import type { Place } from '../errors.js';
import type { FutureInput, IndexInput, OptionInput, RateInput } from '../market/build-snapshot.js';
import { isoDate } from '../market/date.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import { readMoment } from '../market/time.js';
import { checkShape } from './check-shape.js';
import { relocated } from './place.js';
import type { LocateKey } from './place.js';
import type { SnapshotParts, StatedTime } from './snapshot-parts.js';
import { snapshotSchema } from './snapshot-shape.js';
import { placeAt } from './tree.js';
import type { Path, Tree } from './tree.js';

/**
 * What a YAML or JSON snapshot holds.
 * @throws Refusal with the place of what is wrong
 */
export function partsOfSnapshotTree(tree: Tree): SnapshotParts {
  refuseOtherFiles(tree);
  const file = checkShape(snapshotSchema, tree);
  const at = (...path: Path) => placeAt(tree, path);
  const rowOf = (list: string, index: number): LocateKey => {
    return (field) => (field === undefined ? at(list, index) : at(list, index, field));
  };

  const indices = INDEX_SYMBOLS.flatMap((symbol): IndexInput[] => {
    const price = file.indices?.[symbol];
    return price === undefined ? [] : [{ symbol, price, locate: () => at('indices', symbol) }];
  });
  const futures = (file.futures ?? []).map((row, index): FutureInput => {
    const locate = rowOf('futures', index);
    return { ...row, expiry: dateOf(row.expiry, locate), locate };
  });
  const options = (file.options ?? []).map((row, index): OptionInput => {
    const locate = rowOf('options', index);
    return { ...row, expiry: dateOf(row.expiry, locate), locate };
  });
  const etps = Object.entries(file.etps ?? {}).map(([symbol, price]) => ({
    symbol,
    price,
    locate: () => at('etps', symbol),
  }));
  const rates: RateInput[] = [];
  const { dividendYield } = file.rates ?? {};
  for (const symbol of ['SOFR', 'TBILL3M'] as const) {
    const price = file.rates?.[symbol];
    if (price !== undefined) rates.push({ symbol, price, locate: () => at('rates', symbol) });
  }
  if (dividendYield !== undefined) {
    const locate = () => at('rates', 'dividendYield');
    rates.push({ symbol: 'DIVIDEND_YIELD', price: dividendYield, locate });
  }
  return { times: timesOf(file.asOf, at('asOf')), indices, futures, options, etps, rates };
}

function timesOf(text: string | undefined, place: Place): StatedTime[] {
  if (text === undefined) return [];
  const read = relocated(
    () => place,
    undefined,
    () => readMoment(text),
  );
  return [{ read, text, place }];
}

function refuseOtherFiles(tree: Tree): void {
  const { root } = tree;
  if (root.kind === 'map' && !root.entries.has('positions')) return;
  throw root.kind === 'map'
    ? new Refusal('this is a position file', 'give it to --position', placeAt(tree, ['positions']))
    : new Refusal(
        'the file holds no mapping',
        'write asOf:, indices: and futures:, or name the file .csv if it is a table',
        placeAt(tree, []),
      );
}

function dateOf(text: string | undefined, locate: LocateKey) {
  return text === undefined ? undefined : relocated(locate, 'expiry', () => isoDate(text));
}
