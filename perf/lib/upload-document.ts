import http from 'k6/http';
import exec from 'k6/execution';
import { open as openFile, SeekMode } from 'k6/experimental/fs';
import { call } from './call-app.ts';
import { settings } from './input.ts';

/** One copy for all virtual users; read when it is sent. */
const file = settings.upload_file ? openFile(settings.upload_file) : null;

/** A developer's upload of a file of several MB; 202 before it is read (C1). */
export async function uploadDocument(): Promise<void> {
  if (file === null) return;
  const opened = await file;
  const { size } = await opened.stat();
  const bytes = new Uint8Array(size);
  await opened.seek(0, SeekMode.Start);
  await opened.read(bytes);
  const title = `Load test ${exec.vu.idInTest} ${Date.now()}`;
  call({
    step: 'upload',
    method: 'POST',
    path: '/api/documents',
    name: 'POST /api/documents',
    headers: { Cookie: settings.staff_cookie ?? '', 'X-Tenant-Slug': settings.tenant_slug },
    body: {
      file: http.file(bytes.buffer, `${title}.pdf`, 'application/pdf'),
      title,
      category: 'guides',
      house_types: 'A,B,C,D',
      development_id: settings.development_id,
    },
    expect: [202],
    judge: (answer) => {
      const body = answer.json() as { document_id?: unknown; job_id?: unknown } | null;
      return typeof body?.document_id === 'string' && typeof body.job_id === 'string' ? null : 'malformed answer';
    },
    about: title,
  });
}
