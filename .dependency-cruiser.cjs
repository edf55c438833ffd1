/**
 * Who may import whom (docs/architecture.md). `npm run lint:imports` fails on an import against these arrows.
 * Tests are held to the same rules, but may reach db/testing, db/scope-makers and the migrations.
 */
const slices = [
  'observability',
  'jobs',
  'tenancy',
  'identity',
  'homes',
  'onboarding',
  'documents',
  'ingestion',
  'retrieval',
  'assistant',
  'care',
  'handover',
  'insights',
  'privacy',
  'operations',
];
const TEST = '\\.(test|spec)\\.tsx?$|/testing/|/testing\\.ts$';

/** How a passage is parted and whom it speaks for: said once, for what is stored of it and for what is asked of it. */
const WHAT_PASSAGES_SAY = '^app/features/retrieval/(house-types/|passage-units\\.ts$)';

/** A slice may use the slices before it, never one after it. */
const sliceOrder = slices.slice(0, -1).map((slice, index) => ({
  name: `slice-${slice}-looks-back-only`,
  severity: 'error',
  from: { path: `^app/features/${slice}/`, pathNot: TEST },
  to: {
    path: `^app/features/(${slices.slice(index + 1).join('|')})/`,
    ...(slice === 'ingestion' ? { pathNot: WHAT_PASSAGES_SAY } : {}),
  },
}));

/**
 * A slice may use its own queries and those of the slices before it. `engine` is the local engine's, `inngest/local`.
 */
const queryOrder = slices.slice(0, -1).map((slice, index) => ({
  name: `slice-${slice}-asks-for-its-own-data`,
  severity: 'error',
  from: { path: `^app/features/${slice}/`, pathNot: TEST },
  to: { path: `^db/queries/(engine|${slices.slice(index + 1).join('|')})/` },
}));

/** What of extraction runs beside requests: its use cases, and `process`, which starts and watches the child. */
const BESIDE_REQUESTS = '[^/]+\\.ts$|process/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:|^k6|^https?:|\\?url$|\\?worker' },
    },
    ...sliceOrder,
    ...queryOrder,
    {
      name: 'sql-stands-under-db',
      severity: 'error',
      from: { path: '^(app|inngest|perf)/', pathNot: TEST },
      to: { path: 'node_modules/(drizzle-orm|pg|@electric-sql)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'features-know-no-table',
      severity: 'error',
      from: { path: '^(app/(features|routes|ui)|inngest/functions)/', pathNot: TEST },
      // Lists of values that a page shows too stand in modules of their own, which load nothing.
      to: {
        path:
          '^db/(client|schema/' +
          '(?!answer-modes|analytics-parts|job-states|finding-kinds|recognised-word|care-words|check-outcomes|' +
          'handover-words|change-words|time-buckets))',
      },
    },
    {
      name: 'the-demo-is-loaded-when-asked-for',
      severity: 'error',
      from: { path: '^(app|inngest|db)/', pathNot: `^(app/server/demo|db/seed)/|${TEST}` },
      to: { path: '^(app/server/demo|db/seed)/', dynamic: false },
    },
    {
      name: 'features-stay-inside',
      severity: 'error',
      from: { path: '^app/features/', pathNot: TEST },
      to: { path: '^(app/(routes|server|root|entry)|inngest/(?!client|events)|db/seed|db/testing|e2e/|perf/)' },
    },
    {
      name: 'routes-are-thin',
      severity: 'error',
      from: { path: '^app/routes/', pathNot: `${TEST}|api\\.inngest\\.ts$` },
      to: { path: '^(app/(server|routes)|inngest|db/(client|seed|testing|queries|scope-makers)|e2e|perf)' },
    },
    {
      name: 'only-the-job-endpoint-serves-functions',
      severity: 'error',
      from: { pathNot: `^app/routes/api\\.inngest\\.ts$|^app/server/|^inngest/|${TEST}` },
      to: { path: '^inngest/index' },
    },
    {
      name: 'ui-knows-no-domain',
      severity: 'error',
      from: { path: '^app/ui/', pathNot: TEST },
      to: { path: '^(app/(?!ui)|db|inngest|e2e|perf)' },
    },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^app/platform/', pathNot: TEST },
      to: { path: '^(app/(?!platform)|db|inngest|e2e|perf)' },
    },
    {
      name: 'db-stands-alone',
      severity: 'error',
      from: { path: '^db/', pathNot: `${TEST}|^db/testing` },
      to: { path: '^(app|inngest|e2e|perf)/' },
    },
    {
      name: 'functions-call-use-cases',
      severity: 'error',
      from: { path: '^inngest/functions/', pathNot: TEST },
      to: { path: '^(app/(routes|server|ui)|e2e|perf|db/(seed|testing))' },
    },
    {
      name: 'scopes-are-made-by-guards',
      severity: 'error',
      from: {
        path: '^app/(features|routes|ui)/',
        pathNot: `^app/features/(identity|onboarding|observability)/|^app/features/privacy/erase-owner|${TEST}`,
      },
      to: { path: '^db/scope-makers' },
    },
    {
      name: 'e2e-uses-the-public-contract',
      severity: 'error',
      from: { path: '^e2e/' },
      to: {
        path: [
          '^app/(?!platform/tokens|server/|features/identity/sessions/homeowner-token)',
          '^app/server/(?!open-database|demo/seed-neighbour)',
          '^inngest',
          '^db/(?!seed|testing|client|migrate|scope|native)',
        ],
      },
    },
    {
      name: 'k6-scripts-import-k6-only',
      severity: 'error',
      from: { path: '^perf/(scenarios|lib)/' },
      to: { pathNot: '^(perf/(scenarios|lib)/|k6|node_modules/@types/k6/)' },
    },
    // What works on a document's text runs in the extraction process, under its limits, never beside requests.
    // Splitting a passage, which is bounded, is the one thing that answers do too.
    {
      name: 'text-is-worked-on-in-the-child',
      severity: 'error',
      from: {
        path: '^(app|inngest|db)/',
        pathNot: `^app/features/ingestion/extraction/(?!${BESIDE_REQUESTS})|${TEST}`,
      },
      to: {
        path: '^app/features/ingestion/extraction/',
        pathNot: `^app/features/ingestion/extraction/(${BESIDE_REQUESTS}|language/split-sentences\\.ts$)`,
      },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(app|inngest|db)/', pathNot: `${TEST}|^db/(testing|native)` },
      to: { path: `${TEST}|^db/testing` },
    },
    {
      name: 'no-dev-package-in-the-product',
      severity: 'error',
      from: { path: '^(app|inngest|db)/', pathNot: `${TEST}|^db/(testing|native)|^app/server/start` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
