/** Their latency is judged as that of chat and of onboarding (A7). */
export const CHAT_ROUTES: ReadonlySet<string> = new Set(['routes/api.chat']);
export const ONBOARDING_ROUTES: ReadonlySet<string> = new Set([
  'routes/onboarding._index',
  'routes/onboarding.$token',
  'routes/welcome',
  'routes/api.qr.resolve',
]);
