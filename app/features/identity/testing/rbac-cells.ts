import { v7 } from 'uuid';
import { stateOfDevelopment } from '#app/features/tenancy/settings/read-settings.server.ts';
import type { Method, Role } from '../permissions.ts';
import type { TestTenant } from '../testing.ts';

/** What a well-formed request needs beside its address, and the one status that each who is let in gets. */
export type Cell = {
  /** Of who may, in the house or the tenant that the request is about. */
  status: number;
  /** Where a redirect leads. */
  to?: RegExp;
  /** Of who may, but is of another tenant than what the request is about. Default `status`. */
  foreign?: number;
  /** Of a role whose answer differs. */
  byRole?: Partial<Record<Role, { status: number; to?: RegExp }>>;
  query?: string;
  body?: (world: World) => BodyInit;
  type?: string;
};

export type World = {
  mine: TestTenant;
  asker: TestTenant;
  documentId: string;
  noticeId: string;
  defectId: string;
  email: string;
  password: string;
};

const json = (value: unknown) => JSON.stringify(value);
const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const JSON_TYPE = 'application/json';

function report(): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries({ description: 'The door rubs.', room: 'Hall' })) body.set(name, value);
  return body;
}

function upload({ mine }: World, withFields: boolean): FormData {
  const body = new FormData();
  body.set('file', new File([`The stopcock is under the sink. ${v7()}`], 'guide.txt', { type: 'text/plain' }));
  if (!withFields) return body;
  for (const [name, value] of Object.entries({
    title: 'Guide',
    category: 'guides',
    house_types: 'A',
    development_id: mine.developmentId,
  })) {
    body.set(name, value);
  }
  return body;
}

const override = ({ tenantId }: TestTenant) => ({
  rule: 'chat',
  tenant_id: tenantId,
  points: '500',
  minutes: '1',
  reason: 'They move in today',
});

const toSignIn = /^\/sign-in$/;

