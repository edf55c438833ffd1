import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppError } from '#app/platform/errors.ts';
import { runWithRequestContext } from '#app/platform/request-context.ts';
import { checkMethod } from './allowed-methods.ts';
import { routeTemplate } from './route-template.ts';
import { testBuild } from '../testing.ts';

const handle = () => null;
const build = testBuild({
  'routes/$': { path: '*', module: { default: handle } },
  'routes/api.$': { path: 'api/*', module: { loader: handle, action: handle } },
  'routes/sign-in': { path: 'sign-in', module: { default: handle, loader: handle, action: handle } },
  'routes/sign-out': { path: 'sign-out', module: { loader: handle, action: handle } },
  'routes/welcome': { path: 'welcome', module: { default: handle } },
  'routes/healthz': { path: 'healthz', module: { loader: handle, action: handle } },
  'routes/api.session': { path: 'api/session', module: { loader: handle, action: handle } },
});

let server: Server;
beforeAll(async () => {
  const refuse: ErrorRequestHandler = (error: AppError, _request, response, _next) =>
    void response.status(error.status).set(error.headers).end();
  const app = express()
    .use((request, _response, next) =>
      runWithRequestContext(
        {
          requestId: 'r',
          method: '',
          path: '',
          ip: '',
          userAgent: '',
          route: routeTemplate(build.routes as never, request.path),
        },
        next,
      ),
    )
    .use(checkMethod(build))
    .use((_request, response) => void response.status(200).end())
    .use(refuse);
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => void server.close());

test.each([
  ['GET', '/sign-in', 200, null],
  ['POST', '/sign-in', 200, null],
  ['PUT', '/sign-in', 405, 'GET, HEAD, POST'],
  ['OPTIONS', '/sign-in', 204, 'GET, HEAD, POST, OPTIONS'],
  ['POST', '/sign-in.data', 200, null],
  ['POST', '/sign-out.data', 200, null],
  ['DELETE', '/sign-out.data', 405, 'GET, HEAD, POST'],
  ['GET', '/healthz.data', 404, null],
  ['HEAD', '/api/session', 405, 'POST, DELETE'],
  ['DELETE', '/api/session', 200, null],
  ['POST', '/api/session.data', 404, null],
  ['POST', '/api/nowhere.data', 404, null],
  ['POST', '/api/nowhere', 200, null],
  ['GET', '/nowhere', 200, null],
  ['POST', '/nowhere', 404, null],
  ['PROPFIND', '/nowhere', 405, 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS'],
  ['GET', '/sign-in?_data=x', 400, null],
  ['GET', '/sign-in?a=1&%5fdata', 400, null],
  ['GET', '/sign-in?data=_data', 200, null],
])('D2: %s %s is %i', async (method, path, status, allow) => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method });
  expect([answer.status, answer.headers.get('Allow')]).toEqual([status, allow]);
});
