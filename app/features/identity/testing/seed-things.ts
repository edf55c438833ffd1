import { v7 } from 'uuid';
import { storeTestDocument } from '#app/features/documents/testing/store-test-document.ts';
import { builderQuestions, conversations, messages } from '#db/schema/assistant.ts';
import { defectPhotos, defects, notices } from '#db/schema/care.ts';
import { answerCitations, changedAnswers, changedPassages } from '#db/schema/changes.ts';
import { checkTrials } from '#db/schema/checks.ts';
import { jobStatus } from '#db/schema/jobs.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import type { TestTenant } from '../testing.ts';

/** By the names of the routes' parameters, without `$`. */
export type Things = {
  documentId: string;
  jobId: string;
  noticeId: string;
  defectId: string;
  photoId: string;
  versionId: string;
  questionId: string;
  changeId: string;
};

/** One of each thing of a builder and its owner that an address can name; returns their ids. */
export async function seedThings(tenant: TestTenant): Promise<Things> {
  const { tenantId, developmentId, houseId, homeownerId } = tenant;
  const { documentId, versionId } = await storeTestDocument(tenant, { status: 'ready' });
  const things: Things = {
    documentId,
    jobId: v7(),
    noticeId: v7(),
    defectId: v7(),
    photoId: v7(),
    versionId,
    questionId: v7(),
    changeId: v7(),
  };
  const now = new Date();
  const own = { tenantId, houseId, homeownerId };
  await withScope(systemScope('test'), async (tx) => {
    const event = { name: 'house/geocode', data: { houseId, tenantId } };
    const ended = { state: 'failed' as const, finishedAt: now, deadlineAt: now };
    await tx.insert(jobStatus).values({ id: things.jobId, tenantId, event, ...ended });
    const trial = { documentId, developmentId, readingId: versionId, libraryVersion: '1', held: true };
    await tx.insert(checkTrials).values({ tenantId, versionId, ...trial });
    const told = { description: 'The door rubs.', room: 'Hall' };
    await tx.insert(defects).values({ ...own, id: things.defectId, developmentId, ...told });
    await tx.insert(defectPhotos).values({
      ...own,
      id: things.photoId,
      defectId: things.defectId,
      storageKey: `${tenantId}/${things.defectId}/${things.photoId}.jpg`,
      width: 1,
      height: 1,
      sizeBytes: 1,
    });
    const [conversationId, messageId] = [v7(), v7()];
    await tx.insert(conversations).values({ ...own, id: conversationId });
    const answer = { conversationId, role: 'assistant' as const, content: 'Not in your documents.' };
    await tx.insert(messages).values({ ...own, ...answer, id: messageId });
    const asked = { messageId, question: 'Where is the key of the meter box?' };
    await tx.insert(builderQuestions).values({ tenantId, houseId, id: things.questionId, ...asked });
    const changed = { documentId, developmentId, was: 'On the wall.', wasPage: 1, inVersion: 1 };
    await tx.insert(changedPassages).values({ tenantId, id: things.changeId, cause: 'gone', ...changed });
    const cited = { ...own, messageId, ordinal: 0 };
    await tx.insert(answerCitations).values({ ...cited, documentId, page: 1, quote: 'On the wall.' });
    await tx.insert(changedAnswers).values({ ...cited, changeId: things.changeId });
    await tx.insert(notices).values({
      tenantId,
      id: things.noticeId,
      developmentId,
      title: 'Roadworks',
      body: 'On Monday.',
      audience: 'development',
      startsAt: now,
      mail: false,
    });
  });
  return things;
}
