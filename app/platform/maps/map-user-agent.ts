import type { Env } from '../parse-env.ts';

/**
 * How we introduce ourselves to OpenStreetMap's services: their usage policies want an application's name and a way to
 * reach it.
 */
export function mapUserAgent(settings: Pick<Env, 'PUBLIC_URL'>): string {
  return settings.PUBLIC_URL
    ? `OpenHouse-AI (+${settings.PUBLIC_URL})`
    : 'OpenHouse-AI (homeowner handbook, local installation)';
}
