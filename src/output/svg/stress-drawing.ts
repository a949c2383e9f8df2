import { scaleLinear } from 'd3-scale';
import type { StressBar } from '../../report/result.js';
import type { DrawSvg } from '../document.js';
import { money } from '../format.js';
import { markup } from '../markup.js';
import type { Markup, Piece } from '../markup.js';
import { LINE, WIDTH, label, n, picture, quietLabel, rule, spread, widthOf } from './parts.js';
import { shortMoney } from './short-money.js';

const LEFT = 8;
const RIGHT = WIDTH - 8;
const THICKNESS = 7;
/** A line with the name, the three bars, and room before the next. */
const GROUP = LINE + 3 * THICKNESS + 11;

const LOOKS = ['condor', 'hedge', 'net'] as const;
type Look = (typeof LOOKS)[number];

/** Past crashes on today's book: condors, hedge and net of each, losses to the left of zero. */
export function stressDrawing(bars: readonly StressBar[]): DrawSvg {
  const ends = bars.flatMap(({ condorUsd, hedgeUsd, netUsd }) => [condorUsd, hedgeUsd, netUsd]);
  const x = scaleLinear()
    .domain([Math.min(0, ...ends), Math.max(1, ...ends)])
    .nice(4)
    .range([LEFT, RIGHT]);
  const top = LINE + 10;
  const bottom = top + bars.length * GROUP + 2;
  const ticks = readable(x.ticks(4), x);
  const middles = spread(
    ticks.map((tick) => ({ at: x(tick), width: widthOf(shortMoney(tick)) })),
    0,
    WIDTH,
  );
  const head = {
    height: bottom + 22,
    title: 'Past crashes on this book',
    description: bars.map(inWords).join(' '),
  };
  return (id) => {
    const hatch = `${id}-hatch`;
    return picture({ id, ...head }, [
      hatching(hatch),
      legendOf(hatch),
      ticks.map((tick, i) => [
        rule([x(tick), top], [x(tick), bottom], tick === 0 ? 'axis' : 'grid'),
        quietLabel(middles[i] ?? 0, bottom + 16, shortMoney(tick), 'middle'),
      ]),
      bars.map((bar, i) => group(bar, top + i * GROUP, x, hatch)),
    ]);
  };
}

function group(bar: StressBar, y: number, x: (usd: number) => number, hatch: string): Piece {
  const net = `net ${money(bar.netUsd)}`;
  return [
    label(LEFT, y + 13, shortened(bar.id, RIGHT - LEFT - widthOf(net) - 8)),
    label(RIGHT, y + 13, net, 'end'),
    LOOKS.map((look, i) => {
      const end = x(bar[`${look}Usd`]);
      const left = Math.min(x(0), end);
      return strip(look, left, y + LINE + 2 + i * THICKNESS, Math.abs(end - x(0)), hatch);
    }),
  ];
}

/** In ascending order, those whose labels do not touch; zero is always among them. */
function readable(ticks: readonly number[], x: (usd: number) => number): number[] {
  const kept: number[] = [];
  const apart = (a: number, b: number): boolean =>
    Math.abs(x(a) - x(b)) >= (widthOf(shortMoney(a)) + widthOf(shortMoney(b))) / 2 + 6;
  for (const tick of [...ticks].sort((a, b) => Math.abs(a) - Math.abs(b))) {
    if (kept.every((other) => apart(tick, other))) kept.push(tick);
  }
  return kept.sort((a, b) => a - b);
}

function inWords({ id, name, condorUsd, hedgeUsd, netUsd }: StressBar): string {
  return `${id}, ${name}: condors ${money(condorUsd)}, hedge ${money(hedgeUsd)}, net ${money(netUsd)}.`;
}

/** A name that would run into the figure behind it ends in three dots; the table has it whole. */
function shortened(text: string, room: number): string {
  if (widthOf(text) <= room) return text;
  const letters = [...text];
  while (letters.length > 1 && widthOf(`${letters.join('')}...`) > room) letters.pop();
  return `${letters.join('')}...`;
}

/** Told apart by filling: outline, hatching, full. */
function strip(look: Look, at: number, y: number, width: number, hatch: string): Markup {
  const box = markup`x="${n(at)}" y="${n(y)}" width="${n(Math.max(0.5, width))}" height="${THICKNESS - 1}"`;
  switch (look) {
    case 'condor':
      return markup`<rect ${box} fill="none" stroke="#1b2026" class="other"/>\n`;
    case 'hedge':
      return markup`<rect ${box} fill="url(#${hatch})" stroke="#0b5cad" class="main"/>\n`;
    case 'net':
      return markup`<rect ${box} fill="#1b2026" class="fill-other"/>\n`;
  }
}

function hatching(id: string): Markup {
  return markup`<pattern id="${id}" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="4" stroke="#0b5cad" stroke-width="2.4" class="main"/></pattern>\n`;
}

function legendOf(hatch: string): Piece {
  const entries = [
    ['condor', 'condors', 0],
    ['hedge', 'hedge', 118],
    ['net', 'net', 220],
  ] as const;
  return entries.map(([look, text, at]) => [
    strip(look, LEFT + at, 5, 26, hatch),
    label(LEFT + at + 33, 13, text),
  ]);
}
