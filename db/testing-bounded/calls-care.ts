import { v7 } from 'uuid';
import { anonymous, house, own, platform, tenant, type CallsOf } from './call.ts';
import { tenantScope } from '../scope-makers.ts';
import { idOf } from './large-data.ts';
import type * as defects from '../queries/care/defects.ts';
import type * as defectMails from '../queries/care/defect-mails.ts';
import type * as houseTerms from '../queries/care/house-terms.ts';
import type * as careTerms from '../queries/care/terms.ts';
import type * as calendarLinks from '../queries/care/calendar-links.ts';
import type * as calendars from '../queries/identity/calendars.ts';
import type * as noticeMails from '../queries/care/notice-mails.ts';
import type * as notices from '../queries/care/notices.ts';
import type * as ownerNotices from '../queries/care/owner-notices.ts';

/** A member of the large tenant's staff. */
const staff = tenantScope(own.tenantId, { kind: 'staff', userId: idOf('staff', 1), email: 'staff@builder.example' });
/** Read by every owner of the large data, and for the whole first development. */
const notice = idOf('notice', 51);
const NOTICE = {
  title: 'Roadworks',
  body: 'On Monday.',
  audience: 'development',
  houseTypes: [],
  houseIds: [],
  startsAt: null,
  endsAt: null,
  mail: true,
} as const;
const text = { ...NOTICE, houseTypes: [], houseIds: [] };

export const noticesCalls = (q: typeof notices): CallsOf<typeof notices> => ({
  listNotices: [
    { scope: staff, run: (tx) => q.listNotices(tx, staff, { limit: 26 }) },
    { scope: staff, run: (tx) => q.listNotices(tx, staff, { limit: 26, before: idOf('notice', 40_000) }) },
    {
      scope: staff,
      run: (tx) => q.listNotices(tx, staff, { limit: 26, developmentId: own.developmentId, state: 'shown' }),
    },
  ],
  findNotice: [{ scope: staff, run: (tx) => q.findNotice(tx, staff, notice) }],
  countNoticeReceipts: [
    { scope: staff, reach: 'houses', run: (tx) => q.countNoticeReceipts(tx, staff, notice) },
    { scope: staff, reach: 'houses', run: (tx) => q.countNoticeReceipts(tx, staff, idOf('notice', 1)) },
  ],
  insertNotice: [
    {
      scope: staff,
      silent: true,
      run: (tx) => q.insertNotice(tx, staff, { ...text, id: v7(), developmentId: own.developmentId, mailed: false }),
    },
  ],
  updateNotice: [{ scope: staff, run: (tx) => q.updateNotice(tx, staff, { id: notice, version: 1 }, text) }],
  withdrawNotice: [{ scope: staff, run: (tx) => q.withdrawNotice(tx, staff, { id: notice, version: 1 }) }],
  listHouseChoices: [
    { scope: staff, reach: 'development', run: (tx) => q.listHouseChoices(tx, staff, own.developmentId, 500) },
  ],
  selectHousesAmong: [{ scope: staff, run: (tx) => q.selectHousesAmong(tx, staff, own.developmentId, [own.houseId]) }],
});

export const noticeMailsCalls = (q: typeof noticeMails): CallsOf<typeof noticeMails> => ({
  claimNoticesToMail: [
    { scope: platform, boundedBy: 'its arguments', run: (tx) => q.claimNoticesToMail(tx, platform, 100) },
  ],
  addNoticeMails: [
    {
      scope: tenant,
      reach: 'houses',
      run: (tx) => q.addNoticeMails(tx, tenant, notice, { ids: Array.from({ length: 50 }, () => v7()) }),
    },
  ],
  findNoticeToMail: [{ scope: tenant, run: (tx) => q.findNoticeToMail(tx, tenant, idOf('mail', 1)) }],
  markNoticeMail: [{ scope: tenant, silent: true, run: (tx) => q.markNoticeMail(tx, tenant, idOf('mail', 1), 'sent') }],
});

export const ownerNoticesCalls = (q: typeof ownerNotices): CallsOf<typeof ownerNotices> => ({
  listOwnerNotices: [
    { scope: house, run: (tx) => q.listOwnerNotices(tx, house, { limit: 11 }) },
    {
      scope: house,
      run: (tx) =>
        q.listOwnerNotices(tx, house, {
          limit: 11,
          after: { startsAt: new Date(Date.now() - 86_400_000), id: notice },
        }),
    },
  ],
  countUnreadNotices: [{ scope: house, reach: 'development', run: (tx) => q.countUnreadNotices(tx, house, 10) }],
  insertNoticeReads: [{ scope: house, silent: true, run: (tx) => q.insertNoticeReads(tx, house, [notice]) }],
  readNoticeMails: [{ scope: house, run: (tx) => q.readNoticeMails(tx, house) }],
  storeNoticeMails: [{ scope: house, silent: true, run: (tx) => q.storeNoticeMails(tx, house, false) }],
});

const defect = idOf('defect', 1);
const owned = { id: defect, houseId: own.houseId, homeownerId: own.homeownerId };
const term = idOf('term', 1);

