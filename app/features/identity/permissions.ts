/**
 * Who may do what (E1). A pure table, shared by the routes' builders, by the UI (to hide what would be refused) and by
 * the generated matrix test, which fails for a route without a row and for a row without a route.
 */

/**
 * Of a house: whoever scanned its code, until it is claimed (`scan`), and its owner. Of a builder: a manager, who
 * changes things, and a viewer, who reads (G13). `admin`: the platform's staff.
 */
export type Role = 'scan' | 'owner' | 'manager' | 'viewer' | 'admin';

const PERMISSIONS = {
  'house:read': ['scan', 'owner'],
  'home:enter': ['owner'],
  // What only the owner themself may say: what they accept and have read, their devices, their data, their calendar.
  'home:own': ['owner'],
  'assistant:ask': ['scan', 'owner'],
  'document:read': ['scan', 'owner', 'manager', 'viewer'],
  'document:manage': ['manager'],
  'portal:read': ['manager', 'viewer'],
  'unit:manage': ['manager'],
  'unit:import': ['manager'],
  // Who may come into a house: its codes and sheets, its owner's name and address, invitations, moving out.
  'house:admit': ['manager'],
  // Files of many people's data.
  'people:export': ['manager', 'viewer'],
  'notice:manage': ['manager'],
  'defect:read': ['owner', 'manager', 'viewer'],
  'defect:report': ['owner'],
  'defect:manage': ['manager'],
  'care:manage': ['manager'],
  'check:manage': ['manager'],
  'question:answer': ['manager'],
  'handover:manage': ['manager'],
  'team:manage': ['manager'],
  // What the platform's staff did at the builder's.
  'activity:read': ['manager'],
  'settings:manage': ['manager'],
  'platform:read': ['admin'],
  'platform:manage': ['admin'],
  // To act as somebody (E6).
  'person:impersonate': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/**
 * What an admin who acts as somebody may do of what that person may (E6), and of this only look unless writing was
 * asked for. All else is refused, so a new permission is until it is named here: nothing by which somebody comes in,
 * stays in or is signed out, no word that only the person can give, no file of people's data.
 */
const WHILE_ACTING: readonly Permission[] = [
  'house:read',
  'home:enter',
  'assistant:ask',
  'document:read',
  'document:manage',
  'portal:read',
  'unit:manage',
  'notice:manage',
  'defect:read',
  'defect:report',
  'defect:manage',
  'care:manage',
  'check:manage',
  'settings:manage',
  'activity:read',
];

/** May somebody who acts as another person do this, if that person may? */
export function mayWhileActing(permission: Permission): boolean {
  return WHILE_ACTING.includes(permission);
}

/** The roles that have `P`. */
export type RoleOf<P extends Permission> = (typeof PERMISSIONS)[P][number];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * `public`: anyone. `door`: anyone, but from a page of this site and not while acting as somebody: what opens or ends a
 * session. `leave`: the same, and open to who acts as somebody: what ends that. `signature`: the route
 * checks a signature of its own (a job server's, a signed URL's). `house:claim`: whoever holds a token of the house
 * that is good in itself; whether its session still counts is decided under the house's lock, since the same form may
 * come twice. Else a permission.
 */
export type Access = 'public' | 'door' | 'leave' | 'signature' | 'house:claim' | Permission;

/** May `role` do this? */
export function can(role: Role | null | undefined, permission: Permission): boolean {
  return role != null && rolesOf(permission).includes(role);
}

/** The roles that may do this. */
export function rolesOf(permission: Permission): readonly Role[] {
  return PERMISSIONS[permission];
}

/**
 * Every route module with what it answers, a page or a loader (GET) and an action (the other methods), by its id: the
 * path under app/ without extension. What is not listed is answered 405. The builders `page` and `api` read it: the row
 * is what happens.
 */
export const ROUTE_ACCESS = {
  // At the door
  root: { GET: 'public' },
  'routes/_index': { GET: 'public' },
  'routes/$': { GET: 'public' },
  'routes/onboarding._index': { GET: 'door', POST: 'door' },
  'routes/onboarding.$token': { GET: 'door', POST: 'door' },
  'routes/privacy': { GET: 'public' },
  'routes/terms': { GET: 'public' },
  'routes/accessibility': { GET: 'public' },
  'routes/sign-in': { GET: 'public', POST: 'door' },
  'routes/sign-in_.link.$token': { GET: 'public', POST: 'door' },
  'routes/sign-out': { GET: 'public', POST: 'leave' },
  'routes/sign-out_.everywhere': { GET: 'public', POST: 'door' },
  'routes/join.$token': { GET: 'public', POST: 'door' },
  'routes/api.session': { POST: 'door', DELETE: 'leave' },
  'routes/impersonation.end': { POST: 'leave' },
  'routes/api.qr.resolve': { POST: 'public' },
  'routes/api.public.developments.$slug': { GET: 'public' },
  'routes/api.$': { GET: 'public', POST: 'public', PUT: 'public', PATCH: 'public', DELETE: 'public' },

  // Homeowner
  'routes/welcome': { GET: 'house:read', POST: 'house:claim' },
  'routes/welcome_.not-me': { GET: 'public', POST: 'house:read' },
  'routes/home': { GET: 'home:enter' },
  'routes/home._index': { GET: 'home:enter', POST: 'home:enter' },
  'routes/home.conversations': { GET: 'home:enter', POST: 'home:enter' },
  'routes/home.house': { GET: 'home:enter' },
  'routes/home.care': { GET: 'home:enter' },
  'routes/home.care._index': { GET: 'home:enter' },
  'routes/home.care.report': { GET: 'home:enter', POST: 'defect:report' },
  'routes/home.care.$defectId': { GET: 'home:enter', POST: 'home:enter' },
  'routes/home.care.maintenance': { GET: 'home:enter', POST: 'home:enter' },
  'routes/calendar.$token': { GET: 'signature' },
  'routes/api.defects': { POST: 'defect:report' },
  'routes/defects.photos.$photoId': { GET: 'defect:read' },
  'routes/home.notices': { GET: 'home:enter', POST: 'home:enter' },
  'routes/home.privacy': { GET: 'home:enter', POST: 'home:own' },
  'routes/logbooks.$logbookId': { GET: 'home:own' },
  'routes/home.map': { GET: 'home:enter' },
  'routes/home.documents._index': { GET: 'home:enter' },
  'routes/home.documents.$documentId': { GET: 'home:enter', POST: 'home:own' },
  'routes/api.chat': { POST: 'assistant:ask' },
  'routes/api.chat.answers.$messageId': { GET: 'assistant:ask', DELETE: 'assistant:ask' },
  'routes/api.chat.history': { GET: 'assistant:ask' },
  'routes/api.chat.feedback': { POST: 'assistant:ask' },
  'routes/api.chat.ask-builder': { POST: 'assistant:ask' },
  'routes/api.search': { GET: 'assistant:ask' },
  'routes/api.places': { GET: 'house:read' },

  // Documents: owners read what their house type shows, the builder's staff manage
  'routes/api.documents._index': { GET: 'document:read', POST: 'document:manage' },
  'routes/api.documents.$documentId': { GET: 'document:read', DELETE: 'document:manage' },
  'routes/api.documents.$documentId.versions': { GET: 'portal:read', POST: 'document:manage' },
  'routes/documents.$documentId.download': { GET: 'document:read' },
  'routes/files.$token': { GET: 'signature' },

  // The builder's portal
  'routes/developer': { GET: 'portal:read' },
  'routes/developer._index': { GET: 'portal:read' },
  'routes/developer.units._index': { GET: 'portal:read' },
  'routes/developer.units.$unitId': { GET: 'portal:read', POST: 'unit:manage' },
  'routes/developer.units.import': { GET: 'unit:import', POST: 'unit:import' },
  'routes/developer.units.csv': { GET: 'people:export' },
  'routes/developer.homeowners': { GET: 'portal:read', POST: 'house:admit' },
  'routes/developer.qr._index': { GET: 'portal:read', POST: 'house:admit' },
  'routes/developer.qr_.sheet': { GET: 'house:admit' },
  'routes/api.units': { GET: 'portal:read' },
  'routes/api.homeowners': { GET: 'portal:read' },
  'routes/api.analytics.overview': { GET: 'portal:read' },
  'routes/api.analytics.questions-by-day': { GET: 'portal:read' },
  'routes/api.analytics.questions': { GET: 'portal:read' },
  'routes/api.analytics.documents': { GET: 'portal:read' },
  'routes/api.analytics.owners': { GET: 'portal:read' },
  'routes/api.analytics.jobs': { GET: 'portal:read' },
  'routes/api.analytics.handover': { GET: 'portal:read' },
  'routes/developer.analytics.$dive': { GET: 'portal:read' },
  'routes/developer.analytics.$dive_.csv': { GET: 'portal:read' },
  'routes/developer.settings': { GET: 'portal:read', POST: 'settings:manage' },
  'routes/developer.activity': { GET: 'activity:read' },
  'routes/developer.team': { GET: 'portal:read', POST: 'team:manage' },
  'routes/developer.inbox._index': { GET: 'portal:read' },
  'routes/developer.inbox.notes': { GET: 'portal:read', POST: 'question:answer' },
  'routes/developer.inbox.$questionId': { GET: 'portal:read', POST: 'question:answer' },
  'routes/developer.checks._index': { GET: 'portal:read', POST: 'check:manage' },
  'routes/developer.checks.$versionId': { GET: 'portal:read', POST: 'check:manage' },
  'routes/developer.changes._index': { GET: 'portal:read' },
  'routes/developer.changes.$changeId': { GET: 'portal:read', POST: 'question:answer' },
  'routes/api.changed-answers._index': { GET: 'portal:read' },
  'routes/api.changed-answers.$changeId': { GET: 'portal:read', POST: 'question:answer' },
  'routes/developer.readiness._index': { GET: 'portal:read', POST: 'handover:manage' },
  'routes/developer.readiness.$unitId': { GET: 'portal:read', POST: 'handover:manage' },
  'routes/developer.readiness.$unitId_.pack': { GET: 'people:export' },
  'routes/developer.defects._index': { GET: 'portal:read' },
  'routes/developer.defects.csv': { GET: 'people:export' },
  'routes/developer.defects.$defectId': { GET: 'portal:read', POST: 'defect:manage' },
  'routes/developer.maintenance': { GET: 'portal:read', POST: 'care:manage' },
  'routes/developer.notices._index': { GET: 'portal:read' },
  'routes/developer.notices.new': { GET: 'notice:manage', POST: 'notice:manage' },
  'routes/developer.notices.$noticeId': { GET: 'portal:read', POST: 'notice:manage' },
  'routes/developer.documents._index': { GET: 'portal:read', POST: 'document:manage' },
  'routes/developer.documents.$documentId_.pages': { GET: 'portal:read' },
  'routes/developer.documents.$documentId': { GET: 'portal:read', POST: 'document:manage' },

  // The platform's portal
  'routes/admin': { GET: 'platform:read' },
  'routes/admin._index': { GET: 'platform:read' },
  'routes/admin.alerts._index': { GET: 'platform:read' },
  'routes/admin.alerts.history': { GET: 'platform:read' },
  'routes/admin.alerts.silences': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/admin.alerts.rules.$rule': { GET: 'platform:read' },
  'routes/admin.alerts.$firingId': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/admin.analytics': { GET: 'platform:read' },
  'routes/admin.load': { GET: 'platform:read' },
  'routes/admin.limits._index': { GET: 'platform:read' },
  'routes/admin.limits.overrides': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/admin.runbook': { GET: 'platform:read' },
  'routes/admin.jobs._index': { GET: 'platform:read' },
  'routes/admin.jobs.$jobId': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/admin.tenants._index': { GET: 'platform:read' },
  'routes/admin.tenants.new': { GET: 'platform:manage', POST: 'platform:manage' },
  'routes/admin.tenants.$tenantId._index': { GET: 'platform:read' },
  'routes/admin.tenants.$tenantId.details': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/admin.tenants.$tenantId.owners': { GET: 'platform:read' },
  'routes/admin.tenants.$tenantId.act-as': { GET: 'person:impersonate', POST: 'person:impersonate' },
  'routes/admin.developments._index': { GET: 'platform:read' },
  'routes/admin.developments.new': { GET: 'platform:manage', POST: 'platform:manage' },
  'routes/admin.developments.$developmentId': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/admin.activity._index': { GET: 'platform:read' },
  'routes/admin.activity.$entryId': { GET: 'platform:read' },
  'routes/admin.errors._index': { GET: 'platform:read' },
  'routes/admin.errors.models': { GET: 'platform:read' },
  'routes/admin.errors.$errorId': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/admin.rag._index': { GET: 'platform:read' },
  'routes/admin.rag.$answerId': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/admin.ingestion': { GET: 'platform:read' },
  'routes/admin.outbox._index': { GET: 'platform:read' },
  'routes/admin.outbox.$mailId': { GET: 'platform:read' },
  'routes/api.admin.alerts._index': { GET: 'platform:read' },
  'routes/api.admin.alerts.firings._index': { GET: 'platform:read' },
  'routes/api.admin.alerts.firings.$firingId': { GET: 'platform:read', PATCH: 'platform:manage' },
  'routes/api.admin.alerts.silences._index': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/api.admin.alerts.silences.$silenceId': { DELETE: 'platform:manage' },
  'routes/api.admin.analytics': { GET: 'platform:read' },
  'routes/api.admin.load': { GET: 'platform:read' },
  'routes/api.admin.limits._index': { GET: 'platform:read' },
  'routes/api.admin.limits.overrides._index': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/api.admin.limits.overrides.$overrideId': { DELETE: 'platform:manage' },
  'routes/api.admin.tenants': { GET: 'platform:read' },
  'routes/api.admin.developments': { GET: 'platform:read' },
  'routes/api.admin.activity': { GET: 'platform:read' },
  'routes/api.admin.errors._index': { GET: 'platform:read' },
  'routes/api.admin.errors.$errorId': { GET: 'platform:read', PATCH: 'platform:manage' },
  'routes/api.admin.llm-errors': { GET: 'platform:read' },
  'routes/api.admin.rag._index': { GET: 'platform:read' },
  'routes/api.admin.rag.$answerId._index': { GET: 'platform:read' },
  'routes/api.admin.rag.$answerId.replay': { POST: 'platform:manage' },
  'routes/api.admin.ingestion': { GET: 'platform:read' },
  'routes/api.admin.jobs._index': { GET: 'platform:read' },
  'routes/api.admin.jobs.$jobId.replay': { POST: 'platform:manage' },
  'routes/api.admin.jobs.$jobId.cancel': { POST: 'platform:manage' },

  // Machines
  'routes/healthz': { GET: 'public' },
  'routes/readyz': { GET: 'public' },
  'routes/api.openapi[.]json': { GET: 'public' },
  'routes/metrics': { GET: 'signature' },
  'routes/api.inngest': { GET: 'signature', POST: 'signature', PUT: 'signature' },
} as const satisfies Record<string, Partial<Record<Method, Access>>>;

/**
 * Intents of a form that want another permission than their route's: where one address does several things. The first
 * of the route's row is asked for too.
 */
export const INTENT_ACCESS: Partial<Record<keyof typeof ROUTE_ACCESS, Record<string, Permission>>> = {
  'routes/home.notices': { read: 'home:own', answers: 'home:own', changes: 'home:own', mails: 'home:own' },
  'routes/home.care.maintenance': { share: 'home:own', unshare: 'home:own' },
  'routes/developer.units.$unitId': {
    invite: 'house:admit',
    'move-out': 'house:admit',
    'hand-over': 'house:admit',
    'correct-owner': 'house:admit',
    reissue: 'house:admit',
    revoke: 'house:admit',
  },
};
