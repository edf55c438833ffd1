import { z } from 'zod';
import { MIN_PASSWORD } from './team/password-length.ts';

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

/** Who is to join a builder's staff, and what they may do. */
export const colleagueSchema = z.object({
  email,
  role: z.enum(['manager', 'viewer'], { error: 'Choose what they may do.' }),
});

/** Whom a manager changes. */
export const memberSchema = z.object({ member: z.uuid('Use the buttons of this page.') });
export const memberRoleSchema = memberSchema.extend({ role: z.enum(['manager', 'viewer']) });

/** How somebody who was invited wants to be known, and what they will sign in with. */
export const joinSchema = z.object({
  full_name: z
    .string({ error: 'Enter your name.' })
    .trim()
    .min(1, 'Enter your name.')
    .max(200, 'A name has at most 200 characters.'),
  password: z
    .string({ error: 'Choose a password.' })
    .min(MIN_PASSWORD, `A password has at least ${MIN_PASSWORD} characters: three or four words do well.`)
    .max(200, 'A password has at most 200 characters.'),
});

/** An account of the platform's own staff. */
export const adminSchema = joinSchema.extend({ email });

/** Where an owner wants their sign-in link. */
export const signInLinkSchema = z.object({ email });
