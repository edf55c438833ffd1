import { createHash } from 'node:crypto';
import { anonymousScope, entryScope, houseScope, systemScope, tenantScope } from '../scope-makers.ts';
import type { Scope, Tx } from '../scope.ts';
import { idOf } from './large-data.ts';

/**
 * How far a statement may reach. `rows`: some hundreds at most, whatever the data; the default. The others are what
 * people or limits bound, however large tenant and platform grow: what one `owner` wrote, a builder's `team` (which is
 * a hundred times too large here), one `document`, all
 * `readings` of one, written anew, one
 * `development`, the `backlog` of open jobs, a `count` that stops at ten thousand, what happened at one tenant on one
 * `day`, what its owners `rated` since yesterday. `library` and `houses` are the exceptions: a look through the short
 * rows of a tenant's list of documents (docs/decisions/0012), and of its houses with their owners.
 */
export type Reach =
  | 'rows'
  | 'owner'
  | 'team'
  | 'document'
  | 'readings'
  | 'development'
  | 'backlog'
  | 'count'
  | 'day'
  | 'rated'
  | 'library'
  | 'houses';

/** One call of a query function with arguments as the application gives them. */
export type Call = {
  scope: Scope;
  run(tx: Tx): Promise<unknown>;
  reach?: Reach;
  /** It rightly finds nothing here, or has nothing to return. */
  silent?: true;
  /** What bounds a list that has no limit of its own. */
  boundedBy?:
    | 'its arguments'
    | 'its key'
    | 'the open runs of a function'
    | 'the steps of a run'
    | 'what all instances can run at once'
    | 'one of each rule';
};

/** Calls of every function that a module of db/queries exports: one without a call does not compile. */
export type CallsOf<Module> = {
  [Name in keyof Module as Module[Name] extends (...args: never[]) => unknown ? Name : never]: Call[];
};

const actor = { kind: 'system', name: 'test' } as const;

/** The large tenant and its first development, house and owner. */
export const own = {
  tenantId: idOf('tenant', 1),
  developmentId: idOf('development', 1),
  houseId: idOf('house', 1),
  houseType: 'B',
  homeownerId: idOf('homeowner', 1),
};
export const house = houseScope({ ...own, sessionId: idOf('token', 1), claimed: true, actor });
export const tenant = tenantScope(own.tenantId, actor);
/** The builder's staff, who may write what jobs may not. */
export const staff = tenantScope(own.tenantId, { kind: 'staff', userId: idOf('staff', 1), email: 'x@x.example' });
export const platform = systemScope('test');
export const anonymous = anonymousScope;
/** Somebody who comes in by a code or a link. */
export const entry = entryScope({
  tenantId: own.tenantId,
  houseId: own.houseId,
  sessionId: idOf('token', 1),
  actor: { kind: 'anonymous' },
});

/** So many days from now. */
export const at = (days: number) => new Date(Date.now() + days * 86_400_000);
/** md5 of 1, as the seed hashes the first link, session and logbook. */
export const hash = 'c4ca4238a0b923820dcc509a6f75849b';
/** md5 of the own house’s id, as the seed hashes its code. */
export const tokenHash = createHash('md5').update(own.houseId).digest('hex');
/** The tenant's first document and its version. */
export const document = idOf('document', 1);
export const version = idOf('version', 1);
