import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { describeStaffInvitation, joinStaff } from '#app/features/identity/team/join-staff.server.ts';
import { page } from '#app/features/identity/page.server.ts';
import { JoinForm } from '#app/features/identity/ui/join-form.tsx';
import { DoorPage } from '#app/ui/door-page.tsx';
import { ErrorPage } from '#app/ui/error-page.tsx';

const route = page('routes/join.$token');

export const meta: MetaFunction = () => [
  { title: 'Join · OpenHouse AI' },
  { name: 'referrer', content: 'same-origin' },
  { name: 'robots', content: 'noindex' },
];

export const loader = route.loader(({ params }) => describeStaffInvitation(params.token ?? ''));

export const action = route.action(
  async ({ request, params, form }) => {
    const cookies = await joinStaff(request, params.token ?? '', Object.fromEntries(await form()));
    const headers = new Headers(cookies.map((cookie) => ['Set-Cookie', cookie]));
    headers.set('Cache-Control', 'no-store');
    return redirect('/developer', { headers });
  },
  (error, form) => ({
    refusal: { message: error.message, fields: error.fields, full_name: form.get('full_name') ?? '' },
  }),
);

export default function Join() {
  const invitation = useLoaderData<typeof loader>();
  return (
    <DoorPage>
      <JoinForm invitation={invitation} refusal={useActionData<typeof action>()?.refusal} />
    </DoorPage>
  );
}

export function ErrorBoundary() {
  return <ErrorPage />;
}
