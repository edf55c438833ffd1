import { api } from '#app/features/identity/api.server.ts';
import { readAlerts } from '#app/features/operations/alerts/read-alerts.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

const route = api('routes/api.admin.alerts._index', {
  /** Every alert threshold, the worst first (D9): what stands in any process, what this one sees, what is silenced. */
  GET: async ({ scope }) => {
    const { alerts, evaluatedAt } = await readAlerts(scope);
    const items = alerts.map(({ forSeconds, windowSeconds, name, firing, silence, ...alert }) => ({
      name,
      ...alert,
      for_seconds: forSeconds,
      window_seconds: windowSeconds ?? null,
      firing_id: firing?.id ?? null,
      acknowledged_at: firing?.acknowledged_at ?? null,
      silenced_until: silence?.ends_at ?? null,
      runbook: `/admin/runbook#${name}`,
    }));
    return jsonResponse({ evaluated_at: evaluatedAt, items });
  },
});

export const loader = route.loader;
export const action = route.action;
