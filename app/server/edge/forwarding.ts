import type { IncomingMessage } from 'node:http';
import { canonicalAddress } from '#app/platform/request/client-address.ts';
import { logger } from '#app/platform/logger.ts';

/** What a proxy adds to a request that it passes on: the one list of such headers. */
const FORWARDING_NAMES = [
  String.raw`forwarded|via|cdn-loop|x-real-ip|x-original-\S+|x-forwarded(-\S+)?`,
  String.raw`x-envoy-\S+|(\S+-)?client-ip|\S+-connecting-ip(v6)?`,
].join('|');
const FORWARDING = new RegExp(`^(${FORWARDING_NAMES})$`);
const LOOPBACK = /^(127(\.\d{1,3}){3}|::1)$/;
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

export const forwardingHeaders = (request: IncomingMessage): string[] =>
  Object.keys(request.headers).filter((name) => FORWARDING.test(name));

/**
 * Did a program on this machine ask this process itself? Judged by the connection's own other end; what a proxy passed
 * on comes from somebody else, and so does what a browser sends to a name that was made to point here. The one such
 * judgement: /metrics and the job server's endpoint use it.
 */
export function isDirectLocalCall(request: IncomingMessage): boolean {
  const local =
    LOOPBACK.test(canonicalAddress(request.socket.remoteAddress) ?? '') &&
    LOOPBACK_HOST.test(request.headers.host ?? '');
  return local && forwardingHeaders(request).length === 0;
}

const BETWEEN_WARNINGS_MS = 3_600_000;

/**
 * Says in the log, at most once an hour, that a peer that is not trusted sends X-Forwarded-*: a proxy that TRUST_PROXY
 * forgets, or a liar.
 */
export function forwardingWarner(trusts: (address: string) => boolean): (request: IncomingMessage) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (request) => {
    const now = performance.now();
    if (now - last < BETWEEN_WARNINGS_MS) return;
    const peer = canonicalAddress(request.socket.remoteAddress);
    if (!peer || trusts(peer)) return;
    const headers = forwardingHeaders(request).filter((name) => /^(x-)?forwarded/.test(name));
    if (headers.length === 0) return;
    last = now;
    const detail =
      'They are ignored. If this peer is your proxy, name it in TRUST_PROXY: until then all its visitors share ' +
      'one address and its limits.';
    logger.warn('forwarded headers came from a peer that is not trusted', {
      peer,
      headers: headers.join(', '),
      detail,
    });
  };
}