export const defectsCalls = (q: typeof defects): CallsOf<typeof defects> => ({
  listDefects: [
    { scope: house, run: (tx) => q.listDefects(tx, house, { limit: 16 }) },
    { scope: staff, run: (tx) => q.listDefects(tx, staff, { limit: 26, before: idOf('defect', 40_000) }) },
    { scope: staff, run: (tx) => q.listDefects(tx, staff, { limit: 20, state: 'seen' }) },
    { scope: staff, run: (tx) => q.listDefects(tx, staff, { limit: 26, trade: 'plumbing' }) },
    { scope: staff, silent: true, run: (tx) => q.listDefects(tx, staff, { limit: 26, trade: 'none' }) },
    {
      scope: staff,
      reach: 'houses',
      run: (tx) => q.listDefects(tx, staff, { limit: 26, developmentId: own.developmentId, overdue: true }),
    },
  ],
  countDefects: [
    { scope: staff, reach: 'houses', run: (tx) => q.countDefects(tx, staff, ['reported', 'seen', 'closed'], {}) },
  ],
  findDefect: [
    { scope: house, run: (tx) => q.findDefect(tx, house, defect) },
    { scope: staff, run: (tx) => q.findDefect(tx, staff, defect) },
  ],
  listDefectMessages: [{ scope: house, run: (tx) => q.listDefectMessages(tx, house, defect, 200) }],
  listDefectPhotos: [{ scope: house, run: (tx) => q.listDefectPhotos(tx, house, defect) }],
  findDefectPhoto: [{ scope: house, run: (tx) => q.findDefectPhoto(tx, house, defect) }],
  insertDefect: [
    {
      scope: house,
      run: (tx) => q.insertDefect(tx, house, { id: v7(), description: 'A crack', room: 'Hall', messageId: null }),
    },
  ],
  insertDefectPhotos: [
    {
      scope: house,
      silent: true,
      run: (tx) => {
        const id = v7();
        const photo = { id, storageKey: `${own.tenantId}/${defect}/${id}.jpg`, width: 1, height: 1, sizeBytes: 1 };
        return q.insertDefectPhotos(tx, house, defect, [photo]);
      },
    },
  ],
  insertDefectMessage: [
    {
      scope: house,
      silent: true,
      run: (tx) => q.insertDefectMessage(tx, house, owned, { id: v7(), side: 'owner', state: null, text: 'x' }),
    },
  ],
  updateDefect: [
    { scope: staff, run: (tx) => q.updateDefect(tx, staff, { id: defect, version: 1 }, { state: 'done' }) },
  ],
});

export const defectMailsCalls = (q: typeof defectMails): CallsOf<typeof defectMails> => ({
  findDefectNews: [{ scope: tenant, run: (tx) => q.findDefectNews(tx, tenant, defect) }],
});

export const houseTermsCalls = (q: typeof houseTerms): CallsOf<typeof houseTerms> => ({
  readHandover: [{ scope: house, run: (tx) => q.readHandover(tx, house) }],
  listDone: [{ scope: house, silent: true, run: (tx) => q.listDone(tx, house, { limit: 100 }) }],
  listHouseTerms: [
    {
      scope: house,
      reach: 'development',
      silent: true,
      run: (tx) => q.listHouseTerms(tx, house, { kind: 'task', limit: 100 }),
    },
  ],
  insertDone: [
    {
      scope: house,
      silent: true,
      run: (tx) => q.insertDone(tx, house, { termId: term, dueOn: '2020-01-01', doneOn: '2020-01-01', note: '' }),
    },
  ],
  deleteDone: [
    { scope: house, silent: true, run: (tx) => q.deleteDone(tx, house, { termId: term, dueOn: '2020-01-01' }) },
  ],
});

export const termsCalls = (q: typeof careTerms): CallsOf<typeof careTerms> => ({
  listLivePassages: [
    {
      scope: tenant,
      reach: 'document',
      run: (tx) => q.listLivePassages(tx, tenant, own.developmentId, { limit: 250 }),
    },
  ],
  addTerms: [
    {
      scope: tenant,
      run: (tx) =>
        q.addTerms(tx, tenant, own.developmentId, [
          {
            documentId: idOf('document', 1),
            kind: 'task',
            subject: 'Test',
            quote: 'Test',
            page: 1,
            count: 1,
            unit: 'year',
            fingerprint: 'new',
          },
        ]),
    },
  ],
  listTerms: [{ scope: staff, run: (tx) => q.listTerms(tx, staff, { limit: 21, state: 'found' }) }],
  updateTerm: [
    {
      scope: staff,
      run: (tx) =>
        q.updateTerm(tx, staff, { id: term, version: 1 }, { subject: 'x', count: 1, unit: 'day', state: 'dismissed' }),
    },
  ],
  listAllDevelopments: [
    { scope: platform, run: (tx) => q.listAllDevelopments(tx, platform, { limit: 50 }) },
    {
      scope: platform,
      run: (tx) => q.listAllDevelopments(tx, platform, { limit: 50, after: { tenantId: own.tenantId, id: term } }),
    },
  ],
});

export const calendarLinksCalls = (q: typeof calendarLinks): CallsOf<typeof calendarLinks> => ({
  findCalendarLink: [{ scope: house, run: (tx) => q.findCalendarLink(tx, house) }],
  revokeCalendarLink: [{ scope: house, silent: true, run: (tx) => q.revokeCalendarLink(tx, house) }],
  insertCalendarLink: [
    { scope: house, silent: true, run: (tx) => q.insertCalendarLink(tx, house, { id: v7(), tokenHash: 'new' }) },
  ],
});

export const calendarsCalls = (q: typeof calendars): CallsOf<typeof calendars> => ({
  findCalendarHouse: [{ scope: anonymous, run: (tx) => q.findCalendarHouse(tx, `calendar-${own.homeownerId}`) }],
});
