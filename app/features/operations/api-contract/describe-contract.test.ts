import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { ROUTE_ACCESS } from '#app/features/identity/permissions.ts';
import { API_CONTRACT } from './contract.ts';
import { describeContract } from './describe-contract.ts';

/** Addresses under /api that have no contract of their own. */
const NONE = ['routes/api.$', 'routes/api.inngest'];

it('has every method of every route of the API, and no other', () => {
  const methods = Object.entries(ROUTE_ACCESS).flatMap(([id, row]) =>
    id.startsWith('routes/api.') && !NONE.includes(id) ? Object.keys(row).map((method) => `${method} ${id}`) : [],
  );
  expect(methods).not.toEqual([]);
  const described = Object.entries(API_CONTRACT).flatMap(([id, row]) =>
    Object.keys(row).map((method) => `${method} ${id}`),
  );
  expect(methods.filter((method) => !described.includes(method))).toEqual([]);
});

it('is OpenAPI 3.1', async () => {
  expect(await new Validator().validate(describeContract())).toEqual({ valid: true });
});

it('says what a route takes, what it gives, and what it refuses', () => {
  const { paths } = describeContract() as { paths: Record<string, Record<string, Record<string, unknown>>> };
  expect(paths['/api/search']?.get).toMatchObject({
    security: [{ homeownerToken: [] }, { homeownerCookie: [] }],
    parameters: [
      { name: 'q', in: 'query', required: true, schema: { type: 'string' } },
      { name: 'limit', in: 'query', required: false, schema: { minimum: 1, maximum: 100, default: 25 } },
    ],
  });
  // Owners report defects; staff cannot.
  expect(paths['/api/defects']?.post?.security).toEqual([{ homeownerToken: [] }, { homeownerCookie: [] }]);
  expect(paths['/api/documents']?.get?.security).toHaveLength(3);
  expect(Object.keys(paths['/api/search']?.get?.responses as object)).toEqual(
    expect.arrayContaining(['200', '401', '403', '422', '429']),
  );
  expect(paths['/api/documents']?.post?.requestBody).toMatchObject({
    content: {
      'multipart/form-data': {
        schema: {
          required: expect.arrayContaining(['file', 'title', 'category', 'development_id']),
          properties: { file: { type: 'string', format: 'binary' } },
        },
      },
    },
  });
  expect(paths['/api/documents/{documentId}']?.delete?.parameters).toEqual([
    { name: 'documentId', in: 'path', required: true, schema: { type: 'string' } },
  ]);
});

it('says that a page is refused by a page', () => {
  const { paths } = describeContract() as { paths: Record<string, Record<string, Record<string, unknown>>> };
  expect(paths['/onboarding']?.get?.responses).toMatchObject({ 404: { content: { 'text/html': {} } } });
  expect(paths['/api/search']?.get?.responses).toMatchObject({ 401: { content: { 'application/problem+json': {} } } });
});
