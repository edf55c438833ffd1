import { insertConsents, listConsents } from '#db/queries/onboarding/consents.ts';
import { withScope, type HouseScope } from '#db/scope.ts';
import { LEGAL_TEXTS } from './legal-texts.ts';

type Document = (typeof LEGAL_TEXTS)[number]['document'];

/** The texts whose version of today an owner has not accepted yet. */
export async function listUnaccepted(scope: HouseScope): Promise<Document[]> {
  const accepted = await withScope(scope, (tx) => listConsents(tx, scope), { readOnly: true });
  return LEGAL_TEXTS.filter(
    ({ document, version }) => !accepted.some((one) => one.document === document && one.version === version),
  ).map(({ document }) => document);
}

/** Notes that the owner accepts the texts as they stand today. */
export async function acceptLegalTexts(scope: HouseScope): Promise<void> {
  await withScope(scope, (tx) => insertConsents(tx, scope, LEGAL_TEXTS));
}
