import { requireAdmin } from '#app/features/identity/guards.server.ts';
import { apiAction, apiLoader } from '#app/features/observability/handle-api.server.ts';
import { readAlerts } from '#app/features/operations/evaluate-alerts.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

/** Every alert threshold with its state in this process, the worst first (D9). */
export const loader = apiLoader(async ({ request }) => {
  await requireAdmin(request);
  const { alerts, evaluatedAt } = readAlerts();
  return jsonResponse({
    evaluated_at: evaluatedAt,
    items: alerts.map(({ forSeconds, windowSeconds, name, ...alert }) => ({ name, ...alert, for_seconds: forSeconds, window_seconds: windowSeconds ?? null, runbook: `/admin/runbook#${name}` })),
  });
});

export const action = apiAction({}, { get: true });
