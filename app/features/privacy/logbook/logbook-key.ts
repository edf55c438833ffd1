/** Where a logbook lies in storage: under a name that no document's file has. */
export const logbookKey = (tenantId: string, id: string): string => `${tenantId}/logbooks/${id}.zip`;
