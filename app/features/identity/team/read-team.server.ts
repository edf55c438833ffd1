import { listOpenInvitations, listTeam, type TeamRole } from '#db/queries/identity/team.ts';
import { withScope, type TenantScope } from '#db/scope.ts';

export type Team = {
  members: { id: string; full_name: string; email: string; role: TeamRole; since: string; is_self: boolean }[];
  invitations: {
    id: string;
    email: string;
    role: TeamRole;
    sent_at: string;
    expires_at: string;
    mail: 'sent' | 'failed' | 'under-way';
  }[];
};

/** Who belongs to the builder's staff, and who was asked to (G13). */
export function readTeam(scope: TenantScope): Promise<Team> {
  return withScope(
    scope,
    async (tx) => {
      const members = await listTeam(tx, scope);
      const invitations = await listOpenInvitations(tx, scope);
      const self = scope.actor.kind === 'staff' ? scope.actor.userId : undefined;
      return {
        members: members.map(({ id, fullName, email, role, createdAt }) => ({
          id,
          full_name: fullName,
          email,
          role: role === 'manager' ? 'manager' : 'viewer',
          since: createdAt.toISOString(),
          is_self: id === self,
        })),
        invitations: invitations.map(({ id, email, role, createdAt, expiresAt, mailedAt, mailFailedAt }) => ({
          id,
          email,
          role,
          sent_at: createdAt.toISOString(),
          expires_at: expiresAt.toISOString(),
          mail: mailedAt ? 'sent' : mailFailedAt ? 'failed' : 'under-way',
        })),
      };
    },
    { readOnly: true },
  );
}
