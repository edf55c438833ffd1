import { globSync } from 'node:fs';
import { extname, join } from 'node:path';
import express, { type RequestHandler } from 'express';

/**
 * What was built: assets, whose names change with them, and the few files at the root. Scripts and styles go out as
 * they were compressed at the build, to whoever takes that.
 */
export function builtFiles(folder: string = join('build', 'client')): RequestHandler {
  const assets = express.static(folder, { immutable: true, maxAge: '1y', index: false, fallthrough: false });
  const others = express.static(folder, { maxAge: '1h', index: false });
  const compressed = new Set(globSync('assets/**/*.br', { cwd: folder }).map((name) => `/${name.slice(0, -3)}`));
  return (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    if (request.path.startsWith('/assets/')) {
      if (compressed.has(request.path)) {
        response.vary('Accept-Encoding');
        if (request.acceptsEncodings('br') === 'br') {
          response.type(extname(request.path)).setHeader('Content-Encoding', 'br');
          request.url = `${request.path}.br`;
        }
      }
      return assets(request, response, next);
    }
    // Pages and the API have no extension, and need no look at the disk.
    if (extname(request.path)) return others(request, response, next);
    next();
  };
}
