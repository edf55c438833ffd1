/** The `Cookie` of a developer's session, by POST /api/session; null when the deployment refuses the sign-in. */
export async function signInDeveloper(
  baseUrl: string,
  developer: { email: string; password: string },
): Promise<string | null> {
  const response = await fetch(`${baseUrl}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: baseUrl },
    body: JSON.stringify(developer),
    signal: AbortSignal.timeout(15_000),
  });
  const session = /staff_session=[^;]+/.exec(response.headers.get('Set-Cookie') ?? '')?.[0];
  await response.body?.cancel();
  return response.status === 200 ? (session ?? null) : null;
}
