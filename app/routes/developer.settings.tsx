import { redirect, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page } from '#app/features/identity/page.server.ts';
import { useCan } from '#app/features/identity/ui/use-can.ts';
import {
  changeBuilderSettings,
  changeDevelopmentSettings,
} from '#app/features/tenancy/settings/change-settings.server.ts';
import { readSettings } from '#app/features/tenancy/settings/read-settings.server.ts';
import { settingsQuerySchema } from '#app/features/tenancy/settings/schema.ts';
import { SettingsPage } from '#app/features/tenancy/ui/settings-page.tsx';
import { readQuery } from '#app/platform/http.ts';
import { ErrorPanel } from '#app/ui/error-panel.tsx';

const route = page('routes/developer.settings');

export const meta: MetaFunction = () => [{ title: 'Settings · OpenHouse AI' }, { name: 'robots', content: 'noindex' }];

/** `development`: whose settings are shown; the first by name without it. */
export const loader = route.loader(({ request, scope }) =>
  readSettings(scope, readQuery(request, settingsQuerySchema).development ?? null),
);

/** `builder` and `development`, each with the fields of its form and `seen`, the state that was filled in. */
export const action = route.intents(
  {
    builder: async ({ scope, form }) => {
      await changeBuilderSettings(scope, Object.fromEntries(await form()));
      return redirect('/developer/settings?done=builder');
    },
    development: async ({ scope, form }) => {
      const fields = Object.fromEntries(await form());
      await changeDevelopmentSettings(scope, fields);
      return redirect(`/developer/settings?development=${String(fields.development_id)}&done=development`);
    },
  },
  ({ message, fields }, form) => ({
    refusal: {
      message,
      fields,
      typed: Object.fromEntries(
        [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
      ),
    },
  }),
);

export default function SettingsRoute() {
  return (
    <SettingsPage
      settings={useLoaderData<typeof loader>()}
      refusal={useActionData<typeof action>()?.refusal}
      mayManage={useCan('settings:manage')}
    />
  );
}

export function ErrorBoundary() {
  return <ErrorPanel back={{ to: '/developer/settings', label: 'All settings' }} />;
}
