/** Kinds of origin a default can have; each is said in words next to the default. */
const SOURCE_TAGS = {
  article: {
    short: 'the article',
    long: 'stated in the article that the method was drawn from',
  },
  choice: {
    short: 'our choice',
    long: 'a convention of alvh: reasoned, but not measured and not published',
  },
  vendor: {
    short: 'vendor',
    long: 'taken from marketing pages that show no evidence',
  },
  memory: {
    short: 'from memory, unconfirmed',
    long: 'believed to be published; no document at hand confirms it',
  },
  none: {
    short: 'no default',
    long: 'alvh does not invent this number: without it, what depends on it is left out',
  },
} as const;

export type SourceTag = keyof typeof SOURCE_TAGS;

/** Where a default comes from: the kind of origin and the section of docs/method.md. */
export interface Source {
  readonly tag: SourceTag;
  readonly section: string;
}

/** `method 6.4, our choice`, where `method` is docs/method.md. */
export function describeSource({ tag, section }: Source): string {
  return `method ${section}, ${SOURCE_TAGS[tag].short}`;
}

/** The tags in words, in the order in which they are explained to the user. */
export function explainTags(): { readonly short: string; readonly long: string }[] {
  return Object.values(SOURCE_TAGS);
}
