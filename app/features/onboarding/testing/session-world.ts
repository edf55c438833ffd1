import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { v7 } from 'uuid';
import {
  developerOf,
  createTestTenant,
  homeownerTokenOf,
  requireHomeowner,
  type TestTenant,
} from '#app/features/identity/testing.ts';
import { createQrToken, reissueQrToken } from '../qr-tokens.server.ts';
import { AppError } from '#app/platform/errors.ts';
import { resetRateLimits } from '#app/platform/rate-limiter.ts';
import { hashToken, randomToken } from '#app/platform/tokens.ts';
import { action as switchHouse, loader as scan } from '#app/routes/onboarding._index.tsx';
import { action as redeem, loader as lookAtLink } from '#app/routes/sign-in_.link.$token.tsx';
import { action as everywhere } from '#app/routes/sign-out_.everywhere.ts';
import { action as signOut } from '#app/routes/sign-out.ts';
import { action as accept } from '#app/routes/welcome.tsx';
import { insertSignInLink } from '#db/queries/identity/sign-in-links.ts';
import { houses } from '#db/schema/homes.ts';
import { systemScope } from '#db/scope-makers.ts';
import { withScope } from '#db/scope.ts';
import { SessionModel, type Expected, type Token } from './session-model.ts';

/*
 * Steps at the door against the real routes and a database, each held against the model (E3). Call after
 * openTestDatabase().
 */

let count = 0;

type Handler = (args: { request: Request; params: Record<string, string>; context: Record<string, never> }) => unknown;
type Answer = { status: number; location?: string; cookie?: string };

async function call(
  handler: unknown,
  path: string,
  method: string,
  token: Token | undefined,
  params = {},
): Promise<Answer> {
  resetRateLimits();
  const request = new Request(`http://localhost${path}`, {
    method,
    headers: token ? { Cookie: `homeowner_token=${token.value}` } : {},
  });
  const work = Promise.resolve().then(() => (handler as Handler)({ request, params, context: {} }));
  const answer = await work.catch((thrown: unknown) => thrown);
  if (answer instanceof AppError) return { status: answer.status };
  if (answer instanceof Error) throw answer;
  if (!(answer instanceof Response)) return { status: 200 };
  const cookie = answer.headers.getSetCookie().find((one) => /^homeowner_token=[^;]/.test(one));
  const location = answer.headers.get('Location')?.replace(/\?next=.*|&house=.*/, '');
  return { status: answer.status, location, cookie: cookie && /=([^;]+)/.exec(cookie)![1] };
}

/** How often each is tried: what ends things least. */
const OFTEN = ['scan', 'accept', 'link', 'redeem'] as const;
const SOMETIMES = ['scan old code', 'switch', 'accept thrice', 'look', 'redeem twice', 'sign', 'link'] as const;
const SELDOM = ['sign out', 'everywhere', 'reissue'] as const;
const what = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...OFTEN) },
  { weight: 6, arbitrary: fc.constantFrom(...SOMETIMES) },
  { weight: 2, arbitrary: fc.constantFrom(...SELDOM) },
);
export const step = fc.record({ what, house: fc.nat(1), token: fc.nat(61), link: fc.nat(5) });
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

export class World {
  model = new SessionModel(2);
  /** Of each house, oldest first; the last is good. */
  codes: string[][] = [[], []];
  tenants: TestTenant[];

  constructor(tenants: TestTenant[]) {
    this.tenants = tenants;
  }

  static async make(): Promise<World> {
    const world = new World([await createTestTenant(`one-${(count += 1)}`), await createTestTenant(`two-${count}`)]);
    for (const [index, tenant] of world.tenants.entries()) {
      const { token } = await withScope(developerOf(tenant), (tx) =>
        createQrToken(tx, developerOf(tenant), tenant.houseId),
      );
      world.codes[index]!.push(token);
    }
    return world;
  }

  /** One of the living tokens, or one of all that were ever minted, or none. */
  pick(number: number): Token | undefined {
    const among = number % 2 === 0 ? this.model.tokens.filter((token) => this.model.lives(token)) : this.model.tokens;
    return among[(number >> 1) % (among.length + 1)];
  }

