import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { SETTING_NAMES } from '#app/platform/parse-env.ts';
import { MAX_UPLOAD_BYTES } from '#app/features/documents/upload/upload-limit.ts';
import { LIMITS } from '#app/platform/rate-limits.ts';
import { isPublicPath } from '#app/server/edge/cache-policy.ts';

/*
 * What a deployment is described by agrees with what the application itself holds: settings, limits, what may be kept.
 */

const read = (file: string) => readFileSync(file, 'utf8');
const compose = parse(read('compose.yaml'), { merge: true }) as {
  services: Record<string, { environment?: Record<string, string>; volumes?: string[] }>;
};
const cloudflare = read('docs/deploy/cloudflare/main.tf');

describe('I2: image and compose file', () => {
  test('the application is given settings that it knows', () => {
    const given = Object.keys(compose.services['app1']?.environment ?? {});
    expect(given).toContain('DATABASE_URL');
    expect(given.filter((name) => !(SETTING_NAMES as string[]).includes(name))).toEqual([]);
  });

  test('each variable of the compose file is in the example of its settings, and none is there for nothing', () => {
    const asked = new Set([...read('compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    const offered = [...read('docs/deploy/compose.env.example').matchAll(/^(?:# )?([A-Z]\w+)=/gm)].map(
      ([, name]) => name,
    );
    expect(offered.filter((name) => !asked.has(name))).toEqual([]);
    expect([...asked].filter((name) => !offered.includes(name))).toEqual(['MAIL_PAGE_PORT']);
  });

  test('no secret has a value in the repository', () => {
    const values = [...read('docs/deploy/compose.env.example').matchAll(/^(\w*(?:SECRET|PASSWORD|TOKEN|KEY))=(.*)$/gm)];
    expect(values.length).toBeGreaterThan(5);
    expect(values.filter(([, , value]) => value !== '')).toEqual([]);
  });

  test('files that are mounted are there', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.filter((volume) => volume.startsWith('./')).map((volume) => volume.split(':')[0]!),
    );
    expect(mounted.length).toBeGreaterThan(3);
    for (const file of mounted) expect(read(file)).not.toBe('');
  });

  test('the image holds what the process reads', () => {
    const copied = [...read('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from]) =>
      from!.split(' '),
    );
    expect(copied).toEqual(expect.arrayContaining(['app', 'db', 'inngest', 'package.json', 'remix.config.js']));
  });
});

describe('I2: the proxy', () => {
  const MIB = 1024 * 1024;
  const proxy = read('docs/deploy/application.caddy');

  test('lets every file through that the application takes', () => {
    const most = Number(/max_size (\d+)MiB/.exec(proxy)?.[1]) * MIB;
    expect(most).toBeGreaterThan(MAX_UPLOAD_BYTES + MIB);
  });

  test('asks each instance of the compose file, and no other', () => {
    const asked = /^reverse_proxy (.*) \{$/m.exec(proxy)?.[1]?.split(' ');
    const instances = Object.keys(compose.services).filter((name) => /^app\d$/.test(name));
    expect(asked).toEqual(instances.map((name) => `${name}:3000`));
    expect(asked?.length).toBeGreaterThan(1);
  });
});

describe('I3: Cloudflare', () => {
  const rates = /resource "cloudflare_ruleset" "rates"[^]*$/.exec(cloudflare)?.[0] ?? '';

  test.each(['sign-in-address', 'public'] as const)('the rate of %s is the application’s own', (name) => {
    const rule = new RegExp(`ref +=? *"${name}"[^]*?period +=\\s*(\\d+)[^]*?requests_per_period =\\s*(\\d+)`).exec(
      rates,
    );
    expect(rule?.slice(1).map(Number)).toEqual([LIMITS[name].duration, LIMITS[name].points]);
  });

  test('no rate stands before questions: a house has its own limit', () => {
    expect(rates).toContain('http_ratelimit');
    expect(rates).not.toContain('/api/chat');
  });

  test('what is kept at the edge is what the application calls public', () => {
    const rule = /ref +=\s*"public"[^]*?expression +=\s*"(.*)"/.exec(cloudflare)?.[1] ?? '';
    const paths = [...rule.matchAll(/\\"(\/[^"\\]*)\\"/g)].map(([, path]) =>
      path!.endsWith('/') ? `${path!}x` : path!,
    );
    expect(paths).toContain('/assets/x');
    expect(paths.filter((path) => !isPublicPath(path))).toEqual([]);
  });
});
