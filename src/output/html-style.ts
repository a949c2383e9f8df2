import { markup } from './markup.js';
import type { Markup } from './markup.js';

/**
 * The look of every page. Contrast is at least 4.5 to 1 in both schemes. Colours of charts are said
 * in the drawings too, for programs that drop this sheet.
 */
export const PAGE_STYLE: Markup = markup`<style>
:root {
  color-scheme: light dark;
  --ground: #ffffff; --ink: #1b2026; --quiet: #57606a; --rule: #cfd6dd;
  --faint: #e6eaee; --strong: #0b5cad; --cost: #b3261e; --protection: #1a6b32; --warning: #8a4b00;
  --alarm-ground: #fdf1e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181c; --ink: #e4e8ec; --quiet: #a4aeb8; --rule: #3a424a;
    --faint: #262c32; --strong: #8abcf2; --cost: #ff9d92; --protection: #7fd69a;
    --warning: #f2ba6b; --alarm-ground: #2c2317;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--ink);
  font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif;
  font-variant-numeric: tabular-nums;
}
header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.1rem; }
footer { margin-top: 2rem; padding-bottom: 2rem; color: var(--quiet); font-size: 0.87rem; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 0.5rem; }
h2 {
  font-size: 1.05rem; margin: 1.9rem 0 0.6rem; padding-bottom: 0.2rem;
  border-bottom: 1px solid var(--rule);
}
h1, h2, p, li, dd, dt, figcaption, caption, .running { overflow-wrap: anywhere; }
p, ul { margin: 0.5rem 0; max-width: 60rem; }
ul { padding-left: 1.2rem; }
a { color: var(--strong); }
nav ul {
  display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; max-width: none; padding: 0; margin: 0.4rem 0 0;
  list-style: none; font-size: 0.87rem;
}
nav { margin-top: 1rem; }
nav a { display: inline-block; padding: 0.25rem 0; }
.skip {
  position: absolute; left: 0.5rem; top: -4rem; padding: 0.4rem 0.8rem; background: var(--ground);
}
.skip:focus { top: 0.5rem; z-index: 1; }
:focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; }
.cost { color: var(--cost); }
.protection { color: var(--protection); }
.warning { color: var(--warning); }
.dim { color: var(--quiet); }
.alarms { list-style: none; padding: 0; max-width: none; }
.alarms li {
  margin: 0.35rem 0; padding: 0.4rem 0.8rem; background: var(--alarm-ground);
  border-left: 4px solid var(--warning);
}
.alarms strong { color: var(--warning); }
dl { margin: 0.5rem 0; }
dl > div { display: grid; grid-template-columns: 9.5rem 1fr; gap: 0 0.8rem; padding: 0.08rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; min-width: 0; max-width: 60rem; }
.scroll {
  position: relative; max-width: 100%; overflow-x: auto; margin: 0.6rem 0;
  /* A shade at an edge behind which there is more. */
  background:
    linear-gradient(to right, var(--ground) 35%, transparent) left / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--ground) 35%, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(to right, var(--rule), transparent) left / 0.6rem 100% no-repeat scroll,
    linear-gradient(to left, var(--rule), transparent) right / 0.6rem 100% no-repeat scroll;
}
table { border-collapse: collapse; font-size: 0.87rem; line-height: 1.35; }
caption { text-align: left; color: var(--quiet); padding: 0 0 0.3rem; }
caption span { display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2rem); }
.unseen {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap;
}
th, td {
  padding: 0.22rem 0.6em; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--faint);
}
th:first-child { padding-left: 0; }
thead th {
  font-weight: 600; vertical-align: bottom; border-bottom: 1px solid var(--rule);
  color: var(--quiet);
}
tbody th { font-weight: 600; }
.total th, .total td { border-top: 1px solid var(--rule); border-bottom: 0; font-weight: 600; }
.part { white-space: nowrap; }
.running { display: block; min-width: 11rem; }
.beside { display: flex; flex-wrap: wrap; gap: 0 2.5rem; align-items: flex-start; }
.beside > div { flex: 0 1 auto; min-width: 0; max-width: 100%; }
.charted > div { flex: 1 1 24rem; }
.charted > div:first-child { flex: 0 1 27rem; }
figure { margin: 0.6rem 0; width: 27rem; max-width: 100%; }
.drawn { width: auto; }
figcaption { color: var(--quiet); font-size: 0.87rem; }
pre { margin: 0; font: 0.8rem/1.2 ui-monospace, "Liberation Mono", monospace; }
svg { display: block; width: 100%; height: auto; }
svg text {
  font: 12.5px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif;
  fill: var(--ink);
}
svg .quiet { fill: var(--quiet); }
svg .grid { stroke: var(--faint); }
svg .axis { stroke: var(--quiet); }
svg .main { stroke: var(--strong); }
svg .other { stroke: var(--ink); }
svg .far { stroke: var(--quiet); }
svg .fill-main { fill: var(--strong); }
svg .fill-other { fill: var(--ink); }
svg .fill-far { fill: var(--quiet); }
@media (max-width: 34rem) {
  body { font-size: 14.5px; }
  dl > div { grid-template-columns: 6.4rem 1fr; padding: 0.15rem 0; }
  th, td { padding: 0.22rem 0.42em; }
  .running { min-width: 9rem; }
}
@page { margin: 12mm; }
@media print {
  html { font-size: 12px; }
  :root {
    color-scheme: light;
    --ground: #ffffff; --ink: #000000; --quiet: #444444; --rule: #999999;
    --faint: #dddddd; --strong: #0b4a8a; --cost: #8f1d16; --protection: #14532a; --warning: #6e3c00;
    --alarm-ground: #ffffff;
  }
  body { font-size: 8.5pt; }
  header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
  nav, .skip { display: none; }
  h2 { break-after: avoid; margin-top: 1.1rem; }
  .scroll { overflow: visible; background: none; }
  .beside { gap: 0 1.2rem; }
  .beside > div { min-width: min-content; }
  .charted { flex-wrap: nowrap; }
  .charted > div:first-child { flex: none; }
  .charted > div { flex: 0 1 auto; }
  dl > div { grid-template-columns: 7rem 1fr; }
  table { font-size: 7.6pt; max-width: 100%; }
  th, td { padding: 0.12rem 0.35em; }
  thead { display: table-header-group; }
  tr, figure, .alarms li, dl > div { break-inside: avoid; }
  figure { width: 80mm; }
  .running { min-width: 0; }
  svg, .alarms li { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
</style>`;
