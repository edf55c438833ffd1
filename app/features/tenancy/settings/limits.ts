/** The longest statement of after-sales care, in characters: a page. */
export const MAX_AFTER_SALES = 4000;
