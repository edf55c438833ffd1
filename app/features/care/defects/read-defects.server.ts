import { z } from 'zod';
import { findAnswer } from '#db/queries/assistant/conversations.ts';
import {
  countDefects,
  findDefect,
  findDefectPhoto,
  listDefectMessages,
  listDefectPhotos,
  listDefects as query,
  type DefectFilter,
} from '#db/queries/care/defects.ts';
import { DEFECT_STATES, type DefectState, type Trade } from '#db/schema/care-words.ts';
import { withScope, type HouseScope, type TenantScope } from '#db/scope.ts';
import { AppError } from '#app/platform/errors.ts';
import { decodeCursor, takePage, type Page } from '#app/platform/http.ts';
import { storage } from '#app/platform/storage.ts';
import { requireId } from '#app/platform/require-id.ts';
import { noSuchDefect } from './answer-defect.server.ts';
import { titleOf } from './defect-words.ts';
import type { defectQuerySchema } from './schema.ts';

type Scope = HouseScope | TenantScope;

export type DefectItem = {
  id: string;
  title: string;
  room: string;
  state: DefectState;
  trade: Trade | null;
  due_on: string | null;
  visit_on: string | null;
  overdue: boolean;
  /** The owner has said that it is settled. */
  settled: boolean;
  photos: number;
  reported_at: string;
  house: { id: string; label: string; development: string };
};

/** Seconds for which a photo's signed address works (E7). */
const SIGNED_SECONDS = 60;
/** Newest of each state on the board. */
const ON_BOARD = 20;
const MESSAGES = 200;

/** One page of defects, newest first (B1): an owner's own, or the builder's that fit. Throws AppError 422. */
export async function listDefects(
  scope: Scope,
  wanted: { limit: number; cursor?: string | undefined; filter?: DefectFilter },
): Promise<Page<DefectItem>> {
  const [before] = decodeCursor(wanted.cursor, z.tuple([z.uuid()])) ?? [];
  const page = { ...wanted.filter, limit: wanted.limit + 1, ...(before ? { before } : {}) };
  const rows = await withScope(scope, (tx) => query(tx, scope, page), { readOnly: true });
  return takePage(rows, wanted.limit, describe, (row) => [row.id]);
}

export type DefectColumn = { state: DefectState; count: number; items: DefectItem[] };

/** The board: the newest of each state, and how many there are, counted to a thousand. */
export async function readDefectBoard(scope: TenantScope, filter: DefectFilter): Promise<DefectColumn[]> {
  const { state: only, ...rest } = filter;
  const states = only ? [only] : DEFECT_STATES;
  return withScope(
    scope,
    async (tx) => {
      const counts = await countDefects(tx, scope, states, rest);
      const columns: DefectColumn[] = [];
      for (const state of states) {
        const rows = await query(tx, scope, { ...rest, state, limit: ON_BOARD });
        columns.push({ state, count: counts.get(state) ?? 0, items: rows.map(describe) });
      }
      return columns;
    },
    { readOnly: true },
  );
}

export function filterOf(wanted: z.output<typeof defectQuerySchema>): DefectFilter {
  return {
    ...(wanted.state ? { state: wanted.state } : {}),
    ...(wanted.trade ? { trade: wanted.trade } : {}),
    ...(wanted.development_id ? { developmentId: wanted.development_id } : {}),
    ...(wanted.overdue ? { overdue: true } : {}),
  };
}

function describe(row: Awaited<ReturnType<typeof query>>[number]): DefectItem {
  return {
    id: row.id,
    title: titleOf(row.description),
    room: row.room,
    state: row.state,
    trade: row.trade,
    due_on: row.dueOn,
    visit_on: row.visitOn,
    overdue: row.overdue,
    settled: row.closedByOwner,
    photos: row.photos,
    reported_at: row.createdAt.toISOString(),
    house: { id: row.houseId, label: row.label, development: row.developmentName },
  };
}

/** A defect with its photos and what was said. Throws AppError 404. */
export async function getDefect(scope: Scope, defectId: string | undefined) {
  const id = requireId(defectId, noSuchDefect);
  return withScope(
    scope,
    async (tx) => {
      const row = await findDefect(tx, scope, id);
      if (!row) throw noSuchDefect();
      const messages = await listDefectMessages(tx, scope, id, MESSAGES);
      return {
        defect: {
          id: row.id,
          title: titleOf(row.description),
          description: row.description,
          room: row.room,
          trade: row.trade,
          state: row.state,
          due_on: row.dueOn,
          visit_on: row.visitOn,
          closed_by_owner: row.closedByOwnerAt !== null,
          closed_by_builder: row.closedByBuilderAt !== null,
          version: row.version,
          reported_at: row.createdAt.toISOString(),
          from_chat: row.messageId !== null,
          house: { id: row.houseId, label: row.label, development: row.developmentName },
          owner: { name: row.ownerName, moved_out: row.movedOut },
        },
        photos: await listDefectPhotos(tx, scope, id),
        messages: messages.map(({ createdAt, ...message }) => ({ ...message, at: createdAt.toISOString() })),
      };
    },
    { readOnly: true },
  );
}

export type DefectDetails = Awaited<ReturnType<typeof getDefect>>;

/** A short-lived address of a photo, after asking again whether `scope` may see it. Throws AppError 404. */
export async function signDefectPhoto(scope: Scope, photoId: string | undefined): Promise<string> {
  const id = requireId(photoId, noSuchPhoto);
  const photo = await withScope(scope, (tx) => findDefectPhoto(tx, scope, id), { readOnly: true });
  if (!photo) throw noSuchPhoto();
  return (await storage()).signedUrl(scope.tenantId, photo.storageKey, {
    filename: `defect-${id}.jpg`,
    contentType: 'image/jpeg',
    download: false,
    expiresInSeconds: SIGNED_SECONDS,
  });
}

/** The words with which a report begins: the question behind an answer of the owner's; empty when there is none. */
export async function wordsOfAnswer(scope: HouseScope, messageId: string | undefined): Promise<string> {
  if (messageId === undefined) return '';
  const answer = await withScope(scope, (tx) => findAnswer(tx, scope, messageId), { readOnly: true });
  return answer?.question ?? '';
}

const noSuchPhoto = () => new AppError('not-found', 'There is no such photo here.');
