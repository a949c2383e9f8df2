import { daysBetween, isoDate } from '../market/date.js';
import type { IsoDate } from '../market/date.js';
import { SHOCK_TENORS } from './shock.js';
import type { MarketShock } from './shock.js';

/** A level before and after. */
export type BeforeAfter = readonly [before: number, after: number];

/** A move that happened, or that the user made up: a shock with the levels it was taken from. */
export interface Episode extends MarketShock {
  readonly name: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
  readonly vix?: BeforeAfter;
  /** Where the figures come from. */
  readonly source: string;
}

interface EpisodeFigures {
  readonly id: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly spx: BeforeAfter;
  readonly vix: BeforeAfter;
  readonly vvix: BeforeAfter;
  /** VX futures of constant maturities of 30, 60, .. 180 days. */
  readonly curve: readonly BeforeAfter[];
}

const SOURCE =
  'closes of SPX, VIX and VVIX and settlements of VX futures on both dates, constant maturities linear in days (method 5)';

/** The longest of the bank takes 282 days; a longer one of the user's is a mistyped date. */
export const MAX_EPISODE_DAYS = 750;

/** The three that every stress report shows, whatever else is asked for (METHOD 15.15). */
export const ALWAYS_SHOWN = ['feb-2018', 'covid-2020-peakvol', 'grind-2022'] as const;

