import type { Fill } from '../journal/entry.js';
import type { ListedEntry, ShortRecommendation } from '../journal/report.js';
import { formatMoment } from '../market/time.js';
import { count, fineMoney, money, plainNumber, price } from './format.js';

/** What an entry says, on one line. */
export function entryText(entry: ListedEntry): string {
  switch (entry.kind) {
    case 'recommendation':
      return recommendationText(entry.body);
    case 'fill':
      return fillText(entry.body);
    case 'override': {
      const { by, reason, chosenRatio, ruleRatio, from, until } = entry.body;
      const what =
        chosenRatio === undefined
          ? 'back to the rule'
          : `ratio ${plainNumber(chosenRatio)} over the rule's ${plainNumber(ruleRatio)}, ${formatMoment(from)} to ${until}`;
      return `${what}, by ${by}: ${reason}`;
    }
    case 'press': {
      const { type, amountUsd, id, note } = entry.body;
      return [type, fineMoney(amountUsd), ...(id === undefined ? [] : [id]), ...noteOf(note)].join(
        ' ',
      );
    }
    case 'note':
      return entry.body.text;
    case 'void':
      return `voids entry ${entry.body.seq}: ${entry.body.reason}`;
  }
}

function recommendationText({ ratio, notionalUsd, layers }: ShortRecommendation): string {
  const held = layers.map(({ layer, contracts }) => {
    const list = contracts.map((one) => `${count(one.contracts)} ${one.symbol}`);
    return `${layer} ${list.length === 0 ? 'nothing' : list.join(' + ')}`;
  });
  return `ratio ${plainNumber(ratio)}, notional ${money(notionalUsd)}: ${held.join('; ')}`;
}

/** `bought 2 VXZ26 at 18.90, short, fees $3.00, id 17`. */
export function fillText({
  symbol,
  contracts,
  price: paid,
  feesUsd,
  layer,
  id,
  note,
}: Fill): string {
  return [
    `${contracts > 0 ? 'bought' : 'sold'} ${count(Math.abs(contracts))} ${symbol} at ${price(paid)}`,
    ...(layer === undefined ? [] : [layer]),
    ...(feesUsd === undefined ? [] : [`fees ${fineMoney(feesUsd)}`]),
    ...(id === undefined ? [] : [`id ${id}`]),
    ...noteOf(note),
  ].join(', ');
}

function noteOf(note: string | undefined): string[] {
  return note === undefined ? [] : [`"${note}"`];
}
