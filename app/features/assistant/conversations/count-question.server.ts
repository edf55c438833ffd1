import type { Danger } from '../safety/classify-danger.ts';
import { consume } from '#app/platform/rate-limiter.ts';
import type { HouseScope } from '#db/scope.ts';

/**
 * Counts a question against its house's limit (E4), by `POST /api/chat` and by the form of `/home` alike; throws an
 * AppError `rate-limited`. A danger to life that happens now has a limit of its own, so that questions asked before
 * never hold it up (F9).
 */
export function countQuestion({ houseId }: HouseScope, danger: Danger | undefined): Promise<void> {
  return consume(danger?.tier === 'life' && danger.now ? 'chat-danger' : 'chat', houseId);
}
