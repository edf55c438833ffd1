/** Characters of what an owner, or the builder, writes about a defect. */
export const MAX_WORDS = 4_000;
