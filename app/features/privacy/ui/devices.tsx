import { Form, useNavigation } from '@remix-run/react';
import { MonitorSmartphone } from 'lucide-react';
import type { Device } from '#app/features/identity/sessions/list-devices.server.ts';
import { formatDay } from '#app/platform/dublin-time.ts';
import { Button } from '#app/ui/button.tsx';
import { Card, CardHeader } from '#app/ui/card.tsx';

/** Where the owner is signed in; each other device can be ended, and all at once. */
export function Devices({ devices, now }: { devices: Device[]; now: string }) {
  const ending = useNavigation().formData?.get('session');
  const day = (moment: string) => formatDay(new Date(moment), new Date(now));
  return (
    <Card aria-labelledby="devices">
      <CardHeader
        id="devices"
        title="Where you are signed in"
        description="If you do not know one of these, end it and tell your builder."
      />
      <ul className="grid gap-px overflow-hidden rounded-control border border-hairline bg-hairline">
        {devices.map(({ sessionId, browser, since, lastSeen, isThis }) => (
          <li key={sessionId} className="flex flex-wrap items-center gap-x-4 gap-y-2 bg-paper px-4 py-3">
            <MonitorSmartphone aria-hidden className="size-5 shrink-0 text-ink-soft" />
            <div className="min-w-0 flex-1">
              <p className="font-semibold">
                {browser}
                {isThis ? <span className="ml-2 text-sm font-normal text-green">This device</span> : null}
              </p>
              <p className="text-sm text-ink-soft">
                {since ? `Signed in ${day(since)}` : 'Signed in before devices were listed'}
                {lastSeen && lastSeen !== since ? `, last used ${day(lastSeen)}` : ''}
              </p>
            </div>
            {isThis ? null : (
              <Form method="post" action="/home/privacy?intent=device" preventScrollReset>
                <input type="hidden" name="session" value={sessionId} />
                <Button type="submit" loading={ending === sessionId} loadingLabel="Ending it">
                  End
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" action="/sign-out/everywhere" className="mt-4" onSubmit={() => sessionStorage.clear()}>
        <Button type="submit">Sign out on all devices</Button>
      </Form>
    </Card>
  );
}
