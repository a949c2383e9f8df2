import { Chalk } from 'chalk';

import type { RenderOptions } from './options.js';
import type { Tone } from './prose.js';
import { safeText, toAscii } from './safe-text.js';

/** The marks a form is drawn with. */
export interface Glyphs {
  readonly rule: string;
  readonly bullet: string;
  /** For asciichart: start, axis, two ends, level, then the bends and the upright. */
  readonly chart: readonly string[];
  /** The zero line, repeated. */
  readonly zero: string;
  readonly node: string;
  readonly tick: string;
  readonly axis: string;
  readonly corner: string;
  readonly here: string;
  /** A bar's length, repeated. */
  readonly bar: string;
}

const UNICODE: Glyphs = {
  rule: '─',
  bullet: '·',
  chart: ['┼', '┤', '╶', '╴', '─', '╰', '╭', '╮', '╯', '│'],
  zero: '┈',
  node: '●',
  tick: '┴',
  axis: '─',
  corner: '└',
  here: '▲',
  bar: '█',
};

const ASCII: Glyphs = {
  rule: '-',
  bullet: '-',
  chart: ['+', '|', '-', '-', '-', "'", '.', '.', "'", '|'],
  zero: '- ',
  node: 'o',
  tick: '+',
  axis: '-',
  corner: '+',
  here: '^',
  bar: '#',
};

/** Width, characters and colours of one output: the only way text reaches the terminal form. */
export interface Typesetter {
  readonly width: number;
  readonly glyphs: Glyphs;
  /** Safe text in the output's character set, not coloured yet. */
  readonly text: (raw: string) => string;
  /** Colour by meaning. Takes text that is set already; never changes its width. */
  readonly paint: (text: string, tone: Tone | undefined) => string;
}

const FALLBACK_WIDTH = 80;

/** A setter for these options. Lines are at least 30 columns: below that nothing is readable. */
export function typesetter(
  options: Pick<RenderOptions, 'width' | 'color' | 'unicode'>,
): Typesetter {
  const chalk = new Chalk({ level: options.color ? 1 : 0 });
  const paints: Readonly<Record<Tone, (text: string) => string>> = {
    plain: (text) => text,
    strong: chalk.bold,
    cost: chalk.red,
    protection: chalk.green,
    warning: chalk.yellow,
    dim: chalk.dim,
  };
  return {
    width: Number.isNaN(options.width) ? FALLBACK_WIDTH : Math.max(30, Math.floor(options.width)),
    glyphs: options.unicode ? UNICODE : ASCII,
    text: (raw) => (options.unicode ? safeText(raw) : toAscii(safeText(raw))),
    paint: (text, tone) => (text === '' || tone === undefined ? text : paints[tone](text)),
  };
}

/** The same setter for a narrower place. */
export function narrowed(setter: Typesetter, width: number): Typesetter {
  return { ...setter, width: Math.max(1, width) };
}
