const OURS = /^(PATH|HOME|LANG|LC_\w+|TMPDIR|TZ|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/;

/**
 * The environment of a program that the harness starts: what a program needs to run, and `extra`. The settings of
 * whoever runs the harness do not leak into a measured server: a real model costs money, a real outbox sends, K6_*
 * changes the load.
 */
export function cleanEnvironment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => OURS.test(name)));
  return { ...own, NODE_ENV: 'development', ...extra };
}
