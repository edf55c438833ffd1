import { redirect, type LoaderFunctionArgs } from '@remix-run/node';
import { requireDeveloper } from '#app/features/identity/guards.server.ts';

export const loader = async ({ request }: LoaderFunctionArgs) => {
  await requireDeveloper(request);
  return redirect('/developer/documents');
};
