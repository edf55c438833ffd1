import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { STUB_DIMENSIONS } from './speed-settings.ts';

/*
 * Started by speed.ts as a process of its own: an OpenAI-compatible endpoint on loopback that answers at once. The chat
 * model cites the first passage; a text's vector is the sum of one fixed direction for each of its words, so that texts
 * with the same words are near each other.
 */

const directions = new Map<string, Float64Array>();

function directionOf(word: string): Float64Array {
  let direction = directions.get(word);
  if (!direction) {
    const bytes = createHash('shake256', { outputLength: STUB_DIMENSIONS }).update(word).digest();
    direction = Float64Array.from(bytes, (byte) => byte - 127.5);
    directions.set(word, direction);
  }
  return direction;
}

function vectorOf(text: string): number[] {
  const sum = new Float64Array(STUB_DIMENSIONS);
  for (const word of text.toLowerCase().match(/[\p{L}\d]+/gu) ?? ['nothing'])
    directionOf(word).forEach((value, index) => (sum[index]! += value));
  const length = Math.hypot(...sum) || 1;
  return Array.from(sum, (value) => value / length);
}

const CHAT_ANSWER = 'It stands in the guide of your house [1].';
const chunk = (part: object) =>
  `data: ${JSON.stringify({ id: 'stub', object: 'chat.completion.chunk', created: 0, model: 'stub', ...part })}\n\n`;
const CHAT_STREAM = [
  chunk({ choices: [{ index: 0, delta: { role: 'assistant', content: CHAT_ANSWER }, finish_reason: null }] }),
  chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
  chunk({ choices: [], usage: { prompt_tokens: 900, completion_tokens: 12, total_tokens: 912 } }),
  'data: [DONE]\n\n',
].join('');

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  if (request.url?.endsWith('/chat/completions')) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).end(CHAT_STREAM);
    return;
  }
  if (!request.url?.endsWith('/embeddings')) {
    response.writeHead(404).end();
    return;
  }
  const { input } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { input: string | string[] };
  const data = [input].flat().map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
  response
    .writeHead(200, { 'Content-Type': 'application/json' })
    .end(JSON.stringify({ object: 'list', model: 'stub', data, usage: { prompt_tokens: 10, total_tokens: 10 } }));
}

const server = createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
process.once('disconnect', () => process.exit(0));
