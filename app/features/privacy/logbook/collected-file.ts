/** A file of the logbook, and where it lies in storage. */
export type CollectedFile = { name: string; storageKey: string };
