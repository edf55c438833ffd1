import { findDefectPhoto } from '#db/queries/care/defects.ts';
import { listDone } from '#db/queries/care/house-terms.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { getDefect, listDefects } from '#app/features/care/defects/read-defects.server.ts';
import { listTasks } from '#app/features/care/maintenance/list-tasks.server.ts';
import { allPages } from './all-pages.ts';
import type { CollectedFile } from './collected-file.ts';
import type { Logbook } from './logbook-schema.ts';

const PAGE = 100;

type Care = Pick<Logbook, 'defects' | 'maintenance'> & { files: CollectedFile[] };

/** What an owner has reported, with its photos, and what maintenance asks for and was done. */
export async function collectCare(scope: HouseScope): Promise<Care> {
  const files: CollectedFile[] = [];
  const defects: Logbook['defects'] = [];
  const listed = await allPages((cursor) => listDefects(scope, { limit: PAGE, cursor }));
  for (const [index, { id }] of listed.entries()) {
    const { defect, photos, messages } = await getDefect(scope, id);
    const names: string[] = [];
    for (const [at, photo] of photos.entries()) {
      const stored = await withScope(scope, (tx) => findDefectPhoto(tx, scope, photo.id), { readOnly: true });
      if (!stored) continue;
      const name = `defects/${String(index + 1).padStart(3, '0')}-${at + 1}.jpg`;
      files.push({ name, storageKey: stored.storageKey });
      names.push(name);
    }
    const { house: _house, owner: _owner, version: _version, from_chat: _fromChat, ...own } = defect;
    defects.push({
      ...own,
      photos: names,
      messages: messages.map(({ side, state, text, at }) => ({ side, state, text, at })),
    });
  }
  const tasks = (await listTasks(scope)).map(({ document, overdue: _overdue, last: _last, ...task }) => ({
    ...task,
    document_id: document.id,
    title: document.title,
    page: document.page,
  }));
  return { defects, maintenance: { tasks, done: await collectDone(scope) }, files };
}

async function collectDone(scope: HouseScope): Promise<Logbook['maintenance']['done']> {
  const done: Logbook['maintenance']['done'] = [];
  for (;;) {
    const last = done.at(-1);
    const after = last && { termId: last.task_id, dueOn: last.due_on };
    const rows = await withScope(scope, (tx) => listDone(tx, scope, { limit: PAGE, after }), { readOnly: true });
    for (const { termId, subject, dueOn, doneOn, note } of rows)
      done.push({ task_id: termId, subject, due_on: dueOn, done_on: doneOn, note });
    if (rows.length < PAGE) return done;
  }
}
