import type { InngestFunction } from 'inngest';
import { developmentReindex } from './functions/development-reindex.ts';
import { documentIngest } from './functions/document-ingest.ts';
import { jobsSweep } from './functions/jobs-sweep.ts';
import { retentionApply } from './functions/retention-apply.ts';

/** Every function of the application, for the local engine and for an Inngest server alike. */
export const functions: InngestFunction.Any[] = [documentIngest(), developmentReindex(), jobsSweep, retentionApply];
