import { createHmac } from 'node:crypto';
import { UpstreamError } from './upstream.ts';

const TIMEOUT_MS = 10_000;

export type WebhookMessage = {
  /** The same each time it is sent, so that a second delivery is known for one. */
  id: string;
  body: Record<string, unknown>;
};

type Target = { url: string; secret: string };

/**
 * Posts a message as JSON, signed as Standard Webhooks has it: `webhook-signature` is `v1,` and the base64 of
 * HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<body>`. The secret's text is the key: a library of the standard
 * that decodes it is given its base64. No redirect is followed. Throws UpstreamError: permanent
 * for what the receiver refuses for good (4xx), else to be tried again.
 */
export async function sendWebhook(
  { url, secret }: Target,
  { id, body }: WebhookMessage,
  now = Date.now(),
): Promise<void> {
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(now / 1_000));
  let status: number;
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${signWebhook({ id, timestamp, text }, secret)}`,
      },
      body: text,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // Whoever answers without an end is not waited for.
    response.body?.cancel().catch(() => {});
    status = response.status;
  } catch (cause) {
    throw new UpstreamError(
      'The receiver of ALERT_WEBHOOK_URL could not be reached or did not answer within 10 s. It is tried again.',
      { cause },
    );
  }
  if (status >= 200 && status < 300) return;
  const later = status >= 500 || status === 408 || status === 425 || status === 429;
  throw new UpstreamError(
    later
      ? `The receiver of ALERT_WEBHOOK_URL has a problem of its own (HTTP ${status}). It is tried again.`
      : `The receiver of ALERT_WEBHOOK_URL refused the message (HTTP ${status}). Correct the address or the secret ` +
          'on either side, then start this job again.',
    { permanent: !later },
  );
}

/** The signature without its version, in base64. */
export const signWebhook = (
  { id, timestamp, text }: { id: string; timestamp: string; text: string },
  secret: string,
): string => createHmac('sha256', secret).update(`${id}.${timestamp}.${text}`).digest('base64');
