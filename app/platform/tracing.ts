import {
  context,
  defaultTextMapGetter,
  defaultTextMapSetter,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type TextMapPropagator,
  type Tracer,
} from '@opentelemetry/api';
import { remember } from './remember.ts';

/*
 * Distributed traces (D8, docs/decisions/0013): spans are made by hand at the few doors that all work goes through.
 * Without OTEL_EXPORTER_OTLP_ENDPOINT nothing of the SDK is loaded and every function here returns at its first line.
 * No span carries a question, a token, a path, a statement's values or an error's text.
 */

export type TracingOptions = {
  /** The collector's base address, such as http://127.0.0.1:4318; undefined: no traces. */
  endpoint: string | undefined;
  /** Share of new traces that is kept, 0–1. A trace that came from outside keeps its caller's decision. */
  ratio: number;
  /** Which of the processes this is: its role in the log. */
  instance: string;
  /** Told when the collector does not take spans, once a minute at most. */
  onTrouble(detail: string): void;
};

type SpanOptions = { kind?: SpanKind; attributes?: Attributes; parent?: Context; startTime?: Date | number };
type Tracing = { tracer: Tracer; propagator: TextMapPropagator; shutdown(): Promise<void> };

const shared = remember('tracing', (): { tracing?: Tracing } => ({}));

const TROUBLE_EVERY_MS = 60_000;

/**
 * Loads the SDK and sends spans to `endpoint` in the background, in batches; what a collector does not take is dropped.
 * The returned function sends what is left and takes `milliseconds` at most. Without an endpoint nothing is loaded.
 */
export async function startTracing({
  endpoint,
  ratio,
  instance,
  onTrouble,
}: TracingOptions): Promise<(milliseconds: number) => Promise<void>> {
  if (!endpoint) return async () => {};
  const [
    { BatchSpanProcessor, ParentBasedSampler, TraceIdRatioBasedSampler, TracerProvider },
    { OTLPTraceExporter },
    { AsyncLocalStorageContextManager },
    { W3CTraceContextPropagator },
    { resourceFromAttributes },
    { ATTR_SERVICE_INSTANCE_ID, ATTR_SERVICE_NAME },
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/semantic-conventions/incubating'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, timeoutMillis: 5_000 });
  const send = exporter.export.bind(exporter);
  let toldAt = Number.NEGATIVE_INFINITY;
  exporter.export = (spans, done) =>
    send(spans, (result) => {
      if (result.error && performance.now() - toldAt > TROUBLE_EVERY_MS) {
        toldAt = performance.now();
        onTrouble(result.error.message);
      }
      done(result);
    });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ [ATTR_SERVICE_NAME]: 'openhouse-ai', [ATTR_SERVICE_INSTANCE_ID]: instance }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: 2_048,
        maxExportBatchSize: 512,
        scheduledDelayMillis: 2_000,
        exportTimeoutMillis: 10_000,
      }),
    ],
  });
  // The tracer stays ours: registered for all, it would also collect what packages report of themselves.
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  shared.tracing = {
    tracer: provider.getTracer('openhouse'),
    propagator: new W3CTraceContextPropagator(),
    shutdown: () => provider.shutdown(),
  };
  return stopTracing;
}

async function stopTracing(milliseconds: number): Promise<void> {
  const tracing = shared.tracing;
  shared.tracing = undefined;
  if (!tracing) return;
  let timer: NodeJS.Timeout | undefined;
  const bound = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([tracing.shutdown().catch(() => {}), bound]);
  clearTimeout(timer);
  context.disable();
}

/** Are traces kept at all? */
export const isTracing = (): boolean => shared.tracing !== undefined;

/** A new span below the active one, or below `parent`; undefined when no traces are kept. Whoever starts it ends it. */
export function startSpan(name: string, { parent, ...options }: SpanOptions = {}): Span | undefined {
  return shared.tracing?.tracer.startSpan(name, options, parent ?? context.active());
}

/** Like startSpan, but only inside a trace: what the process does by itself, such as looking for work, begins none. */
export function startChildSpan(name: string, options: SpanOptions = {}): Span | undefined {
  return activeTraceId() ? startSpan(name, options) : undefined;
}

/** Runs `work` with `span` as the active one. */
export const withSpan = <T>(span: Span, work: () => T): T => context.with(trace.setSpan(context.active(), span), work);

/** Does `work` inside a new span, which ends with it. */
export async function traced<T>(name: string, options: SpanOptions, work: () => Promise<T>): Promise<T> {
  const span = startSpan(name, options);
  if (!span) return work();
  try {
    return await withSpan(span, work);
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Marks what a span stands for as failed, by the kind of `error` and not by its words. */
export function failSpan(span: Span | undefined, error: unknown): void {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  span?.setAttribute('error.type', typeof code === 'string' ? code : typeof name === 'string' ? name : typeof error);
  span?.setStatus({ code: SpanStatusCode.ERROR });
}

/** `traceparent` (W3C) of `span`, or of the active one, to send along with a request; nothing outside a trace. */
export function traceHeaders(span?: Span): Record<string, string> {
  const headers: Record<string, string> = {};
  shared.tracing?.propagator.inject(
    span ? trace.setSpan(context.active(), span) : context.active(),
    headers,
    defaultTextMapSetter,
  );
  return headers;
}

/**
 * The context that a caller's `traceparent` names, as the parent of what is done for it; a new trace when it names
 * none.
 */
export function remoteParent(headers: Record<string, unknown>): Context {
  return shared.tracing?.propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter) ?? ROOT_CONTEXT;
}

/** The active trace's id, for log lines. A package whose own tracer is off may have put an empty span in the way. */
export function activeTraceId(): string | undefined {
  const active = isTracing() ? trace.getActiveSpan()?.spanContext() : undefined;
  return active && isSpanContextValid(active) ? active.traceId : undefined;
}

export { SpanKind, type Span };
