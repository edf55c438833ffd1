import http from 'k6/http';
import { call, header, type Answer } from './call-app.ts';
import { settings } from './input.ts';
import type { LoadHouse } from './load-input.ts';
import { recordCompound } from './steps.ts';

/**
 * A3: scan the code, follow the redirect, check the cookie, see the page, resolve the token. Nothing is claimed, so it
 * can be done again and again.
 */
export function onboardAt(house: LoadHouse): void {
  // A new phone each time: without this the jar would carry the former house's cookie.
  http.cookieJar().clear(settings.base_url);
  const scan = call({
    step: 'scan',
    path: `/onboarding?uid=${house.qr_token}`,
    name: '/onboarding',
    headers: { 'X-Tenant-Slug': settings.tenant_slug },
    expect: [302],
    judge: (answer) => judgeScan(answer, house),
    about: house.label,
  });
  const next = header(scan, 'Location');
  if (scan.status !== 302 || next === undefined) return;
  const cookie = cookieOf(scan);
  const page = call({
    step: 'page after scan',
    path: next,
    name: next.split('?')[0]!,
    headers: cookie ? { Cookie: `homeowner_token=${cookie.value}` } : {},
    expect: [200],
    judge: (answer) => (house.claimed || String(answer.body).includes(house.label) ? null : 'page without the house'),
    about: house.label,
  });
  const token = call({
    step: 'token',
    method: 'POST',
    path: '/api/qr/resolve',
    name: '/api/qr/resolve',
    headers: {
      'Content-Type': 'application/json',
      'X-Tenant-Slug': settings.tenant_slug,
      ...(cookie ? { Authorization: `Bearer ${cookie.value}`, Cookie: `homeowner_token=${cookie.value}` } : {}),
    },
    body: JSON.stringify({ token: house.qr_token }),
    // A house that has its owner already is an expected outcome.
    expect: house.claimed ? [409] : [200],
    judge: (answer) => (answer.status === 409 || resolvesTo(answer, house) ? null : 'another house'),
    about: house.label,
  });
  const pageMs = scan.timings.duration + page.timings.duration;
  recordCompound('page', pageMs);
  recordCompound('onboarding', pageMs + token.timings.duration);
}

type SetCookie = { value: string; attributes: string };

function cookieOf(answer: Answer): SetCookie | undefined {
  const match = /homeowner_token=([^;]*)(.*)/.exec(header(answer, 'Set-Cookie') ?? '');
  return match?.[1] ? { value: match[1], attributes: match[2] ?? '' } : undefined;
}

/**
 * An unclaimed house: on to /welcome with a token of three parts that scripts cannot read. A claimed one: to the
 * sign-in, without one.
 */
function judgeScan(answer: Answer, house: LoadHouse): string | null {
  const path = header(answer, 'Location')?.split('?')[0];
  const cookie = cookieOf(answer);
  if (house.claimed) return path !== '/sign-in' ? 'wrong redirect' : cookie ? 'session for a claimed house' : null;
  if (path !== '/welcome') return 'wrong redirect';
  if (!cookie || cookie.value.split('.').length !== 3) return 'no cookie';
  return /HttpOnly/i.test(cookie.attributes) && /SameSite=Lax/i.test(cookie.attributes) ? null : 'unsafe cookie';
}

function resolvesTo(answer: Answer, house: LoadHouse): boolean {
  const body = answer.json() as {
    house?: { id?: string; house_type?: string };
    tenant?: { slug?: string };
    onboarded?: boolean;
  } | null;
  return (
    body?.house?.id === house.house_id &&
    body.house.house_type === house.house_type &&
    body.tenant?.slug === settings.tenant_slug &&
    body.onboarded === false
  );
}
