import { z } from 'zod';

const email = z
  .string({ error: 'Enter your e-mail address.' })
  .trim()
  .max(254, 'This e-mail address is too long.')
  .pipe(z.email('Enter an e-mail address such as name@example.ie.'));

/** What a staff member signs in with. */
export const credentialsSchema = z.object({
  email,
  password: z
    .string({ error: 'Enter your password.' })
    .min(1, 'Enter your password.')
    .max(200, 'A password has at most 200 characters.'),
});

/** Where an owner wants their sign-in link. */
export const signInLinkSchema = z.object({ email });
