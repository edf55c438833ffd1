import type { InngestFunction } from 'inngest';
import { activitySeal, activityVerify } from './functions/activity-chain.ts';
import { alertTell } from './functions/alert-tell.ts';
import { analyticsRollUp, analyticsSchedule } from './functions/analytics-rollup.ts';
import { careTerms, careTermsSchedule } from './functions/care-terms.ts';
import { changeTell, citationsLook, citationsSchedule } from './functions/citations-look.ts';
import { checksRun } from './functions/checks-run.ts';
import { developmentReindex } from './functions/development-reindex.ts';
import { handoverPapers, handoverPapersSchedule } from './functions/handover-papers.ts';
import { documentIngest } from './functions/document-ingest.ts';
import { documentIngestEnd } from './functions/document-ingest-end.ts';
import { filesSweep } from './functions/files-sweep.ts';
import { documentRecognise } from './functions/document-recognise.ts';
import { documentRecogniseEnd } from './functions/document-recognise-end.ts';
import { documentStop } from './functions/document-stop.ts';
import { houseGeocode } from './functions/house-geocode.ts';
import { housesImport } from './functions/houses-import.ts';
import { jobsSweep } from './functions/jobs-sweep.ts';
import { logbookMake } from './functions/logbook-make.ts';
import { mailSend } from './functions/mail-send.ts';
import { noticeMail, noticeSchedule } from './functions/notice-mail.ts';
import { ownerErasedFiles } from './functions/owner-erased.ts';
import { notesEnd } from './functions/notes-end.ts';
import { pointsOfInterestAge, pointsOfInterestRefresh } from './functions/points-of-interest-refresh.ts';
import { retentionApply } from './functions/retention-apply.ts';
import { searchModelFollow } from './functions/search-model-follow.ts';
import { signInLinkIssue } from './functions/sign-in-link-issue.ts';

/** Every function of the application, for the local engine and for an Inngest server alike. */
export const functions: InngestFunction.Any[] = [
  documentIngest(),
  documentIngestEnd,
  documentRecognise(),
  documentRecogniseEnd,
  documentStop,
  developmentReindex(),
  houseGeocode(),
  pointsOfInterestRefresh(),
  pointsOfInterestAge,
  analyticsRollUp,
  analyticsSchedule,
  signInLinkIssue,
  mailSend(),
  alertTell(),
  noticeMail,
  noticeSchedule,
  logbookMake(),
  ownerErasedFiles(),
  careTerms,
  careTermsSchedule,
  housesImport,
  checksRun(),
  citationsLook,
  citationsSchedule,
  changeTell,
  handoverPapers(),
  handoverPapersSchedule,
  jobsSweep,
  activitySeal,
  activityVerify,
  searchModelFollow,
  filesSweep,
  retentionApply,
  notesEnd,
];