  async check(answer: Answer, expected: Expected & { session?: number }, house: number): Promise<void> {
    deepEqual(
      { status: answer.status, location: answer.location },
      { status: expected.status, location: expected.location },
    );
    if (expected.token === undefined) equal(answer.cookie, undefined);
    else if (expected.token !== 'new') equal(answer.cookie, this.model.tokens[expected.token]!.value);
    else {
      ok(answer.cookie && this.model.tokens.every(({ value }) => value !== answer.cookie));
      this.model.mint(answer.cookie, house, expected.session!);
    }
  }

  async take({ what, house, token: number, link: which }: Step): Promise<void> {
    const { model } = this;
    const tenant = this.tenants[house]!;
    const token = this.pick(number);
    const links = model.links[house]!;
    const link = links[which % Math.max(1, links.length)];
    const linkPath = `/sign-in/link/${link?.value}`;
    if (what === 'scan' || what === 'switch' || what === 'scan old code') {
      const code = what === 'scan old code' ? 0 : this.codes[house]!.length - 1;
      const path = `/onboarding?uid=${this.codes[house]![code]}`;
      const isSwitch = what === 'switch';
      const answer = await call(isSwitch ? switchHouse : scan, path, isSwitch ? 'POST' : 'GET', token);
      await this.check(answer, model.scan(house, code, token, isSwitch), house);
    } else if (what === 'accept' || what === 'accept thrice') {
      const times = what === 'accept' ? 1 : 3;
      const answers = await Promise.all(Array.from({ length: times }, () => call(accept, '/welcome', 'POST', token)));
      for (const answer of answers) await this.check(answer, model.accept(token), token?.house ?? house);
    } else if (what === 'sign out')
      await this.check(await call(signOut, '/sign-out', 'POST', token), model.signOut(token), house);
    else if (what === 'everywhere')
      await this.check(
        await call(everywhere, '/sign-out/everywhere', 'POST', token),
        model.signOutEverywhere(token),
        house,
      );
    else if (what === 'link') {
      if (model.houses[house]!.claimedBy === null) return;
      const value = randomToken();
      const row = {
        tenantId: tenant.tenantId,
        id: v7(),
        homeownerId: tenant.homeownerId,
        tokenHash: hashToken(value),
        lifetime: 900_000,
      };
      await withScope(systemScope('test'), (tx) => insertSignInLink(tx, row));
      model.sendLink(house, value);
    } else if (what === 'look') {
      if (!link) return;
      for (const method of ['GET', 'HEAD']) {
        const answer = await call(lookAtLink, linkPath, method, token, { token: link.value });
        equal(answer.status, link.open ? 200 : 410);
      }
    } else if (what === 'redeem' || what === 'redeem twice') {
      if (!link) return;
      const times = what === 'redeem' ? 1 : 2;
      const answers = await Promise.all(
        Array.from({ length: times }, () => call(redeem, linkPath, 'POST', token, { token: link.value })),
      );
      for (const answer of answers.sort((one, other) => one.status - other.status))
        await this.check(answer, model.redeem(house, link, token), house);
    } else if (what === 'reissue') {
      const { token: code } = await withScope(developerOf(tenant), (tx) =>
        reissueQrToken(tx, developerOf(tenant), tenant.houseId),
      );
      this.codes[house]!.push(code);
      model.reissueCode(house);
    } else {
      const expired = which === 0;
      // What ended the house's sessions in this very moment may be a millisecond ahead.
      const [row] = await withScope(developerOf(tenant), (tx) =>
        tx.select({ from: houses.sessionsValidFrom }).from(houses),
      );
      const now = Math.max(Date.now(), row!.from.getTime());
      const issuedAt = new Date(expired ? now - 86_460_000 : now);
      model.sign(await homeownerTokenOf(tenant, { issuedAt }), house, expired);
    }
  }

  /** Every token, asked about at once. */
  async verify(): Promise<void> {
    const { tokens } = this.model;
    const found = await Promise.all(
      tokens.map(({ value }) =>
        requireHomeowner(new Request('http://localhost/api/x', { headers: { Authorization: `Bearer ${value}` } })).then(
          () => 'living',
          (refused: AppError) => refused.status,
        ),
      ),
    );
    deepEqual(
      found,
      tokens.map((token) => (this.model.lives(token) ? 'living' : 401)),
    );
  }
}
