import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Embedder } from '#app/platform/embeddings/embedder.ts';

const FOLDER = join(process.cwd(), 'node_modules/.cache/openhouse/eval');

export const digest = (...parts: (string | Buffer)[]) =>
  parts.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256')).digest('base64url');

/** A digest of the files that `patterns` match: a cached result is void when the code that made it changes. */
export async function digestOfFiles(...patterns: string[]): Promise<string> {
  const contents: string[] = [];
  for await (const file of glob(patterns))
    if (!file.includes('.test.')) contents.push(`${file}\n${await readFile(file, 'utf8')}`);
  return digest(...contents.toSorted());
}

/** `make`'s result, kept on disk under `key`. */
export async function cached<T>(key: string, make: () => Promise<T>): Promise<T> {
  const file = join(FOLDER, `${key}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const made = await make();
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, JSON.stringify(made));
  return made;
}

/** `embedder` with its vectors kept on disk between runs; `save` writes what is new. */
export function cachingEmbedder(embedder: Embedder): Embedder & { save(): void } {
  const file = join(FOLDER, `vectors-${embedder.model}.json`);
  const vectors = new Map<string, number[]>(
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, number[]][]) : [],
  );
  let grown = false;
  return {
    model: embedder.model,
    dimensions: embedder.dimensions,
    async embed(texts, options) {
      const missing = [...new Set(texts)].filter((text) => !vectors.has(digest(text)));
      if (missing.length > 0) {
        grown = true;
        for (const [index, vector] of (await embedder.embed(missing, options)).entries())
          vectors.set(
            digest(missing[index]!),
            vector.map((value) => Number(value.toFixed(6))),
          );
      }
      return texts.map((text) => vectors.get(digest(text))!);
    },
    ...(embedder.scorePairs && { scorePairs: embedder.scorePairs.bind(embedder) }),
    close: () => embedder.close(),
    save() {
      if (!grown) return;
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(file, JSON.stringify([...vectors]));
    },
  };
}
