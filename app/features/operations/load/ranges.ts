/** How far back the load is shown: an hour by minute, a day and a week by hour. */
export const LOAD_RANGES = ['hour', 'day', 'week'] as const;
export type LoadRange = (typeof LOAD_RANGES)[number];

const COLUMNS = ['requests', 'errors', 'p50', 'p95', 'p99', 'route'] as const;

/** How routes are sorted: by a column, or the other way round. */
export const ROUTE_SORTS = COLUMNS.flatMap((column) => [`-${column}`, column] as const);
