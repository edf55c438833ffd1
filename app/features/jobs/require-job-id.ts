import { z } from 'zod';
import { AppError } from '#app/platform/errors.ts';

/** `jobId` as an address or a form names it, when it has the shape of one; AppError 404 otherwise. */
export function requireJobId(jobId: string | undefined): string {
  const parsed = z.uuid().safeParse(jobId);
  if (!parsed.success) throw noSuchJob();
  return parsed.data;
}

export const noSuchJob = () =>
  new AppError('not-found', 'There is no such job. It may have been removed with old history.');
