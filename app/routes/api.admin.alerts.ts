import { api } from '#app/features/identity/api.server.ts';
import { readAlerts } from '#app/features/operations/alerts/evaluate-alerts.server.ts';
import { jsonResponse } from '#app/platform/http.ts';

const route = api('routes/api.admin.alerts', {
  /** Every alert threshold with its state in this process, the worst first (D9). */
  GET: async () => {
    const { alerts, evaluatedAt } = readAlerts();
    const items = alerts.map(({ forSeconds, windowSeconds, name, ...alert }) => ({
      name,
      ...alert,
      for_seconds: forSeconds,
      window_seconds: windowSeconds ?? null,
      runbook: `/admin/runbook#${name}`,
    }));
    return jsonResponse({ evaluated_at: evaluatedAt, items });
  },
});

export const loader = route.loader;
export const action = route.action;
