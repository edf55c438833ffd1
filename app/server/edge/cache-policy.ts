import type { RequestHandler } from 'express';
import onHeaders from 'on-headers';

/**
 * What a cache may keep, by name: built assets and icons, what is told of a development to anyone,
 * and the contract of the API. Nothing else is
 * public.
 */
const PUBLIC = [
  /^\/assets\//,
  /^\/(favicon\.(ico|svg)|manifest\.webmanifest|robots\.txt)$/,
  /^\/icons\/[^/]+$/,
  /^\/api\/(public\/|openapi\.json$)/,
];

/** May a cache keep what stands at this path? */
export const isPublicPath = (path: string): boolean => PUBLIC.some((name) => name.test(path));

/** Answers `Cache-Control: no-store` to all that is not public by name, and to every error and redirect. */
export const keepPrivate: RequestHandler = (request, response, next) => {
  const isPublic = isPublicPath(request.path);
  onHeaders(response, () => {
    const good = response.statusCode < 300 || response.statusCode === 304;
    if (isPublic && good && response.hasHeader('Cache-Control')) return;
    const given = String(response.getHeader('Cache-Control') ?? '');
    if (!/\bno-store\b/.test(given)) response.setHeader('Cache-Control', 'no-store');
    if (!isPublic || !good) response.removeHeader('ETag');
  });
  next();
};
