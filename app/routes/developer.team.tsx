import { redirect, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import {
  changeRole,
  inviteColleague,
  removeMember,
  takeInvitationBack,
} from '#app/features/identity/team/change-team.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { publicOrigin } from '#app/features/identity/public-origin.server.ts';
import { readTeam } from '#app/features/identity/team/read-team.server.ts';
import { TeamPage } from '#app/features/identity/ui/team-page.tsx';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.team');

export const meta: MetaFunction = () => [{ title: 'Team · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

export const loader = route.loader(({ scope }) => readTeam(scope));

const done = (what: string) => redirect(`/developer/team?done=${what}`);

/** `invite` with `email` and `role`; of a `member`: `take-back` (an invitation), `role` with `role`, `remove`. */
export const action = route.intents(
  {
    invite: async ({ request, scope, form }) => {
      await inviteColleague(scope, Object.fromEntries(await form()), publicOrigin(request));
      return done('invited');
    },
    'take-back': async ({ scope, form }) => {
      await takeInvitationBack(scope, Object.fromEntries(await form()));
      return done('taken-back');
    },
    role: async ({ scope, form }) => {
      await changeRole(scope, Object.fromEntries(await form()));
      return done('role');
    },
    remove: async ({ scope, form }) => {
      await removeMember(scope, Object.fromEntries(await form()));
      return done('removed');
    },
  },
  (error, form) => ({ refusal: { message: error.message, fields: error.fields, email: form.get('email') ?? '' } }),
);

export default function TeamRoute() {
  return <TeamPage team={useLoaderData<typeof loader>()} />;
}

export function ErrorBoundary() {
  return <ErrorPanel />;
}
