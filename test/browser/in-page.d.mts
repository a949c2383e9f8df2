export interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Drawing {
  readonly frame: Box;
  readonly texts: readonly (Box & { readonly fontSize: number })[];
}

export interface Violation {
  readonly rule: string;
  readonly where: readonly string[];
}

/** Every drawing of the page with its texts, in CSS pixels as they stand on the screen. */
export function drawings(): Drawing[];
/** By how much the page is wider than the screen; 0 where nothing scrolls sideways. */
export function sidewaysScroll(): number;
/** Tables that reach beyond the page: on paper they would be cut. */
export function cutTables(): string[];
/** Tables, lists of facts and drawings that lie over one another. */
export function piledUp(): string[];
/** The colour behind the page. */
export function ground(): string;
/** Every rule of axe-core that the page breaks; the script must be in the page. */
export function axeViolations(): Promise<Violation[]>;
