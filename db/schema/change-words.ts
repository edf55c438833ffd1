export const CHANGE_CAUSES = ['reads', 'gone', 'audience', 'deleted'] as const;
/**
 * Why what an answer cited holds no more: the document reads differently now, does not say it any more, is for other
 * house types, or was deleted.
 */
export type ChangeCause = (typeof CHANGE_CAUSES)[number];

export const CHANGE_STATES = ['open', 'told', 'dismissed'] as const;
/** What staff have decided: nothing yet, to tell the owners concerned, or that nobody needs to be told. */
export type ChangeState = (typeof CHANGE_STATES)[number];