/** Every cell that is not `GET: 200`. A new route or method is asked for here by the test. */
export const CELLS: Record<string, Cell> = {
  'GET routes/$': { status: 404 },
  'GET routes/onboarding._index': { status: 404 },
  'GET routes/onboarding.$token': { status: 404 },
  'POST routes/sign-in': { status: 200, body: () => form({ form: 'link', email: 'nobody@nowhere.example' }) },
  'GET routes/sign-in_.link.$token': { status: 410 },
  'POST routes/sign-in_.link.$token': { status: 410 },
  'POST routes/onboarding._index': { status: 404 },
  'POST routes/onboarding.$token': { status: 404 },
  'GET routes/sign-out': { status: 302, to: toSignIn },
  'POST routes/sign-out': { status: 302, to: /^\/sign-in(\?(for=staff&)?signed-out=here)?$/ },
  'GET routes/sign-out_.everywhere': { status: 302, to: /^\/home$/ },
  'POST routes/sign-out_.everywhere': { status: 302, to: /^\/sign-in\?signed-out=(everywhere|here|nothing)$/ },
  'POST routes/api.session': { status: 200, type: JSON_TYPE, body: ({ email, password }) => json({ email, password }) },
  'DELETE routes/api.session': { status: 204 },
  'POST routes/api.qr.resolve': { status: 404, type: JSON_TYPE, body: () => json({ token: 'x'.repeat(43) }) },
  'GET routes/api.$': { status: 404 },
  'POST routes/api.$': { status: 404 },
  'PUT routes/api.$': { status: 404 },
  'PATCH routes/api.$': { status: 404 },
  'DELETE routes/api.$': { status: 404 },

  'GET routes/welcome': { status: 302, to: /^\/home$/, byRole: { scan: { status: 200 } } },
  'POST routes/welcome_.not-me': {
    status: 302,
    to: /^\/home$/,
    byRole: { scan: { status: 302, to: /^\/welcome\/not-me\?house=/ } },
  },
  'POST routes/welcome': { status: 302, to: /^\/home$/ },
  'POST routes/home.privacy': { status: 302, to: /^\/home\/privacy$/, query: 'intent=accept' },
  'GET routes/logbooks.$logbookId': { status: 404 },
  'GET routes/home.documents.$documentId': { status: 200, foreign: 404 },
  'POST routes/home.documents.$documentId': {
    status: 303,
    to: /^\/home\/documents\/[0-9a-f-]{36}$/,
    foreign: 404,
  },
  'POST routes/home._index': {
    status: 303,
    to: /^\/home\?conversation=/,
    body: () => form({ message: 'Where is it?' }),
  },
  'POST routes/home.conversations': { status: 404, body: () => form({ id: v7(), name: 'The fuse board' }) },
  'POST routes/api.chat': {
    status: 200,
    type: JSON_TYPE,
    body: ({ asker }) =>
      json({
        message: 'Where is the fuse board?',
        context: { development_id: asker.developmentId, house_id: asker.houseId },
      }),
  },
  'GET routes/api.chat.answers.$messageId': { status: 404 },
  'DELETE routes/api.chat.answers.$messageId': { status: 404 },
  'POST routes/api.chat.feedback': {
    status: 404,
    type: JSON_TYPE,
    body: () => json({ message_id: v7(), rating: 'up' }),
  },
  'POST routes/api.chat.ask-builder': { status: 404, type: JSON_TYPE, body: () => json({ message_id: v7() }) },
  'GET routes/api.search': { status: 200, query: 'q=fuse+board' },

  'POST routes/api.documents._index': { status: 202, foreign: 422, body: (world) => upload(world, true) },
  'GET routes/api.documents.$documentId': { status: 200, foreign: 404 },
  'DELETE routes/api.documents.$documentId': { status: 204, foreign: 404 },
  'GET routes/api.documents.$documentId.versions': { status: 200, foreign: 404 },
  'POST routes/api.documents.$documentId.versions': {
    status: 202,
    foreign: 404,
    body: (world) => upload(world, false),
  },
  'GET routes/documents.$documentId.download': { status: 302, to: /^\/files\//, foreign: 404 },
  'GET routes/files.$token': { status: 403 },

  'GET routes/developer.units.$unitId': { status: 200, foreign: 404 },
  'POST routes/developer.units.$unitId': {
    status: 302,
    to: /\?done=corrected$/,
    foreign: 404,
    query: 'intent=correct',
    body: () => form({ latitude: '51.92', longitude: '-8.17' }),
  },
  'GET routes/join.$token': { status: 410 },
  'POST routes/join.$token': { status: 410, body: () => form({ full_name: 'New', password: 'correct horse battery' }) },
  'POST routes/developer.team': {
    status: 302,
    to: /\?done=invited$/,
    query: 'intent=invite',
    body: () => form({ email: `${v7()}@builder.example`, role: 'viewer' }),
  },
  'POST routes/developer.settings': {
    status: 302,
    to: /[?&]done=development$/,
    foreign: 404,
    query: 'intent=development',
    body: ({ mine }) =>
      form({
        development_id: mine.developmentId,
        seen: stateOfDevelopment({
          emergencyPhone: '',
          asksSurname: false,
          afterSales: '',
          ruleSet: null,
          holdsCodes: false,
        }),
      }),
  },
  'POST routes/developer.homeowners': {
    status: 302,
    to: /[?&]sent=\d+&refused=\d+$/,
    query: 'intent=invite',
    body: ({ mine }) => form({ house_id: mine.houseId }),
  },
  'GET routes/developer.qr_.sheet': { status: 404, query: `house_id=${v7()}` },
  'POST routes/developer.units.import': {
    status: 302,
    to: /\/import\?file=[0-9a-f-]{36}$/,
    query: 'intent=check',
    body: () => {
      const body = new FormData();
      body.set('file', new File(['House,House type,Address\nA new one,A,Its address\n'], 'houses.csv'));
      return body;
    },
  },
  'POST routes/developer.qr._index': {
    status: 302,
    to: /\?done=reissued&houses=1$/,
    foreign: 404,
    query: 'intent=reissue',
    body: ({ mine }) => form({ house_id: mine.houseId }),
  },
  'POST routes/developer.documents._index': {
    status: 302,
    to: /^\/developer\/documents\/[0-9a-f-]{36}$/,
    foreign: 422,
    body: (world) => upload(world, true),
  },
  'GET routes/developer.documents.$documentId': { status: 200, foreign: 404 },
  'GET routes/developer.documents.$documentId_.pages': { status: 200, foreign: 404 },
  'POST routes/developer.documents.$documentId': {
    status: 302,
    to: /^\/developer\/documents\/[0-9a-f-]{36}$/,
    foreign: 404,
    query: 'intent=version',
    body: (world) => upload(world, false),
  },

  'POST routes/home.care.report': { status: 302, to: /^\/home\/care\/[0-9a-f-]{36}\?done=reported$/, body: report },
  'POST routes/api.defects': { status: 201, body: report },
  'GET routes/home.care.$defectId': { status: 200, foreign: 404 },
  'POST routes/home.care.$defectId': {
    status: 302,
    to: /\?done=sent$/,
    foreign: 404,
    query: 'intent=message',
    body: () => form({ text: 'Still there.' }),
  },
  'GET routes/defects.photos.$photoId': { status: 302, to: /^\/files\//, foreign: 404 },
  'GET routes/developer.defects.$defectId': { status: 200, foreign: 404 },
  'POST routes/developer.defects.$defectId': {
    status: 302,
    to: /\?done=saved$/,
    foreign: 404,
    query: 'intent=decide',
    body: () => form({ version: '1', state: 'seen', trade: 'plumbing', due_on: '', visit_on: '' }),
  },
  'GET routes/developer.inbox.$questionId': { status: 200, foreign: 404 },
  'POST routes/developer.inbox.$questionId': {
    status: 302,
    to: /\?done=sent$/,
    foreign: 404,
    query: 'intent=answer',
    body: () => form({ text: 'On the hook beside it.', seen: '' }),
  },
  'POST routes/developer.inbox.notes': {
    status: 404,
    query: 'intent=end',
    body: () => form({ id: v7(), ends_on: '', seen: '' }),
  },
  'GET routes/developer.changes.$changeId': { status: 200, foreign: 404 },
  'POST routes/developer.changes.$changeId': {
    status: 302,
    to: /\?done=dismissed$/,
    foreign: 404,
    body: () => form({ decision: 'dismiss', version: '1' }),
  },
  'GET routes/api.changed-answers.$changeId': { status: 200, foreign: 404 },
  'POST routes/api.changed-answers.$changeId': {
    status: 200,
    type: JSON_TYPE,
    foreign: 404,
    body: () => json({ decision: 'dismiss', version: 1 }),
  },
  'POST routes/developer.checks._index': {
    status: 302,
    to: /^\/developer\/checks\?development_id=/,
    foreign: 422,
    query: 'intent=add',
    body: ({ mine }) => form({ development_id: mine.developmentId, question: `Where is ${v7()}?` }),
  },
  'GET routes/developer.checks.$versionId': { status: 200, foreign: 404 },
  'POST routes/developer.checks.$versionId': {
    status: 302,
    to: /^\/developer\/checks\/[0-9a-f-]{36}$/,
    foreign: 404,
    query: 'intent=discard',
  },
  'POST routes/developer.readiness._index': {
    status: 302,
    to: /^\/developer\/readiness\?development_id=/,
    foreign: 404,
    query: 'intent=look',
    body: ({ mine }) => form({ development_id: mine.developmentId }),
  },
  'GET routes/developer.readiness.$unitId': { status: 200, foreign: 404 },
  'POST routes/developer.readiness.$unitId': {
    status: 404,
    query: 'intent=waive',
    body: () => form({ slot: 'nothing', version: '0' }),
  },
  'GET routes/developer.readiness.$unitId_.pack': { status: 409, foreign: 404 },
  'POST routes/home.care.maintenance': { status: 302, to: /^\/home\/care\/maintenance$/, query: 'intent=share' },
  'GET routes/calendar.$token': { status: 404 },
  'POST routes/developer.maintenance': { status: 302, to: /\?done=collecting$/, query: 'intent=collect' },
  'POST routes/home.notices': {
    status: 302,
    to: /^\/home\/notices\?done=mails$/,
    query: 'intent=mails',
    body: () => form({ mails: 'on' }),
  },
  'POST routes/developer.notices.new': {
    status: 302,
    to: /^\/developer\/notices\/[0-9a-f-]{36}\?done=published$/,
    foreign: 422,
    body: ({ mine }) =>
      form({ development_id: mine.developmentId, title: 'Roadworks', body: 'On Monday.', audience: 'development' }),
  },
  'GET routes/developer.notices.$noticeId': { status: 200, foreign: 404 },
  'POST routes/developer.notices.$noticeId': {
    status: 302,
    to: /\?done=withdrawn$/,
    foreign: 404,
    query: 'intent=withdraw',
    body: () => form({ version: '1' }),
  },

  'POST routes/impersonation.end': { status: 302, to: /^\/(admin|sign-in)/ },
  'GET routes/admin.tenants.$tenantId._index': { status: 200 },
  'POST routes/admin.tenants.new': {
    status: 302,
    to: /^\/admin\/tenants\/[0-9a-f-]{36}\/details\?done=created$/,
    body: () =>
      form({
        name: 'Oak Homes',
        slug: `oak-${v7().slice(-12)}`,
        support_email: 'care@oak.example',
        support_phone: '021 555 0100',
        accent: '#74560f',
      }),
  },
  'POST routes/admin.tenants.$tenantId.details': {
    status: 302,
    to: /\/details\?done=invited$/,
    query: 'intent=invite',
    body: () => form({ email: `${v7()}@builder.example` }),
  },
  'GET routes/admin.developments.$developmentId': { status: 200 },
  'POST routes/admin.developments.new': {
    status: 302,
    to: /^\/admin\/developments\/[0-9a-f-]{36}\?done=created$/,
    body: ({ mine }) =>
      form({
        tenant: mine.tenantId,
        name: 'Oak Rise',
        slug: `oak-${v7().slice(-12)}`,
        address: 'Main Street, Cobh',
        latitude: '51.85',
        longitude: '-8.29',
      }),
  },
  'POST routes/admin.developments.$developmentId': {
    status: 302,
    to: /\?done=type-added$/,
    query: 'intent=add-type',
    body: () => form({ code: `T${v7().slice(-8)}`, name: 'Oak' }),
  },
  'GET routes/admin.tenants.$tenantId.act-as': { status: 404 },
  'POST routes/admin.tenants.$tenantId.act-as': {
    status: 404,
    body: () => form({ reason: 'A ticket of the builder', minutes: '15' }),
  },
  'POST routes/admin.jobs.$jobId': { status: 200, query: 'intent=replay' },
  'GET routes/admin.alerts.rules.$rule': { status: 404 },
  'GET routes/admin.alerts.$firingId': { status: 404 },
  'POST routes/admin.alerts.$firingId': {
    status: 404,
    query: 'intent=acknowledge',
    body: () => form({ note: 'It is seen to' }),
  },
  'POST routes/admin.alerts.silences': {
    status: 302,
    to: /done=set$/,
    query: 'intent=set',
    body: () => form({ rule: 'chat-slow', minutes: '15', reason: 'We are at it' }),
  },
  'GET routes/api.admin.alerts.firings.$firingId': { status: 404 },
  'PATCH routes/api.admin.alerts.firings.$firingId': {
    status: 404,
    body: () => json({ note: 'It is seen to' }),
    type: JSON_TYPE,
  },
  'POST routes/api.admin.alerts.silences._index': {
    status: 201,
    body: () => json({ rule: 'chat-slow', minutes: 15, reason: 'We are at it' }),
    type: JSON_TYPE,
  },
  'DELETE routes/api.admin.alerts.silences.$silenceId': { status: 404 },
  'POST routes/admin.limits.overrides': {
    status: 302,
    to: /done=set$/,
    query: 'intent=set',
    body: ({ mine }) => form({ ...override(mine), house: mine.houseId }),
  },
  'POST routes/api.admin.limits.overrides._index': {
    status: 201,
    body: ({ mine }) => json(override(mine)),
    type: JSON_TYPE,
  },
  'DELETE routes/api.admin.limits.overrides.$overrideId': {
    status: 404,
    body: () => json({ reason: 'It is over' }),
    type: JSON_TYPE,
  },
  'GET routes/admin.outbox.$mailId': { status: 404 },
  'GET routes/admin.activity.$entryId': { status: 404 },
  'GET routes/admin.errors.$errorId': { status: 404 },
  'POST routes/admin.errors.$errorId': { status: 404, query: 'intent=resolve' },
  'GET routes/api.admin.errors.$errorId': { status: 404 },
  'PATCH routes/api.admin.errors.$errorId': {
    status: 404,
    body: () => json({ state: 'resolved' }),
    type: JSON_TYPE,
  },
  'GET routes/admin.rag.$answerId': { status: 404 },
  'POST routes/admin.rag.$answerId': { status: 404, query: 'intent=replay' },
  'GET routes/api.admin.rag.$answerId._index': { status: 404 },
  'POST routes/api.admin.rag.$answerId.replay': { status: 404 },
  'POST routes/api.admin.jobs.$jobId.replay': { status: 202 },
  'POST routes/api.admin.jobs.$jobId.cancel': { status: 409 },

  'GET routes/metrics': { status: 403 },
  'GET routes/api.inngest': { status: 404 },
  'POST routes/api.inngest': { status: 404 },
  'PUT routes/api.inngest': { status: 404 },
};

export const cellOf = (method: Method, routeId: string): Cell | undefined =>
  CELLS[`${method} ${routeId}`] ?? (method === 'GET' ? { status: 200 } : undefined);
