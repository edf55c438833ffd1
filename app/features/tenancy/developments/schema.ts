import { z } from 'zod';
import { HOUSE_TYPE } from '#db/patterns.ts';
import { shortName } from '../builders/schema.ts';
import { reasonSchema } from '../retirement/schema.ts';
import { MAX_ADDRESS, MAX_DESCRIPTION, MAX_NAME } from './limits.ts';

const seen = z.string({ error: 'Open the page again.' }).max(100, 'Open the page again.');
const NO_SIGN = 'Leave out what is no letter or sign.';

const line = (missing: string, max: number) =>
  z
    .string({ error: missing })
    .trim()
    .min(2, missing)
    .max(max, `Shorten it to ${max} characters.`)
    .regex(/^\P{Cc}*$/u, NO_SIGN);

/** Decimal degrees between two bounds; an empty field is missing, not zero. */
const degrees = (name: string, [least, most]: [number, number], example: string) => {
  const message = `Enter the ${name} in degrees, from ${least} to ${most}, such as ${example}.`;
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    z.coerce.number({ error: message }).min(least, message).max(most, message),
  );
};

const details = {
  name: line('Enter the development’s name.', MAX_NAME),
  address: line('Enter the street and the town.', MAX_ADDRESS),
  // Ireland and Great Britain, so that a swapped pair or a lost minus sign is noticed.
  latitude: degrees('latitude', [49, 61], '51.9186'),
  longitude: degrees('longitude', [-11, 2], '-8.1762'),
};

export const developmentSchema = z.object({ seen, ...details });

/** A new development. Its short name stays: it stands in public addresses. */
export const newDevelopmentSchema = z.object({
  tenant: z.uuid('Choose a builder.'),
  slug: shortName,
  ...details,
});

const NO_CODE = 'Enter 1 to 20 letters, digits and hyphens, such as A or B2.';

/** A house type; `code` names it for good, since houses and documents do by it. */
export const houseTypeSchema = z.object({
  code: z.string({ error: NO_CODE }).trim().regex(HOUSE_TYPE, NO_CODE),
  name: line('Enter what people call it.', MAX_NAME),
  description: z
    .string()
    .trim()
    .max(MAX_DESCRIPTION, `Shorten it to ${MAX_DESCRIPTION} characters.`)
    .regex(/^\P{Cc}*$/u, NO_SIGN)
    .default(''),
});

export const changedTypeSchema = houseTypeSchema.extend({ seen });

export const houseTypeCodeSchema = z.object({ code: houseTypeSchema.shape.code });

/** `seen`: since when it is closed, as the form's page said; empty while it is open. */
export const closeSchema = z.object({ seen, reason: reasonSchema('it is written to the activity log') });

export const openSchema = z.object({ seen });
