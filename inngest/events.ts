import { eventType } from 'inngest';
import { z } from 'zod';

/*
 * Every event of the application, typed. `job_id` is the row of job_status that watches the work; handlers are
 * idempotent, since delivery is at least once.
 */

const job = { job_id: z.uuid() };
const tenantJob = { ...job, tenant_id: z.uuid() };

/** A new version of a document is in storage and wants to be read (C1, C3). */
export const documentUploaded = eventType('document/uploaded', {
  schema: z.object({ ...tenantJob, document_id: z.uuid(), version_id: z.uuid() }),
});

/** Pages of a version are pictures of text and want to be recognised (C10). */
export const documentRecognitionRequested = eventType('document/recognition.requested', {
  schema: z.object({ ...tenantJob, document_id: z.uuid(), version_id: z.uuid() }),
});

/** A development's chunks want vectors of another model (C4). */
export const developmentReindexRequested = eventType('development/reindex.requested', {
  schema: z.object({ ...tenantJob, development_id: z.uuid(), model: z.string().min(1) }),
});

/** A house has no coordinates yet, or its address changed (C2). `force` looks again also where neither is so. */
export const houseGeocodeRequested = eventType('house/geocode.requested', {
  schema: z.object({ ...tenantJob, house_id: z.uuid(), force: z.boolean().optional() }),
});

/** A development's surroundings want to be looked up again (C2). */
export const pointsOfInterestRefreshRequested = eventType('points-of-interest/refresh.requested', {
  schema: z.object({ ...tenantJob, development_id: z.uuid() }),
});

/** A tenant's figures want to be counted where something changed since the last time (B3). */
export const analyticsRollUpRequested = eventType('analytics/rollup.requested', { schema: z.object(tenantJob) });

/**
 * Somebody asked for sign-in links by an address, known or not; `address` is sealed
 * (app/features/identity/sign-in-links/sealed-address.server.ts).
 */
export const signInLinkRequested = eventType('sign-in-link/requested', {
  schema: z.object({ ...job, address: z.string(), origin: z.string() }),
});

/** A development's answer checks want to be asked of the published documents (G11); `force`: not only new ones. */
export const checksRunRequested = eventType('checks/run.requested', {
  schema: z.object({ ...tenantJob, development_id: z.uuid(), force: z.boolean().optional() }),
});

/**
 * A mail wants to be sent. `id` names the row that it tells of; who gets it and what it says is looked up when it is
 * sent.
 */
export const mailRequested = eventType('mail/send', {
  schema: z.object({
    ...tenantJob,
    mail: z.enum([
      'sign-in-link',
      'builder-question',
      'builder-answer',
      'changed-answer',
      'notice',
      'defect-news',
      'invitation',
      'staff-invitation',
      'wrong-name',
    ]),
    id: z.uuid(),
    origin: z.string(),
  }),
});

/** The platform's team is to hear of an alert or of a silence, in one of the ways of the settings (D9). */
export const alertTellRequested = eventType('alert/tell.requested', {
  schema: z.object({
    ...job,
    what: z.enum(['fired', 'ended', 'acknowledged', 'silenced', 'unsilenced']),
    id: z.uuid(),
    way: z.enum(['mail', 'webhook']),
  }),
});

/** A notice has begun and wants to be mailed to the owners whom it is meant for (F7). */
export const noticePublished = eventType('notice/published', {
  schema: z.object({ ...tenantJob, id: z.uuid(), origin: z.string() }),
});

/** An owner wants their home's logbook as a file (F13). */
export const logbookRequested = eventType('logbook/requested', { schema: z.object({ ...tenantJob, id: z.uuid() }) });

/**
 * An owner was erased: what lies in files goes too. `person` is sealed, name and address (E10); `files` are the
 * keys of what is stored of them.
 */
export const ownerErased = eventType('owner/erased', {
  schema: z.object({ ...tenantJob, id: z.uuid(), person: z.string(), files: z.array(z.string()) }),
});

/** A development's documents want to be looked through for what they say of time (F12). */
export const careTermsRequested = eventType('care/terms.requested', {
  schema: z.object({ ...tenantJob, development_id: z.uuid() }),
});

/** A development's documents or houses have changed: its handover papers want to be looked for anew (G10). */
export const handoverPapersRequested = eventType('handover/papers.requested', {
  schema: z.object({ ...tenantJob, development_id: z.uuid() }),
});

/** Staff want what reads a version of a document, or recognises its scans, to end (G3). `id`: the version. */
export const documentStopRequested = eventType('document/stop.requested', {
  schema: z.object({ ...tenantJob, document_id: z.uuid(), id: z.uuid() }),
});

/** What answers have cited of a document is to be held against it as it is now (G12). */
export const citationsLookRequested = eventType('citations/look.requested', {
  schema: z.object({ ...tenantJob, document_id: z.uuid() }),
});

/** Staff have approved what owners are told of a changed passage (G12). */
export const changeTellRequested = eventType('change/tell.requested', {
  schema: z.object({ ...tenantJob, id: z.uuid(), origin: z.string() }),
});

/** A file of houses was checked and wants to be imported (G2). */
export const housesImportRequested = eventType('houses/import.requested', {
  schema: z.object({ ...tenantJob, id: z.uuid() }),
});

/**
 * A job was cancelled, or failed at its deadline: its run stops before its next step, and the slice that asked for the
 * work (`work` is the event that began it) ends what it had begun, with the reason.
 */
export const jobCancelled = eventType('job/cancelled', {
  schema: z.object({
    ...job,
    work: z.object({ name: z.string(), data: z.record(z.string(), z.unknown()) }),
    reason: z.string(),
  }),
});
