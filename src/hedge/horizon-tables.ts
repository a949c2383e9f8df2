import type { IsoDate } from '../market/date.js';
import type { EpochMs } from '../market/time.js';
import { horizonPath } from '../scenario/horizon-path.js';
import type { HedgeMarket, LayerPart } from './hedge-market.js';
import { HorizonTable, gridAround } from './horizon-table.js';

/**
 * Tables by horizon and VIX response, each computed once: sizing thousands of books on one
 * snapshot revalues the hedge once, not thousands of times.
 */
export class HorizonTables {
  /** By horizon, then by residuals, of one SPX level: a snapshot has but one. */
  private readonly tables = new Map<EpochMs, Map<number, HorizonTable>>();
  private tablesSpx: number | undefined;
  /** The horizon last asked for: a book asks for one several times. */
  private lastMoment: EpochMs | undefined;
  private last = new Map<number, HorizonTable>();
  private grid: Float64Array = new Float64Array(0);
  private readonly market: HedgeMarket;
  private readonly parts: readonly LayerPart[];

  constructor(market: HedgeMarket, parts: readonly LayerPart[]) {
    this.market = market;
    this.parts = parts;
  }

  at(spx: number, date: IsoDate, moment: EpochMs, residuals: number): HorizonTable {
    if (spx !== this.tablesSpx) {
      this.tables.clear();
      this.lastMoment = undefined;
      this.grid = gridAround(spx);
      this.tablesSpx = spx;
    }
    if (moment !== this.lastMoment) {
      this.last = this.byResiduals(moment);
      this.lastMoment = moment;
    }
    let table = this.last.get(residuals);
    if (table === undefined) {
      const { curve, settings } = this.market;
      const path = horizonPath(settings.dynamics, curve, spx, date, residuals);
      table = new HorizonTable(this.market, this.parts, { path, moment }, this.grid);
      this.last.set(residuals, table);
    }
    return table;
  }

  private byResiduals(moment: EpochMs): Map<number, HorizonTable> {
    let found = this.tables.get(moment);
    if (found === undefined) {
      found = new Map<number, HorizonTable>();
      this.tables.set(moment, found);
    }
    return found;
  }
}
