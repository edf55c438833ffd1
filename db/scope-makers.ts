import type { Actor, AnonymousScope, EntryScope, HouseScope, PlatformScope, TenantScope } from './scope.ts';

/*
 * The only makers of scopes. Who may import this file is checked by dependency-cruiser: app/features/identity (guards,
 * sign-in), onboarding, observability (its own records), inngest/, the process (app/server), seeds and tests.
 */

export const anonymousScope: AnonymousScope = { kind: 'anonymous', actor: { kind: 'anonymous' } };

export function tenantScope(tenantId: string, actor: TenantScope['actor']): TenantScope {
  return { kind: 'tenant', tenantId, actor };
}

export function entryScope(entry: Omit<EntryScope, 'kind'>): EntryScope {
  return { kind: 'entry', ...entry };
}

export function houseScope(house: Omit<HouseScope, 'kind'>): HouseScope {
  return { kind: 'house', ...house };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Somebody without a house who may read what owners of a house type may: documents and nothing of a house or a person.
 * For what the builder asks of its own library; `trial`: as it would be with a reading in its document's live one's
 * place.
 */
export function readerScope(
  reader: Pick<HouseScope, 'tenantId' | 'developmentId' | 'houseType' | 'trial'>,
  name: string,
): HouseScope {
  const nobody = { houseId: NOBODY, homeownerId: NOBODY, sessionId: NOBODY, claimed: false };
  return { kind: 'house', ...nobody, ...reader, actor: { kind: 'job', name } };
}

/** Platform-wide: for an admin's guard, and for the process's own housekeeping under a name that logs show. */
export function platformScope(actor: Actor): PlatformScope {
  return { kind: 'platform', actor };
}

/** The scope of work without a person, for one tenant; work for all of them takes `systemScope`. */
export function jobScope(name: string, tenantId: string): TenantScope {
  return { kind: 'tenant', tenantId, actor: { kind: 'job', name } };
}

export function systemScope(name: string): PlatformScope {
  return { kind: 'platform', actor: { kind: 'system', name } };
}
