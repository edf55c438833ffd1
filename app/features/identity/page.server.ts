import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { logApiError } from '#app/features/observability/log-api-error.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { pageErrorResponse } from '#app/platform/request/page-error.ts';
import { readForm } from '#app/platform/request/read-form.ts';
import { guard } from './guards.server.ts';
import { signInPath } from './next-path.ts';
import {
  accessOf,
  allowedMethods,
  intentAccessOf,
  markBuilt,
  methodNotAllowed,
  type MethodOf,
  type RouteArgs,
  type RouteId,
} from './route-access.ts';

type Refused<R> = ReturnType<typeof data<R>>;
type PostOf<Id extends RouteId> = Extract<MethodOf<Id>, 'POST'>;

/** A posted form: `form()` reads its fields, once. */
type FormArgs<Id extends RouteId> = RouteArgs<Id, PostOf<Id>> & { form: () => Promise<URLSearchParams> };
type Action<T> = (args: ActionFunctionArgs) => Promise<T>;

/** What the page shows of a refusal; `form` is what was read of the form before, `intent` the address's `?intent=`. */
type Refuse<R> = (error: AppError, form: URLSearchParams, intent: string) => R;

type Page<Id extends RouteId> = {
  loader<T>(
    handle: (args: RouteArgs<Id, Extract<MethodOf<Id>, 'GET'>>) => Promise<T>,
  ): (args: LoaderFunctionArgs) => Promise<T>;
} & ([PostOf<Id>] extends [never] ? unknown : Posts<Id>);

type Posts<Id extends RouteId> = {
  /**
   * With `refuse`, what the handler refuses (AppError) is the action's data, with the error's status: the page shows it
   * beside the form.
   */
  action<T>(handle: (args: FormArgs<Id>) => Promise<T>): Action<T>;
  action<T, R>(handle: (args: FormArgs<Id>) => Promise<T>, refuse: Refuse<R>): Action<T | Refused<R>>;
  /** One handler for each `?intent=`. */
  intents<T, R>(
    handlers: Record<string, (args: FormArgs<Id>) => Promise<T>>,
    refuse: Refuse<R>,
  ): Action<T | Refused<R>>;
};

/**
 * A page: its loader and action are called once the guard that its row in ROUTE_ACCESS names has let the request in.
 * The signed-out are sent to /sign-in; whatever else is thrown is reported and becomes a Response for the ErrorBoundary
 * (D2).
 */
export function page<Id extends RouteId>(id: Id): Page<Id> {
  type Handle<T> = (args: never) => Promise<T>;
  const enter = async <T>(args: LoaderFunctionArgs, handle: Handle<T>, more: object = {}): Promise<T> => {
    const access = accessOf(id, args.request.method);
    if (!access) throw methodNotAllowed(allowedMethods(id));
    const granted = await guard(args.request, access, 'page', intentAccessOf(id, args.request));
    return handle({ ...args, ...(granted as object), ...more } as never);
  };
  const action = <T, R>(handle: Handle<T>, refuse?: Refuse<R>): Action<T | Refused<R>> =>
    markBuilt(async (args) => {
      let read = new URLSearchParams();
      const form = async () => (read = await readForm(args.request));
      const entered = async (granted: never): Promise<T | Refused<R>> => {
        try {
          return await handle(granted);
        } catch (thrown) {
          if (!refuse || !(thrown instanceof AppError)) throw thrown;
          const error = logApiError(thrown);
          return data(refuse(error, read, intentOf(args)), { status: error.status });
        }
      };
      return translatingErrors(args.request, () => enter(args, entered, { form }));
    }, id);
  const intents = <T, R>(handlers: Record<string, Handle<T>>, refuse: Refuse<R>) =>
    action(async (args: never) => {
      const intent = intentOf(args as LoaderFunctionArgs);
      const handle = Object.hasOwn(handlers, intent) ? handlers[intent] : undefined;
      if (!handle) throw new AppError('bad-request', 'Use the buttons of this page.');
      return handle(args);
    }, refuse);
  const loader = <T>(handle: Handle<T>) =>
    markBuilt((args: LoaderFunctionArgs) => translatingErrors(args.request, () => enter(args, handle)), id);
  return { loader, action, intents } as unknown as Page<Id>;
}

const intentOf = ({ request }: LoaderFunctionArgs) => new URL(request.url).searchParams.get('intent') ?? '';

async function translatingErrors<T>(request: Request, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw answerOf(request, thrown);
  }
}

/** What a page's loader or action throws, as Remix takes it. */
function answerOf(request: Request, thrown: unknown): unknown {
  if (thrown instanceof Response) return thrown;
  const isRefused = thrown instanceof AppError;
  // Work that was stopped because its visitor left is nobody's error.
  if (!isRefused && request.signal.aborted) return thrown;
  if (isRefused && thrown.code === 'unauthenticated') return redirect(signInPath(request));
  return pageErrorResponse(logApiError(thrown));
}
