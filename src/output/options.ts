export const OUTPUT_FORMATS = ['table', 'json', 'csv', 'markdown'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

/** All that a renderer may know besides the result: it reads no environment of its own. */
export interface RenderOptions {
  readonly format: OutputFormat;
  /** Columns of the terminal; no line of a table is longer. */
  readonly width: number;
  readonly color: boolean;
  /** False in a locale without UTF-8: the table form is then plain ASCII. */
  readonly unicode: boolean;
  /** Factors, sources and derivations of every figure. */
  readonly explain: boolean;
  /** Where the settings were read, for the header: a file, or `built-in defaults`. */
  readonly settingsFrom?: string;
  /** Leaves out the notes on settings that were not given; warnings stay. */
  readonly quiet?: boolean;
}
