import { expect } from 'vitest';
import { settle } from '#app/features/identity/testing/answers.ts';
import { action as resolve } from '#app/routes/api.qr.resolve.ts';
import { loader as page } from '#app/routes/onboarding._index.tsx';
import { action as welcomeForm } from '#app/routes/welcome.tsx';

/** Requests of whoever scans a code and opens a house, and what they are answered. */

export const args = (request: Request) => ({ request, params: {}, context: {} });

export const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Request(`http://localhost${path}`, { method, headers });

/** What a scan is answered, by default at `/onboarding?uid=`. */
export const follow = (request: Request, loader: typeof page = page) => settle(loader(args(request)));

/** What `POST /api/qr/resolve` answers. */
export const post = (body: unknown, raw = JSON.stringify(body)) =>
  resolve(
    args(
      new Request('http://localhost/api/qr/resolve', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: raw,
      }),
    ),
  );

/** The form of the welcome; rejects as its action throws. */
export const submit = async (headers: Record<string, string>) =>
  (await welcomeForm(args(get('/welcome', headers, 'POST')))) as Response;

export const accept = (cookie: string) => submit({ Cookie: cookie });

/** What `work` is refused with; fails where it is let through. */
export const refusal = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('it was let through'),
    (thrown) => thrown as Response,
  );
