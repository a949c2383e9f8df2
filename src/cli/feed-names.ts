/** Indices whose histories are fetched. */
export const INDEX_FEEDS = ['VIX', 'VIX9D', 'VIX3M', 'VIX6M', 'VVIX', 'SPX'] as const;
export const FEED_NAMES = [...INDEX_FEEDS, 'VX'] as const;
export type FeedName = (typeof FEED_NAMES)[number];
