import { announce } from './announce.ts';
import { seedLongview } from './seed-longview.ts';
import { waitForDocuments } from './wait-for-documents.ts';

/**
 * Puts the pilot in place and waits until its documents are read. Returns what prints its links and sign-ins for an
 * address.
 */
export async function startDemo(): Promise<(url: string) => Promise<void>> {
  const pilot = await seedLongview();
  await waitForDocuments(pilot);
  return (url) => announce(url, pilot);
}
