import { markup } from '../markup.js';
import type { Markup, Piece } from '../markup.js';

/**
 * Width of every drawing in its own units. A phone of 360 px shows it a tenth smaller, so that its
 * text of 12.5 stays above 11 px.
 */
export const WIDTH = 360;

/** Room that a character takes at most, on average, in the widest of the usual sans-serif fonts. */
const CHARACTER = 8.2;

/** From one line of text to the next. */
export const LINE = 17;

/** At most the width of a text, in units of the drawing. */
export function widthOf(text: string): number {
  return [...text].length * CHARACTER;
}

export interface Picture {
  readonly id: string;
  readonly height: number;
  readonly title: string;
  /** What it shows, in words and numbers. */
  readonly description: string;
}

/** The drawing, named and described for those who cannot see it. */
export function picture({ id, height, title, description }: Picture, content: Piece): Markup {
  return markup`<svg role="img" aria-labelledby="${id}-title ${id}-desc" viewBox="0 0 ${WIDTH} ${n(height)}" width="${WIDTH}" height="${n(height)}" xmlns="http://www.w3.org/2000/svg">
<title id="${id}-title">${title}</title>
<desc id="${id}-desc">${description}</desc>
${content}</svg>`;
}

/** A coordinate with no more digits than the eye sees. */
export function n(value: number): number {
  return Math.round(value * 100) / 100;
}

export type Anchor = 'start' | 'middle' | 'end';

export function label(x: number, y: number, text: string, anchor: Anchor = 'start'): Markup {
  return markup`<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}" font-size="12.5">${text}</text>\n`;
}

/** The same, less prominent. */
export function quietLabel(x: number, y: number, text: string, anchor: Anchor = 'start'): Markup {
  return markup`<text x="${n(x)}" y="${n(y)}" text-anchor="${anchor}" font-size="12.5" fill="#57606a" class="quiet">${text}</text>\n`;
}

export type Point = readonly [x: number, y: number];

export function rule(from: Point, to: Point, kind: 'grid' | 'axis', dash?: string): Markup {
  const color = kind === 'grid' ? '#e6eaee' : '#57606a';
  const dashes = dash === undefined ? undefined : markup` stroke-dasharray="${dash}"`;
  return markup`<line x1="${n(from[0])}" y1="${n(from[1])}" x2="${n(to[0])}" y2="${n(to[1])}" stroke="${color}"${dashes} class="${kind}"/>\n`;
}

/** How one line of several looks: told apart by dash and marker, not by colour alone. */
export interface LineLook {
  readonly name: 'main' | 'other' | 'far';
  readonly color: string;
  readonly width: number;
  readonly dash?: string;
  readonly marker?: 'circle' | 'square' | 'triangle';
}

export const MAIN: LineLook = { name: 'main', color: '#0b5cad', width: 2.2, marker: 'circle' };
export const OTHER: LineLook = {
  name: 'other',
  color: '#1b2026',
  width: 1.4,
  dash: '6 3',
  marker: 'square',
};
export const FAR: LineLook = {
  name: 'far',
  color: '#57606a',
  width: 1.4,
  dash: '1.5 3',
  marker: 'triangle',
};

export function stroke(path: string | null, { name, color, width, dash }: LineLook): Markup {
  const dashes = dash === undefined ? undefined : markup` stroke-dasharray="${dash}"`;
  return markup`<path d="${path ?? ''}" fill="none" stroke="${color}" stroke-width="${width}"${dashes} stroke-linejoin="round" class="${name}"/>\n`;
}

/** The marker of a look at a point; nothing for a look without one. */
export function marker(x: number, y: number, { name, color, marker: kind }: LineLook): Piece {
  if (kind === undefined) return undefined;
  const paint = markup`fill="${color}" class="fill-${name}"`;
  switch (kind) {
    case 'circle':
      return markup`<circle cx="${n(x)}" cy="${n(y)}" r="3" ${paint}/>\n`;
    case 'square':
      return markup`<rect x="${n(x - 2.5)}" y="${n(y - 2.5)}" width="5" height="5" ${paint}/>\n`;
    case 'triangle':
      return markup`<path d="M${n(x)} ${n(y - 3.4)}l3.4 5.8h-6.8z" ${paint}/>\n`;
  }
}

/** What each line is, one below another, a sample before its name. */
export function legend(
  lines: readonly { readonly look: LineLook; readonly text: string }[],
  top: number,
): Piece {
  return lines.map(({ look, text }, i) => {
    const y = top + i * LINE;
    return [stroke(`M2 ${n(y - 4)}H34`, look), marker(18, y - 4, look), label(42, y, text)];
  });
}

/**
 * Middles of labels on one line so that none touches its neighbour nor an end, each as near to its
 * place as that allows. The places ascend. Where there is no room for all, they leave the line.
 */
export function spread(
  wanted: readonly { readonly at: number; readonly width: number }[],
  from: number,
  to: number,
): number[] {
  const middles: number[] = [];
  let free = from;
  for (const { at, width } of wanted) {
    const middle = Math.max(at, free + width / 2);
    middles.push(middle);
    free = middle + width / 2 + GAP;
  }
  let end = to;
  for (let i = middles.length - 1; i >= 0; i -= 1) {
    const width = wanted[i]?.width ?? 0;
    middles[i] = Math.min(middles[i] ?? 0, end - width / 2);
    end = (middles[i] ?? 0) - width / 2 - GAP;
  }
  return middles;
}

/** Between two labels on one line. */
const GAP = 5;
