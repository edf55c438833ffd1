/**
 * Who may do what (E1). A pure table, shared by guards, by the UI (to hide what would be refused) and by the generated
 * matrix test, which fails for a route without a row and for a row without a route.
 */

/** A homeowner; a builder's manager, who changes things, and viewer, who reads (G13); the platform's staff. */
export type Role = 'homeowner' | 'manager' | 'viewer' | 'admin';

const PERMISSIONS = {
  'house:read': ['homeowner'],
  'house:claim': ['homeowner'],
  'assistant:ask': ['homeowner'],
  'document:read': ['homeowner', 'manager', 'viewer'],
  'document:manage': ['manager'],
  'portal:read': ['manager', 'viewer'],
  'unit:manage': ['manager'],
  'platform:read': ['admin'],
  'platform:manage': ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `public`: anyone. `signature`: the route checks a signature of its own (a job server's, a signed URL's). Else a permission. */
export type Access = 'public' | 'signature' | Permission;

/** May `role` do this? `permission` is a permission's name. */
export function can(role: Role | null | undefined, permission: Permission): boolean {
  return role != null && (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

/**
 * Every route module with a loader (GET) or an action (the other methods), by its id: the path under app/ without extension.
 * Methods that an API route answers with 405 are not listed.
 */
export const ROUTE_ACCESS: Record<string, Partial<Record<Method, Access>>> = {
  // At the door
  root: { GET: 'public' },
  'routes/$': { GET: 'public' },
  'routes/onboarding._index': { GET: 'public' },
  'routes/onboarding.$token': { GET: 'public' },
  'routes/sign-in': { GET: 'public', POST: 'public' },
  'routes/sign-in_.link.$token': { GET: 'public', POST: 'public' },
  'routes/sign-out': { GET: 'public', POST: 'public' },
  'routes/api.session': { POST: 'public', DELETE: 'public' },
  'routes/api.qr.resolve': { POST: 'public' },
  'routes/api.public.developments.$slug': { GET: 'public' },
  'routes/api.$': { GET: 'public', POST: 'public', PUT: 'public', PATCH: 'public', DELETE: 'public' },

  // Homeowner
  'routes/welcome': { GET: 'house:claim', POST: 'house:claim' },
  'routes/home': { GET: 'house:read' },
  'routes/home._index': { GET: 'house:read' },
  'routes/home.documents._index': { GET: 'house:read' },
  'routes/home.documents.$documentId': { GET: 'house:read' },
  'routes/api.chat': { POST: 'assistant:ask' },
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
  'routes/api.units': { GET: 'portal:read' },
  'routes/api.analytics.overview': { GET: 'portal:read' },
  'routes/api.analytics.questions-by-day': { GET: 'portal:read' },
  'routes/developer.documents._index': { GET: 'portal:read', POST: 'document:manage' },
  'routes/developer.documents.$documentId': { GET: 'portal:read', POST: 'document:manage' },

  // The platform's portal
  'routes/admin': { GET: 'platform:read' },
  'routes/admin._index': { GET: 'platform:read' },
  'routes/admin.alerts': { GET: 'platform:read' },
  'routes/admin.runbook': { GET: 'platform:read' },
  'routes/admin.jobs._index': { GET: 'platform:read' },
  'routes/admin.jobs.$jobId': { GET: 'platform:read', POST: 'platform:manage' },
  'routes/admin.outbox._index': { GET: 'platform:read' },
  'routes/admin.outbox.$mailId': { GET: 'platform:read' },
  'routes/api.admin.alerts': { GET: 'platform:read' },
  'routes/api.admin.jobs._index': { GET: 'platform:read' },
  'routes/api.admin.jobs.$jobId.replay': { POST: 'platform:manage' },
  'routes/api.admin.jobs.$jobId.cancel': { POST: 'platform:manage' },

  // Machines
  'routes/healthz': { GET: 'public' },
  'routes/readyz': { GET: 'public' },
  'routes/metrics': { GET: 'signature' },
  'routes/api.inngest': { GET: 'signature', POST: 'signature', PUT: 'signature' },
};