/** The bank of METHOD 5, oldest first: what the market did in the days a hedge is bought for. */
export const EPISODES: readonly Episode[] = [
  episode({
    id: 'gfc-2008',
    name: 'Financial crisis, to the trough of 2008',
    from: '2008-08-28',
    to: '2008-11-20',
    spx: [1300.68, 752.44],
    vix: [19.43, 80.86],
    vvix: [68.05, 106.71],
    curve: [
      [21.57, 65.68],
      [22.72, 60.14],
      [22.84, 54.67],
      [22.72, 50.33],
      [23.07, 46.74],
      [23.2, 44.64],
    ],
  }),
  episode({
    id: 'gfc-2008-oct10',
    name: 'Lehman to 10 October 2008',
    from: '2008-09-12',
    to: '2008-10-10',
    spx: [1251.7, 899.22],
    vix: [25.66, 69.95],
    vvix: [70.26, 116],
    curve: [
      [24.6, 44.88],
      [24.46, 35.08],
      [24.07, 32.93],
      [24.24, 31.77],
      [24.4, 29.96],
      [24.38, 29.01],
    ],
  }),
  episode({
    id: 'aug-2011',
    name: 'US downgrade, August 2011',
    from: '2011-07-22',
    to: '2011-08-08',
    spx: [1345.02, 1119.46],
    vix: [17.52, 48],
    vvix: [82.45, 134.63],
    curve: [
      [18.44, 32.74],
      [19.85, 29.57],
      [21.06, 28.17],
      [21.42, 26.74],
      [21.64, 26.75],
      [22.95, 27.47],
    ],
  }),
  episode({
    id: 'aug-2011-1d',
    name: '8 August 2011, one day',
    from: '2011-08-05',
    to: '2011-08-08',
    spx: [1199.38, 1119.46],
    vix: [32, 48],
    vvix: [118.61, 134.63],
    curve: [
      [27.63, 32.74],
      [25.99, 29.57],
      [25.43, 28.17],
      [24.71, 26.74],
      [24.85, 26.75],
      [25.77, 27.47],
    ],
  }),
  episode({
    id: 'aug-2015',
    name: 'China devaluation, August 2015',
    from: '2015-08-17',
    to: '2015-08-24',
    spx: [2102.44, 1893.21],
    vix: [13.02, 40.74],
    vvix: [87.35, 168.75],
    curve: [
      [15.03, 24.6],
      [15.62, 22.41],
      [16.17, 21.15],
      [16.54, 20.69],
      [17.11, 20.65],
      [17.61, 20.59],
    ],
  }),
  episode({
    id: 'volmageddon-2018-1d',
    name: '5 February 2018, one day',
    from: '2018-02-02',
    to: '2018-02-05',
    spx: [2762.13, 2648.94],
    vix: [17.31, 37.32],
    vvix: [125.51, 177.34],
    curve: [
      [15.29, 30.08],
      [15.02, 26.12],
      [15.18, 22.3],
      [15.35, 20.05],
      [15.6, 19.4],
      [15.87, 19.91],
    ],
  }),
  episode({
    id: 'feb-2018',
    name: 'February 2018',
    from: '2018-01-26',
    to: '2018-02-08',
    spx: [2872.87, 2581],
    vix: [11.08, 33.46],
    vvix: [98.65, 180.61],
    curve: [
      [12.56, 23.68],
      [13.21, 20.85],
      [13.87, 20.01],
      [14.32, 19.36],
      [14.66, 19.07],
      [15.12, 18.88],
    ],
  }),
  episode({
    id: 'dec-2018',
    name: 'December 2018',
    from: '2018-12-03',
    to: '2018-12-24',
    spx: [2790.37, 2351.1],
    vix: [16.44, 36.07],
    vvix: [85.87, 111.88],
    curve: [
      [17.07, 25.26],
      [17.55, 23.02],
      [17.81, 22.05],
      [17.9, 21.37],
      [17.92, 21.12],
      [18.01, 21.13],
    ],
  }),
  episode({
    id: 'covid-2020-peakvol',
    name: 'Covid to the VIX peak, March 2020',
    from: '2020-02-19',
    to: '2020-03-16',
    spx: [3386.15, 2386.13],
    vix: [14.38, 82.69],
    vvix: [95.92, 207.59],
    curve: [
      [15.44, 59.15],
      [16.35, 46.91],
      [16.52, 39.58],
      [16.93, 35.88],
      [17.1, 32.77],
      [17.22, 31.06],
    ],
  }),
  episode({
    id: 'covid-2020-trough',
    name: 'Covid to the SPX trough, March 2020',
    from: '2020-02-19',
    to: '2020-03-23',
    spx: [3386.15, 2237.4],
    vix: [14.38, 61.59],
    vvix: [95.92, 167.93],
    curve: [
      [15.44, 48.62],
      [16.35, 44.97],
      [16.52, 39.68],
      [16.93, 34.64],
      [17.1, 30.62],
      [17.22, 28.66],
    ],
  }),
  episode({
    id: 'grind-2022',
    name: 'The grind of 2022',
    from: '2022-01-03',
    to: '2022-10-12',
    spx: [4796.56, 3577.03],
    vix: [16.6, 33.57],
    vvix: [108.45, 109.19],
    curve: [
      [20.13, 31.85],
      [22.41, 31.15],
      [23.76, 31.39],
      [24.62, 31.28],
      [25.12, 31.1],
      [25.55, 31.04],
    ],
  }),
  episode({
    id: 'jun-2022',
    name: 'June 2022',
    from: '2022-06-09',
    to: '2022-06-13',
    spx: [4017.82, 3749.63],
    vix: [26.09, 34.02],
    vvix: [98.82, 113.72],
    curve: [
      [27.16, 33.01],
      [27.75, 32.25],
      [28.18, 31.91],
      [28.61, 31.66],
      [28.74, 31.31],
      [28.49, 30.74],
    ],
  }),
  episode({
    id: 'aug-2024-2d',
    name: 'August 2024, two days',
    from: '2024-08-01',
    to: '2024-08-05',
    spx: [5446.68, 5186.33],
    vix: [18.59, 38.57],
    vvix: [111.18, 173.32],
    curve: [
      [17.6, 31.24],
      [18.51, 28.63],
      [19, 25.05],
      [18.3, 22.64],
      [18.22, 22.61],
      [18.67, 23.1],
    ],
  }),
  episode({
    id: 'aug-2024-1d',
    name: '5 August 2024, one day',
    from: '2024-08-02',
    to: '2024-08-05',
    spx: [5346.56, 5186.33],
    vix: [23.39, 38.57],
    vvix: [136.81, 173.32],
    curve: [
      [21.9, 31.24],
      [22.1, 28.63],
      [21.44, 25.05],
      [20.13, 22.64],
      [19.81, 22.61],
      [20.09, 23.1],
    ],
  }),
  episode({
    id: 'apr-2025',
    name: 'Tariffs, April 2025',
    from: '2025-04-02',
    to: '2025-04-08',
    spx: [5670.97, 4982.77],
    vix: [21.51, 52.33],
    vvix: [118.37, 170.92],
    curve: [
      [20.1, 34.31],
      [20.01, 29.29],
      [20.09, 26.73],
      [20.23, 25.27],
      [20.31, 24.26],
      [20.44, 23.72],
    ],
  }),
  episode({
    id: 'feb-apr-2025',
    name: 'February to April 2025',
    from: '2025-02-19',
    to: '2025-04-08',
    spx: [6144.15, 4982.77],
    vix: [15.27, 52.33],
    vvix: [95.55, 170.92],
    curve: [
      [17, 34.31],
      [17.89, 29.29],
      [18.29, 26.73],
      [18.64, 25.27],
      [19.06, 24.26],
      [19.18, 23.72],
    ],
  }),
];

function episode({ id, name, from, to, spx, vix, vvix, curve }: EpisodeFigures): Episode {
  const [start, end] = [isoDate(from), isoDate(to)];
  return {
    id,
    name,
    from: start,
    to: end,
    days: daysBetween(start, end),
    spxReturn: spx[1] / spx[0] - 1,
    vix,
    vixLogChange: logChange(vix),
    curveLogChanges: SHOCK_TENORS.map((_, i) => logChange(curve[i] as BeforeAfter)),
    vvixLogChange: logChange(vvix),
    source: SOURCE,
  };
}

export function logChange([before, after]: BeforeAfter): number {
  return Math.log(after / before);
}
