import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './request/content-security-policy.ts';
import { mapTiles } from './maps/map-tiles.server.ts';
import { parseEnv } from './parse-env.ts';

test('K4: an empty environment has a default for everything', () => {
  expect(parseEnv({})).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    DATA_DIR: './data',
    LOG_DIR: './logs',
    CORS_ORIGINS: [],
  });
});

test('empty values count as absent, as a copied .env file has them', () => {
  expect(parseEnv({ DATABASE_URL: '', OPENAI_API_KEY: '', SESSION_SECRET: '' })).not.toHaveProperty('DATABASE_URL', '');
});

test.each([
  ['PORT', 'abc'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://x'],
  ['SESSION_SECRET', 'short'],
  ['PUBLIC_URL', 'not a url'],
  ['NODE_ENV', 'staging'],
  ['CORS_ORIGINS', '*'],
  ['CORS_ORIGINS', 'https://app.example, https://app.example/path'],
  ['MAP_TILES_URL', 'https://{s}.tiles.example/{z}/{x}/{y}.png'],
  ['MAP_TILES_URL', 'https://tiles.example/{z}/{x}.png'],
  ['MAP_TILES_URL', 'https://tiles.example/{z}/{x}/{y}.png; script-src *'],
  ['MAP_TILES_URL', 'javascript:alert({x}{y}{z})'],
  ['INNGEST_SERVE_ORIGIN', 'app:3000'],
  ['INNGEST_SERVE_ORIGIN', 'http://app:3000/api/inngest'],
])('I1: a faulty %s is named', (name, value) => {
  expect(() => parseEnv({ [name]: value })).toThrow(new RegExp(`${name}: `));
});

test('F6: tiles are let in from the one origin that is configured, and from none by default', () => {
  expect(mapTiles(parseEnv({}))).toBeUndefined();
  const tiles = mapTiles(parseEnv({ MAP_TILES_URL: 'https://tiles.example:8443/a/{z}/{x}/{y}{r}.png?key=1' }));
  expect(tiles).toEqual({
    url: 'https://tiles.example:8443/a/{z}/{x}/{y}{r}.png?key=1',
    origin: 'https://tiles.example:8443',
    attribution: '© OpenStreetMap contributors',
  });
  const imagesOf = (images?: string) =>
    contentSecurityPolicy('n', { dev: false, https: true, images })
      .split('; ')
      .find((part) => part.startsWith('img-src'));
  expect(imagesOf()).toBe("img-src 'self' data: blob:");
  expect(imagesOf(tiles?.origin)).toBe("img-src 'self' data: blob: https://tiles.example:8443");
});

test('an origin is kept without its slash', () => {
  expect(parseEnv({ INNGEST_SERVE_ORIGIN: 'http://app:3000/' }).INNGEST_SERVE_ORIGIN).toBe('http://app:3000');
});

test('E8: other origins are a list', () => {
  expect(parseEnv({ CORS_ORIGINS: 'https://app.example, http://localhost:8080/' }).CORS_ORIGINS).toEqual([
    'https://app.example',
    'http://localhost:8080',
  ]);
});

test('C10: the second language of scanned pages is one whose weights are installed', () => {
  expect(parseEnv({ OCR_SECOND_LANGUAGE: 'gle' }).OCR_SECOND_LANGUAGE).toBe('gle');
  expect(parseEnv({ OCR_SECOND_LANGUAGE: '' }).OCR_SECOND_LANGUAGE).toBeUndefined();
  expect(() => parseEnv({ OCR_SECOND_LANGUAGE: 'xyz' })).toThrow(/OCR_SECOND_LANGUAGE: .*data\/xyz/);
  expect(() => parseEnv({ OCR_SECOND_LANGUAGE: '../x' })).toThrow(/OCR_SECOND_LANGUAGE: must be a language/);
});

test('I1: every fault is named at once', () => {
  expect(() => parseEnv({ PORT: 'x', DATABASE_URL: 'x', NODE_ENV: 'production' })).toThrow(
    /PORT: [\s\S]*DATABASE_URL: [\s\S]*SESSION_SECRET: /,
  );
});
