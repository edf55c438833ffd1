import { expect, type APIRequestContext } from '@playwright/test';
import { NEIGHBOUR } from '#db/seed/neighbour.ts';
import { makePdf } from './make-pdf.ts';
import { staff } from './pilot.ts';
import { pdfFile } from './uploads.ts';

/** Signs the neighbour's builder in and uploads a file that nobody can read. Returns its ids and its job's. */
export async function uploadLockedFile(
  builder: APIRequestContext,
  title: string,
): Promise<{ jobId: string; documentId: string }> {
  await builder.post('/api/session', { data: staff('neighbour') });
  const locked = await makePdf([{ heading: 'Locked', paragraphs: ['Nobody can read this.'] }], {
    userPassword: 'secret',
    ownerPassword: 'secret',
  });
  const accepted = await builder.post('/api/documents', {
    multipart: {
      file: pdfFile('locked.pdf', locked),
      title,
      category: 'guides',
      house_types: 'A',
      development_id: NEIGHBOUR.developmentId,
    },
  });
  expect(accepted.status()).toBe(202);
  const { job_id: jobId, document_id: documentId } = (await accepted.json()) as {
    job_id: string;
    document_id: string;
  };
  return { jobId, documentId };
}
