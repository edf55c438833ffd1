import { validate } from '#app/platform/http.ts';
import { noticeSchema, versionSchema, type NoticeInput } from './schema.ts';

/** What is in a notice's form, as text; shown again when it was refused. */
export type TypedNotice = {
  title: string;
  body: string;
  audience: string;
  house_types: string[];
  house_ids: string[];
  from: string;
  until: string;
  mail: boolean;
};

export function typedNotice(form: URLSearchParams): TypedNotice {
  const text = (name: string) => form.get(name) ?? '';
  return {
    title: text('title'),
    body: text('body').replaceAll('\r\n', '\n'),
    audience: text('audience'),
    house_types: form.getAll('house_types'),
    house_ids: form.getAll('house_ids'),
    from: text('from'),
    until: text('until'),
    mail: form.has('mail'),
  };
}

/** Throws AppError 422 with the fields at fault. */
export function readNoticeForm(form: URLSearchParams): NoticeInput {
  const { mail, ...typed } = typedNotice(form);
  return validate(noticeSchema, { ...typed, ...(mail ? { mail: 'on' } : {}) });
}

export function readVersion(form: URLSearchParams): number {
  return validate(versionSchema, { version: form.get('version') }).version;
}
