import type { Request, RequestHandler } from 'express';
import { AppError } from '#app/platform/errors.ts';

const HOST = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+)(:\d{1,5})?$/;
/** A part of a name between two dots; an address of four numbers fits as well. */
const LABEL = /^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$/;
/** Characters of a request's target. */
const MAX_TARGET = 8_192;
const DOT_SEGMENT = /(^|\/)(\.|%2e){1,2}(\/|$)/i;
/** Left to clients that were taught to spell it out. */
const ABSOLUTE = /^https?:\/\/([^/?#]+)(.*)$/i;

/** Is it a name or an address, with or without a port, that a URL can hold? */
export function isHost(host: string | undefined): host is string {
  if (host === undefined || host.length > 255) return false;
  const name = HOST.exec(host)?.[1];
  if (name === undefined || !URL.canParse(`http://${host}/`)) return false;
  return (
    name.startsWith('[') ||
    name
      .replace(/\.$/, '')
      .split('.')
      .every((label) => LABEL.test(label))
  );
}

/**
 * Refuses what no client of ours sends and what would be read differently further in: a Host that is missing, odd or
 * there twice; a target that is no path of ours, holds a broken escape, NUL, a backslash or a dot segment, or is very
 * long. 400, 404 or 414.
 */
export const refuseMalformed: RequestHandler = (request, _response, next) => {
  const error = faultOf(request);
  // Express finds the error path by the target too.
  if (error && !request.url.startsWith('/')) request.url = '/';
  next(error);
};

function faultOf(request: Request): AppError | undefined {
  const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts !== 1 || !isHost(request.headers.host)) return malformed('The Host header is missing or malformed.');
  const absolute = ABSOLUTE.exec(request.url);
  if (absolute) {
    if (absolute[1]?.toLowerCase() !== request.headers.host.toLowerCase())
      return malformed('The address names another host than the Host header.');
    request.url = absolute[2]?.startsWith('/') ? absolute[2] : `/${absolute[2] ?? ''}`;
    request.originalUrl = request.url;
  }
  const target = request.url;
  if (target === '*' && request.method === 'OPTIONS') return undefined;
  if (target.length > MAX_TARGET)
    return new AppError('address-too-long', `The address is longer than ${MAX_TARGET} characters. Shorten it.`);
  const [path = ''] = target.split('?', 1);
  if (
    !path.startsWith('/') ||
    /[\\#]/.test(target) ||
    DOT_SEGMENT.test(path) ||
    /%00/.test(path) ||
    !isDecodable(path)
  ) {
    return malformed('The address is malformed. Check it.');
  }
  if (path.startsWith('//')) return new AppError('not-found', 'There is nothing at this address.');
  return undefined;
}

const malformed = (message: string) => new AppError('bad-request', message);

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
