/*
 * What sessions are, said without a database: which tokens live, and what each step of scanning, accepting and
 * signing in answers. Houses and tokens are numbers.
 */

export type House = {
  code: number;
  claimedBy: number | null;
  claimToken: number | null;
  claimEpoch: number;
  epoch: number;
};
export type Token = { value: string; house: number; session: number; epoch: number; expired: boolean };
export type Link = { value: string; open: boolean };
export type Expected = { status: number; location?: string; token?: 'new' | number };

/** Open sign-in links of one owner at a time. */
const OPEN_LINKS = 3;
const SIGN_IN: Expected = { status: 302, location: '/sign-in' };
const SIGNED_OUT: Expected = { status: 302, location: '/sign-in?signed-out=here' };

export class SessionModel {
  houses: House[];
  tokens: Token[] = [];
  links: Link[][];
  ended = new Set<number>();
  sessions = 0;

  constructor(houses: number) {
    const house = (): House => ({ code: 0, claimedBy: null, claimToken: null, claimEpoch: 0, epoch: 0 });
    this.houses = Array.from({ length: houses }, house);
    this.links = Array.from({ length: houses }, () => []);
  }

  lives(token: Token | undefined): token is Token {
    return (
      token !== undefined &&
      !token.expired &&
      !this.ended.has(token.session) &&
      token.epoch === this.houses[token.house]!.epoch
    );
  }

  /** A token as a load test makes it: in a session of its own. */
  sign(value: string, house: number, expired: boolean): void {
    this.mint(value, house, this.newSession(), expired);
  }

  mint(value: string, house: number, session: number, expired = false): void {
    this.tokens.push({ value, house, session, epoch: this.houses[house]!.epoch, expired });
  }

  newSession(): number {
    return (this.sessions += 1);
  }

  scan(house: number, code: number, token: Token | undefined, switching: boolean): Expected & { session?: number } {
    const { claimedBy, code: goodCode } = this.houses[house]!;
    if (code !== goodCode) return { status: 404 };
    const mine = this.lives(token) && token.house === house;
    if (claimedBy !== null) return { status: 302, location: mine ? '/home' : '/sign-in?reason=claimed' };
    if (mine) return { status: 302, location: '/welcome', token: 'new', session: token.session };
    if (this.lives(token)) {
      if (!switching) return { status: 200 };
      this.ended.add(token.session);
    }
    return { status: 302, location: '/welcome', token: 'new', session: this.newSession() };
  }

  accept(token: Token | undefined): Expected & { session?: number } {
    if (!token || token.expired || this.ended.has(token.session)) return SIGN_IN;
    const house = this.houses[token.house]!;
    const current = token.epoch === house.epoch;
    if (house.claimedBy !== null) {
      if (current) return { status: 302, location: '/home', token: this.tokens.indexOf(token) };
      const again = house.claimedBy === token.session && house.epoch === house.claimEpoch;
      return again ? { status: 302, location: '/home', token: house.claimToken! } : { status: 409 };
    }
    if (!current) return SIGN_IN;
    house.epoch += 1;
    Object.assign(house, { claimedBy: token.session, claimEpoch: house.epoch, claimToken: this.tokens.length });
    return { status: 302, location: '/home', token: 'new', session: token.session };
  }

  signOut(token: Token | undefined): Expected {
    if (!token || token.expired) return SIGN_IN;
    this.ended.add(token.session);
    return SIGNED_OUT;
  }

  signOutEverywhere(token: Token | undefined): Expected {
    if (!this.lives(token)) return { status: 302, location: '/sign-in?signed-out=nothing' };
    this.ended.add(token.session);
    const house = this.houses[token.house]!;
    if (house.claimedBy === null) return SIGNED_OUT;
    house.epoch += 1;
    this.closeLinks(token.house);
    return { status: 302, location: '/sign-in?signed-out=everywhere' };
  }

  sendLink(house: number, value: string): void {
    const open = this.links[house]!.filter((link) => link.open);
    for (const link of open.slice(0, Math.max(0, open.length - OPEN_LINKS + 1))) link.open = false;
    this.links[house]!.push({ value, open: true });
  }

  redeem(house: number, link: Link, token: Token | undefined): Expected & { session?: number } {
    if (!link.open) return { status: 410 };
    this.closeLinks(house);
    if (this.lives(token)) this.ended.add(token.session);
    return { status: 302, location: '/home', token: 'new', session: this.newSession() };
  }

  reissueCode(house: number): void {
    const state = this.houses[house]!;
    state.code += 1;
    if (state.claimedBy === null) state.epoch += 1;
  }

  private closeLinks(house: number): void {
    for (const link of this.links[house]!) link.open = false;
  }
}
