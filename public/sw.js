/*
 * What an owner's device keeps for when there is no network (F8): the built files, the page of the last conversation,
 * and the documents opened last. Pages and documents are the signed-in owner's alone: they go when the owner signs out
 * or anybody signs in, when the server says that the session has ended, and after 30 days. Nothing here answers while
 * the network does.
 */

const BUILT = 'built-v1';
const OWNERS = 'owners-v1';
const OFFLINE = '/offline.html';

/** Bounds of what is kept. */
const MAX_BUILT = 150;
const MAX_PAGES = 12;
const MAX_FILES = 5;
const MAX_FILE_BYTES = 6 * 1024 * 1024;
const MAX_AGE_MS = 30 * 24 * 3600 * 1000;

/**
 * Stands in the owners' cache while somebody acts as an owner (the page says so in `data-acting`): of theirs nothing is
 * kept on this device. It goes with the cache, when that is over.
 */
const ACTING = '/acting';

/** When a copy was made, milliseconds since 1970. */
const KEPT_AT = 'x-kept-at';

/** Whoever comes in or goes out: what the former owner of this browser kept is nobody's. */
const THRESHOLD = /^\/(sign-out|sign-in|welcome|onboarding|impersonation|admin)([/._]|$)/;
const PAGE = /^\/home(\/documents(\/[0-9a-f-]{36})?|\/map|\/house)?$/;
const FILE = /^\/documents\/[0-9a-f-]{36}\/download$/;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(BUILT).then((cache) => cache.add(OFFLINE)));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  const known = [BUILT, OWNERS];
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => !known.includes(name)).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (THRESHOLD.test(url.pathname) && (request.method !== 'GET' || request.mode === 'navigate'))
    event.waitUntil(forgetOwner());
  // What is held of the owner was just erased.
  if (url.pathname.startsWith('/privacy') && url.searchParams.has('erased')) event.waitUntil(forgetOwner());
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') return event.respondWith(openPage(event, url));
  if (url.pathname.startsWith('/assets/')) return event.respondWith(builtFile(event, request));
  if (FILE.test(url.pathname)) return event.respondWith(documentFile(event, request, url));
});

/** A page says what its owner has before them: it is kept as it stands on the server now. */
self.addEventListener('message', (event) => {
  const { keep } = event.data ?? {};
  if (typeof keep !== 'string' || !PAGE.test(keep)) return;
  const since = departures;
  event.waitUntil(
    fetch(keep, { credentials: 'same-origin', headers: { Accept: 'text/html' } })
      .then((response) => keepPage(keep, response, since))
      .catch(() => undefined),
  );
});

async function openPage(event, url) {
  const since = departures;
  try {
    const response = await fetch(event.request);
    if (PAGE.test(url.pathname)) event.waitUntil(keepPage(url.pathname, response.clone(), since));
    return response;
  } catch {
    return (await keptPage(url.pathname)) ?? (await offlinePage());
  }
}

/** A kept page says so (app/features/assistant/ui/use-online.ts), whatever the browser thinks of its network. */
async function keptPage(path) {
  const kept = await keptCopy(OWNERS, path);
  if (!kept) return undefined;
  const html = await kept.text();
  const { headers } = kept;
  return new Response(html.replace('<html ', `<html data-kept-at="${headers.get(KEPT_AT)}" `), { headers });
}

async function offlinePage() {
  return (await caches.match(OFFLINE)) ?? new Response('You are offline.', { status: 503 });
}

async function keepPage(path, response, since) {
  // Led to the door: the session has ended.
  if (response.type === 'opaqueredirect' || (response.redirected && !isHome(response.url))) return forgetOwner();
  if (response.status === 401) return forgetOwner();
  if (!response.ok || !(response.headers.get('Content-Type') ?? '').startsWith('text/html')) return;
  const html = await response.clone().text();
  if (since !== departures) return;
  if (/^<!doctype html><html[^>]* data-acting/i.test(html)) {
    await forgetOwner();
    await (await caches.open(OWNERS)).put(ACTING, new Response(''));
    return;
  }
  const cache = await caches.open(OWNERS);
  if (await cache.match(ACTING)) await forgetOwner();
  await keepCopy(path, response, departures, { max: MAX_PAGES, isOfKind: (key) => PAGE.test(key) });
}

const isHome = (address) => new URL(address).pathname.startsWith('/home');

async function builtFile(event, request) {
  const cache = await caches.open(BUILT);
  const known = await cache.match(request, { ignoreVary: true });
  if (known) return known;
  const response = await fetch(request);
  if (response.ok && response.status === 200) {
    const copy = response.clone();
    event.waitUntil(cache.put(request, copy).then(() => dropOldest(cache, MAX_BUILT, (key) => key !== OFFLINE)));
  }
  return response;
}

async function documentFile(event, request, url) {
  if (url.searchParams.has('save')) return fetch(request);
  const since = departures;
  try {
    const response = await fetch(request);
    if (response.status === 401) event.waitUntil(forgetOwner());
    const size = Number(response.headers.get('Content-Length') ?? Number.NaN);
    if (response.status === 200 && size <= MAX_FILE_BYTES && !(await caches.match(ACTING)) && since === departures)
      event.waitUntil(
        keepCopy(url.pathname, response.clone(), since, { max: MAX_FILES, isOfKind: (key) => FILE.test(key) }),
      );
    return response;
  } catch (error) {
    const kept = request.headers.has('Range') ? undefined : await keptCopy(OWNERS, url.pathname);
    if (kept) return kept;
    throw error;
  }
}

/** Keeps a copy under `path`, and of its kind the newest `max`, unless its owner has left meanwhile (`since`). */
async function keepCopy(path, response, since, { max, isOfKind }) {
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, String(Date.now()));
  // Of how it came over the network.
  for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name);
  const body = await response.arrayBuffer();
  if (since !== departures) return;
  const cache = await caches.open(OWNERS);
  // Put anew it is the newest: keys come in the order in which they were put.
  await cache.delete(path);
  await cache.put(path, new Response(body, { status: 200, headers }));
  await dropOldest(cache, max, isOfKind);
}

async function keptCopy(name, path) {
  const cache = await caches.open(name);
  const kept = await cache.match(path, { ignoreVary: true });
  if (!kept) return undefined;
  if (Date.now() - Number(kept.headers.get(KEPT_AT)) < MAX_AGE_MS) return kept;
  await cache.delete(path);
  return undefined;
}

async function dropOldest(cache, max, isOfKind) {
  const keys = (await cache.keys()).filter((key) => isOfKind(new URL(key.url).pathname));
  await Promise.all(keys.slice(0, Math.max(0, keys.length - max)).map((key) => cache.delete(key)));
}

/**
 * Raised whenever an owner's copies are forgotten: what was asked for before, and comes only then, is of somebody who
 * has left.
 */
let departures = 0;

function forgetOwner() {
  departures += 1;
  return caches.delete(OWNERS);
}
