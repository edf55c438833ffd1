import type { DocumentRow } from '#db/queries/documents/documents.ts';

/** A document as the API shows it. */
export type DocumentItem = {
  id: string;
  title: string;
  category: string;
  house_types: string[];
  pages: number | null;
  size_bytes: number;
  updated_at: string;
  download_url: string;
};

/** The same for those who watch its ingestion. */
export type DocumentDetails = DocumentItem & {
  development_id: string;
  filename: string;
  kind: string;
  status: DocumentRow['status'];
  progress: number;
  reason: string | null;
  warnings: string[];
  version: number;
  /** The version that owners read meanwhile; null when none was ready yet. */
  live_version: number | null;
  /** It has been read and waits until staff say what it is; nothing of it is live. */
  choice_needed: boolean;
  /** Another document whose text is nearly the same, its newest version, and the share of it, 0 to 1. */
  looks_like: { document_id: string; title: string; version: number; share: number } | null;
  /** It has been read and waits for a decision: so many approved answers would be lost with it. Else null. */
  lost_answers: number | null;
  /** Of the version that is shown. */
  version_id: string;
  /** While its scanned pages are recognised: how many there are, and how many are done. */
  recognition: { pages: number; done: number } | null;
};

function describeDocument(row: DocumentRow): DocumentItem {
  return {
    id: row.id,
    title: row.title,
    category: row.category,
    house_types: row.houseTypes,
    pages: row.pages,
    size_bytes: row.sizeBytes,
    updated_at: row.updatedAt.toISOString(),
    download_url: `/documents/${row.id}/download`,
  };
}

/** What an owner sees of an item of the list: nothing of its ingestion. */
export function describeToOwner(item: DocumentItem): DocumentItem {
  const { id, title, category, house_types, pages, size_bytes, updated_at, download_url } = item;
  return { id, title, category, house_types, pages, size_bytes, updated_at, download_url };
}

export function describeDocumentDetails(row: DocumentRow): DocumentDetails {
  return {
    ...describeDocument(row),
    development_id: row.developmentId,
    filename: row.filename,
    kind: row.kind,
    status: row.status,
    progress: row.progress,
    reason: row.reason,
    warnings: row.warnings,
    version: row.version,
    live_version: row.liveVersion,
    choice_needed: row.status === 'ready' && row.likeness?.held === true,
    looks_like: describeTwin(row.likeness),
    lost_answers: row.status === 'ready' ? row.lostAnswers : null,
    version_id: row.versionId,
    recognition: row.recognition,
  };
}

function describeTwin(likeness: DocumentRow['likeness']): DocumentDetails['looks_like'] {
  if (!likeness?.twin) return null;
  const { id, title, version } = likeness.twin;
  return { document_id: id, title, version, share: likeness.share ?? 1 };
}
