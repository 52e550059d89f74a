/**
 * Lines of support: the first answers everything at first, the second and the third know more of less. A team is of one line.
 * Plain values, which the console reads too. (Nothing to do with how much a customer matters to the shop.)
 */
export const SUPPORT_TIERS = [1, 2, 3] as const;
export type SupportTier = (typeof SUPPORT_TIERS)[number];
/** Of a team of which nobody said another one. */
export const FIRST_SUPPORT_TIER: SupportTier = 1;
