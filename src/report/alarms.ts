import { dollars } from '../hedge/dollars.js';
import type { SizeResult } from '../hedge/result.js';
import type { AlarmSettings } from '../hedge/settings.js';
import { tradingDaysBetween } from '../market/calendar.js';
import type { IsoDate } from '../market/date.js';
import { rollDates } from './roll-dates.js';
import type { RollDate } from './roll-dates.js';
import type {
  Alarm,
  DataAge,
  HeldAgainstTarget,
  JournalState,
  LayerHeld,
  StressBar,
} from './result.js';

/** What the alarms look at. */
export interface AlarmInputs {
  readonly size: SizeResult;
  /** Absent without fills: then nothing drifts, for nobody said what is held. */
  readonly held?: HeldAgainstTarget;
  readonly stress: readonly StressBar[];
  readonly dataAges: readonly DataAge[];
  /** Absent where no store was read. */
  readonly journal?: JournalState;
  readonly today: IsoDate;
  readonly settings: AlarmSettings;
}

/** Every reason for someone to look, each on one line, in the order of ALARM_CODES. */
export function alarmsOf(inputs: AlarmInputs): Alarm[] {
  return [
    ...journalAlarms(inputs),
    ...driftAlarms(inputs),
    ...stressAlarms(inputs),
    ...rollAlarms(inputs),
    ...staleAlarms(inputs),
    ...overrideAlarms(inputs),
  ];
}

function journalAlarms({ journal }: AlarmInputs): Alarm[] {
  if (journal?.broken === undefined) return [];
  const { seq, why } = journal.broken;
  return [
    {
      code: 'journal-broken',
      message: `the journal breaks at entry ${seq} (${why}): nothing is recorded until a copy of the store from before is put back`,
    },
  ];
}

function driftAlarms({ held, settings }: AlarmInputs): Alarm[] {
  return (held?.layers ?? []).flatMap((layer): Alarm[] => {
    const message = driftText(layer, settings.drift);
    return message === undefined ? [] : [{ code: 'drift', message }];
  });
}

function driftText(layer: LayerHeld, limit: number): string | undefined {
  const { layer: name, contracts, heldNotionalUsd, recommendedNotionalUsd, drift } = layer;
  const standing = contracts
    .filter(({ held, recommended }) => held !== recommended)
    .map(({ symbol, held, recommended }) => `${held} ${symbol} of ${recommended}`)
    .join(', ');
  if (standing === '') return undefined;
  if (heldNotionalUsd === undefined) return `${name} holds what has no price today: ${standing}`;
  if (drift === undefined) {
    return heldNotionalUsd === 0
      ? undefined
      : `${name} ${heldNotionalUsd < 0 ? 'is short' : 'holds'} ${dollars(Math.abs(heldNotionalUsd))} where nothing is recommended: ${standing}`;
  }
  if (!(Math.abs(drift) > limit)) return undefined;
  if (heldNotionalUsd < 0) {
    return `${name} is short ${dollars(-heldNotionalUsd)} where ${dollars(recommendedNotionalUsd)} long is recommended: ${standing}`;
  }
  return `${name} holds ${percent(Math.abs(drift))} ${drift < 0 ? 'less' : 'more'} than recommended (limit ${percent(limit)}): ${standing}`;
}

function stressAlarms({ stress, size, settings: { stressLoss } }: AlarmInputs): Alarm[] {
  const worst = stress.reduce<StressBar | undefined>(
    (least, bar) => (least === undefined || bar.netUsd < least.netUsd ? bar : least),
    undefined,
  );
  const { riskCapitalUsd } = size.position;
  if (worst === undefined || stressLoss === undefined) return [];
  if (!(-worst.netUsd > stressLoss * riskCapitalUsd)) return [];
  const share =
    riskCapitalUsd > 0
      ? `${percent(-worst.netUsd / riskCapitalUsd)} of risk capital`
      : 'without risk capital';
  return [
    {
      code: 'stress-limit',
      message: `${worst.id} would lose ${dollars(-worst.netUsd)} net of the recommended hedge, ${share} (limit ${percent(stressLoss)})`,
    },
  ];
}

function rollAlarms({ size, held, today, settings: { rollDays } }: AlarmInputs): Alarm[] {
  return rollDates(size, held, today)
    .filter(({ rollBy }) => tradingDaysBetween(today, rollBy) <= rollDays)
    .map((due) => ({ code: 'roll-due' as const, message: rollText(due, today) }));
}

function rollText({ layer, symbol, rollBy, held }: RollDate, today: IsoDate): string {
  const what = `${symbol} (${layer}, ${held ? 'held' : 'recommended'})`;
  const days = tradingDaysBetween(today, rollBy);
  const when = days <= 0 ? 'now' : `in ${days} trading ${days === 1 ? 'day' : 'days'}`;
  return `${what} is to be rolled or left by ${rollBy}, ${when}`;
}

function staleAlarms({ dataAges, settings: { staleDays } }: AlarmInputs): Alarm[] {
  return dataAges
    .filter(({ stale }) => stale)
    .map(({ series, lastDate, tradingDaysOld }) => ({
      code: 'stale-data' as const,
      message:
        lastDate === undefined
          ? `${series} holds no day`
          : `${series} ends on ${lastDate}, ${tradingDaysOld} trading days ago (limit ${staleDays})`,
    }));
}

function overrideAlarms({ size: { override } }: AlarmInputs): Alarm[] {
  if (override === undefined) return [];
  const { by, chosenRatio, until, rule } = override;
  return [
    {
      code: 'override-active',
      message: `${by} chose a hedge ratio of ${chosenRatio}, the rule says ${Number(rule.ratio.toPrecision(4))}; until ${until}`,
    },
  ];
}

/** Messages are read in mails and logs: a decimal of a per cent. */
function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
