import { from } from './key.js';

/**
 * Profiles are sets of other defaults and nothing more: what is not named here is the same in
 * all, and a key the user gives beats the profile (METHOD 6.4, 6.9, 12.5).
 */
export const PROFILES = {
  steward: { 'hedge.ratio': 1, 'hedge.premiumBudget': 0.25, 'capital.leverageCap': 1.25 },
  promoter: { 'hedge.ratio': 1.3, 'hedge.premiumBudget': 0.4, 'capital.leverageCap': 1.5 },
} as const;

export const PROFILE_SOURCE = from('choice', '6.9');

export type Profile = keyof typeof PROFILES;
export const PROFILE_NAMES = Object.keys(PROFILES) as readonly Profile[];

/** The default that a profile gives a key; undefined where the profile leaves the key alone. */
export function profileValue(profile: Profile, key: string): number | undefined {
  return new Map<string, number>(Object.entries(PROFILES[profile])).get(key);
}

/** `steward 1, promoter 1.3` for a key that profiles change; undefined for any other. */
export function profileValues(key: string): string | undefined {
  const values = PROFILE_NAMES.flatMap((name) => {
    const value = profileValue(name, key);
    return value === undefined ? [] : [`${name} ${value}`];
  });
  return values.length === 0 ? undefined : values.join(', ');
}
