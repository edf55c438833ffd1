import { openPromise } from 'yauzl';

/** A Word document has a few dozen, and one more for each picture. Each costs the web process 0.1 ms. */
const MAX_ENTRIES = 2_000;

/**
 * Whether a zip archive holds a Word document (its main part may be numbered), from its directory alone: nothing is
 * inflated, so that it is safe in the web process. Null when the file is no (whole) zip archive.
 */
export async function isWordArchive(path: string): Promise<boolean | null> {
  const wanted = [/^\[Content_Types\]\.xml$/, /^word\/document\d*\.xml$/];
  try {
    const archive = await openPromise(path);
    let read = 0;
    for await (const { fileName } of archive.eachEntry()) {
      const found = wanted.findIndex((pattern) => pattern.test(fileName));
      if (found >= 0) wanted.splice(found, 1);
      if (wanted.length === 0) return true;
      if (++read >= MAX_ENTRIES) return false;
    }
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw error;
    return null;
  }
}
