import { z } from 'zod';

/** The body of POST /api/qr/resolve; what is no token is told by the look-up, which knows its shape. */
export const resolveQrSchema = z.object({
  token: z.unknown().meta({ type: 'string', description: 'The code’s token' }),
});
