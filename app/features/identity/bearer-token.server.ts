/**
 * The token of `Authorization: Bearer …`; undefined when there is no such header. An empty one is '' and must be
 * refused, not passed over: whoever presents a bearer is judged by it alone.
 */
export function readBearerToken(request: Request): string | undefined {
  const header = request.headers.get('Authorization');
  return header === null
    ? undefined
    : /^Bearer(?:\s(.*))?$/is
        .exec(header.trim())
        ?.slice(1)
        .map((token) => (token ?? '').trim())[0];
}
