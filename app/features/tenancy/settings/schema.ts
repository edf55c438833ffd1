import { z } from 'zod';
import { RULE_SETS } from '#db/schema/handover-words.ts';
import { isColour } from './contrast.ts';
import { MAX_AFTER_SALES } from './limits.ts';

/** As people write a number that can be dialled: digits, and what parts them. */
const PHONE = /^\+?[0-9 ()./-]{3,30}$/;
const NO_PHONE = 'Enter a phone number as people dial it, such as 021 555 0100.';

const phone = z.string({ error: NO_PHONE }).trim().regex(PHONE, NO_PHONE);
/** Which state of the settings the form was filled in from. */
const seen = z.string({ error: 'Open the page again.' });

/** How owners see and reach the builder. */
export const builderSettingsSchema = z.object({
  seen,
  support_email: z
    .string({ error: 'Enter an e-mail address.' })
    .trim()
    .max(254, 'This e-mail address is too long.')
    .pipe(z.email('Enter an e-mail address such as care@builder.example.')),
  support_phone: phone,
  accent: z
    .string({ error: 'Choose a colour.' })
    .trim()
    .refine(isColour, 'Enter a colour as # and six digits, such as #8a6d1f.'),
});

/** What holds for one development. A box that is not ticked is not sent. */
export const developmentSettingsSchema = z.object({
  seen,
  development_id: z.uuid('Choose a development.'),
  emergency_phone: z.union([z.literal(''), phone], { error: NO_PHONE }).default(''),
  asks_surname: z
    .literal('on')
    .optional()
    .transform((ticked) => ticked === 'on'),
  rule_set: z.preprocess(
    (value) => (value === '' ? null : value),
    z.enum(RULE_SETS, { error: 'Choose one of the rule sets.' }).nullish(),
  ),
  holds_codes: z
    .literal('on')
    .optional()
    .transform((ticked) => ticked === 'on'),
  after_sales: z
    .string()
    .trim()
    .max(MAX_AFTER_SALES, `Shorten the statement to ${MAX_AFTER_SALES} characters.`)
    .default('')
    .transform((text) => text.replaceAll('\r\n', '\n')),
});

export const settingsQuerySchema = z.object({ development: z.uuid('Choose a development.').optional() });
