import { z } from 'zod';
import { rolesOf, ROUTE_ACCESS, type Access, type Method } from '#app/features/identity/permissions.ts';
import { STATUS_BY_CODE, TITLE_BY_CODE, type ErrorCode } from '#app/platform/errors.ts';
import { problem } from './answers.ts';
import { API_CONTRACT, type Operation } from './contract.ts';

type Json = Record<string, unknown>;

const ACCESS: Record<string, Partial<Record<Method, Access>>> = ROUTE_ACCESS;
/** How one proves who asks: an owner's token as header or cookie, staff by their session's cookie. */
const SECURITY_SCHEMES = {
  homeownerToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  homeownerCookie: { type: 'apiKey', in: 'cookie', name: 'homeowner_token' },
  staffSession: { type: 'apiKey', in: 'cookie', name: 'staff_session' },
};
const OWNER = [{ homeownerToken: [] }, { homeownerCookie: [] }];
const STAFF = [{ staffSession: [] }];
const OPEN = ['public', 'door', 'leave', 'signature'] as const;
const isOpen = (access: Access): access is (typeof OPEN)[number] => OPEN.some((open) => open === access);

/** What proves one of the roles that may; nothing where anybody may. */
function securityOf(access: Access): Json[] {
  if (isOpen(access)) return [];
  const roles = rolesOf(access === 'house:claim' ? 'house:read' : access);
  const isOwners = roles.some((role) => role === 'scan' || role === 'owner');
  const isStaffs = roles.some((role) => role !== 'scan' && role !== 'owner');
  return [...(isOwners ? OWNER : []), ...(isStaffs ? STAFF : [])];
}

/** `routes/api.documents.$documentId` is `/api/documents/{documentId}`. */
function pathOf(id: string): string {
  const parts = id
    .replace(/^routes\//, '')
    .split(/\.(?![^[]*\])/)
    .filter((part) => part !== '_index');
  return `/${parts.map((part) => part.replace(/^\$(.+)$/, '{$1}').replaceAll(/[[\]]/g, '')).join('/')}`;
}

/** As JSON Schema. `io`: what is sent to a schema, or what comes out of it. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { type } = zodSchema._zod.def;
      if (type === 'file') Object.assign(jsonSchema, { type: 'string', format: 'binary' });
      if (type === 'undefined') jsonSchema.not = {};
    },
  });
  return described;
}

function parametersOf(path: string, query: z.ZodType | undefined): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  if (!query) return inPath;
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  const inQuery = Object.entries(properties).flatMap(([name, schema]) =>
    // What must be absent is no parameter.
    'not' in schema ? [] : [{ name, in: 'query', required: required.includes(name), schema }],
  );
  return [...inPath, ...inQuery];
}

const content = (type: string, schema: Json) => ({ content: { [type]: { schema } } });

function bodyOf({ body, upload }: Operation): Json {
  const schema = body ?? upload;
  if (!schema) return {};
  const type = body ? 'application/json' : 'multipart/form-data';
  return { requestBody: { required: true, ...content(type, schemaOf(schema, 'input')) } };
}

const PROBLEM = { $ref: '#/components/schemas/Problem' };
const REFUSAL = content('application/problem+json', PROBLEM);
/** A page is refused by a page; what is judged before its route is reached, by a problem. */
const REFUSAL_OF_PAGE = {
  content: { 'text/html': { schema: {} }, 'application/problem+json': { schema: PROBLEM } },
};

/** What is answered by status: what is granted, and what the guard, the schemas and the use case refuse. */
function responsesOf(operation: Operation, access: Access): Json {
  const granted = Object.entries(operation.answers).map(([status, answer]): [string, Json] => {
    if (answer === null || answer === undefined) return [status, { description: 'Done' }];
    const [type, schema] = typeof answer === 'string' ? [answer, {}] : ['application/json', schemaOf(answer, 'output')];
    return [status, { description: 'Granted', ...content(type, schema) }];
  });
  const refused: ErrorCode[] = [
    ...(isOpen(access) ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(operation.query || operation.body ? (['invalid-input'] as const) : []),
    ...(operation.body ? (['bad-request', 'too-large', 'unsupported-media-type'] as const) : []),
    ...(operation.refuses ?? []),
  ];
  const refusal = Object.values(operation.answers).includes('text/html') ? REFUSAL_OF_PAGE : REFUSAL;
  const problems = refused.map((code): [string, Json] => [
    String(STATUS_BY_CODE[code]),
    { description: TITLE_BY_CODE[code], ...refusal },
  ]);
  return Object.fromEntries([...problems, ...granted, ['default', { description: 'A problem', ...refusal }]]);
}

function operationOf(id: string, method: Method, operation: Operation): Json {
  const access = ACCESS[id]?.[method] ?? 'public';
  return {
    operationId: method.toLowerCase() + pathOf(id).replaceAll(/\W+(\w?)/g, (_, next: string) => next.toUpperCase()),
    summary: operation.summary,
    security: securityOf(access),
    parameters: parametersOf(pathOf(id), operation.query),
    ...bodyOf(operation),
    responses: responsesOf(operation, access),
  };
}

/** The HTTP contract as an OpenAPI 3.1 document, made of the schemas that the routes check with. */
export function describeContract(): Json {
  const paths: Record<string, Json> = {};
  for (const [id, row] of Object.entries(API_CONTRACT))
    for (const [method, operation] of Object.entries(row))
      (paths[pathOf(id)] ??= {})[method.toLowerCase()] = operationOf(id, method as Method, operation);
  return {
    openapi: '3.1.0',
    info: { title: 'OpenHouse AI', version: '1' },
    paths,
    components: { schemas: { Problem: schemaOf(problem, 'output') }, securitySchemes: SECURITY_SCHEMES },
  };
}
