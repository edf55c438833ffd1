import type { TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { storage } from '#app/platform/storage.ts';

/**
 * A version's file as a local one, until it is released. Throws AppError: `gone` when it is not in storage,
 * `unavailable` when storage cannot be reached.
 */
export async function openStoredFile(
  { tenantId }: TenantScope,
  storageKey: string,
): Promise<{ path: string; release(): Promise<void> }> {
  try {
    return await (await storage()).localCopy(tenantId, storageKey);
  } catch (cause) {
    const missing =
      cause instanceof Error &&
      (('code' in cause && cause.code === 'ENOENT') || cause.name === 'NoSuchKey' || cause.name === 'NotFound');
    if (missing)
      throw new AppError('gone', 'The file of this document is not in storage any more. Upload it again.', { cause });
    throw new AppError('unavailable', 'The storage of documents could not be reached.', { cause });
  }
}
