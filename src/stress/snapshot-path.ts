import { vixFamilyVol } from '../condor/vol-model.js';
import { Refusal } from '../errors.js';
import type { HedgeMarket } from '../hedge/hedge-market.js';
import { MS_PER_DAY, addDays, daysBetween } from '../market/date.js';
import { INDEX_SYMBOLS } from '../market/snapshot.js';
import type { Snapshot } from '../market/snapshot.js';
import { termStructure } from '../market/term-structure.js';
import type { CurveNode, TermStructure } from '../market/term-structure.js';
import type { EpochMs } from '../market/time.js';
import { formatMoment } from '../market/time.js';
import { dampedVvixFactor } from './market-path.js';
import type { MarketPath, PathPoint } from './market-path.js';

/** A market that was, on its day of the path. */
interface Waypoint {
  readonly day: number;
  readonly snapshot: Snapshot;
  readonly spx: number;
  readonly curve: TermStructure;
}

/**
 * The path from today's market through later snapshots (a replay of what happened); between them
 * levels go evenly, in logs.
 * @throws Refusal for snapshots that are not later than the one before, or without an SPX level
 */
export function snapshotPath(market: HedgeMarket, later: readonly Snapshot[]): MarketPath {
  const start = waypoint(market.snapshot, market.asOf, market.curve, market);
  const waypoints = [start];
  let before = market.asOf;
  for (const snapshot of later) {
    if (snapshot.time <= before) {
      throw new Refusal(
        `the snapshot of ${formatMoment(snapshot.time)} is not later than ${formatMoment(before)}`,
        'give the later snapshots in order of time',
        { key: '--then' },
      );
    }
    const curve = termStructure(snapshot, snapshot.time);
    waypoints.push(waypoint(snapshot, snapshot.time, curve, market));
    before = snapshot.time;
  }
  const points = new Map<number, PathPoint>();
  return {
    days: waypoints[waypoints.length - 1]?.day ?? 0,
    at: (day) => {
      let point = points.get(day);
      if (point === undefined) points.set(day, (point = pointAt(market, waypoints, day)));
      return point;
    },
  };
}

function waypoint(
  snapshot: Snapshot,
  moment: EpochMs,
  curve: TermStructure,
  market: HedgeMarket,
): Waypoint {
  const { SPX: spx } = snapshot.indices;
  if (spx === undefined) {
    throw new Refusal(
      `the snapshot of ${formatMoment(moment)} has no SPX level`,
      'add an index SPX row',
      { key: '--then' },
    );
  }
  return { day: daysBetween(market.curve.date, curve.date), snapshot, spx, curve };
}

function pointAt(market: HedgeMarket, waypoints: readonly Waypoint[], day: number): PathPoint {
  // Of two snapshots of one day the later one counts from then on.
  const at = Math.max(
    0,
    waypoints.findLastIndex((one) => one.day <= day),
  );
  const left = waypoints[at] as Waypoint;
  const right = waypoints[at + 1] ?? left;
  const share = right.day > left.day ? (day - left.day) / (right.day - left.day) : 0;
  const between = (a: number, b: number): number => a * (b / a) ** share;
  const origin = waypoints[0] as Waypoint;
  const nodes = (pick: (curve: TermStructure) => readonly CurveNode[]): CurveNode[] =>
    pick(left.curve)
      .filter(({ daysToExpiry }) => left.day + daysToExpiry > day)
      .map((node) => {
        const expiryDay = left.day + node.daysToExpiry;
        const next = pick(right.curve).find(({ expiry }) => expiry === node.expiry);
        const price =
          next === undefined
            ? towardsSettlement(node.price, left, right, day, expiryDay)
            : between(node.price, next.price);
        return { ...node, price, daysToExpiry: expiryDay - day };
      });
  const vvix = between(vvixOf(left, origin), vvixOf(right, origin));
  return {
    day,
    moment: (day === left.day ? left.snapshot.time : market.asOf + day * MS_PER_DAY) as EpochMs,
    spx: between(left.spx, right.spx),
    curve: {
      date: addDays(market.curve.date, day),
      spotVix: between(left.curve.spotVix, right.curve.spotVix),
      nodes: nodes((curve) => curve.nodes),
      weeklies: nodes((curve) => curve.weeklies),
    },
    spxVolFactor: (daysLeft) =>
      between(familyFactor(left, origin, daysLeft), familyFactor(right, origin, daysLeft)),
    vixVolFactor: (daysLeft) => dampedVvixFactor(Math.log(vvix), daysLeft),
    etpFactor: ({ symbol, priceUsd }) =>
      between(etpPrice(left, symbol), etpPrice(right, symbol)) / priceUsd,
  };
}

/** A contract that settles before the next snapshot nears spot VIX as that then stands. */
function towardsSettlement(
  price: number,
  left: Waypoint,
  right: Waypoint,
  day: number,
  expiryDay: number,
): number {
  if (right === left) return price;
  const share = (expiryDay - left.day) / (right.day - left.day);
  const vix = left.curve.spotVix * (right.curve.spotVix / left.curve.spotVix) ** Math.min(1, share);
  return price * (vix / price) ** ((day - left.day) / (expiryDay - left.day));
}

/** VVIX as a multiple of today's; 1 where either snapshot lacks it. */
function vvixOf({ snapshot }: Waypoint, origin: Waypoint): number {
  const then = origin.snapshot.indices.VVIX;
  const now = snapshot.indices.VVIX;
  return then === undefined || now === undefined ? 1 : now / then;
}

/** The VIX family at a tenor as a multiple of today's, from the indices that both snapshots have. */
function familyFactor(one: Waypoint, origin: Waypoint, daysLeft: number): number {
  if (one === origin) return 1;
  const common = (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    indices: {
      VIX: snapshot.indices.VIX,
      ...Object.fromEntries(
        INDEX_SYMBOLS.flatMap((symbol) => {
          const both =
            one.snapshot.indices[symbol] !== undefined &&
            origin.snapshot.indices[symbol] !== undefined;
          return both ? [[symbol, snapshot.indices[symbol] as number]] : [];
        }),
      ),
    },
  });
  return (
    vixFamilyVol(daysLeft, common(one.snapshot)).vol /
    vixFamilyVol(daysLeft, common(origin.snapshot)).vol
  );
}

function etpPrice({ snapshot }: Waypoint, symbol: string): number {
  const quote = snapshot.etps.find((etp) => etp.symbol === symbol);
  if (quote !== undefined) return quote.priceUsd;
  throw new Refusal(
    `the snapshot of ${formatMoment(snapshot.time)} has no price of ${symbol}, which is held`,
    `add an etp row for ${symbol}`,
    { key: '--then' },
  );
}
