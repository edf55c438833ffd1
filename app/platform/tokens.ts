import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A random token of 256 bits, base64url (43 characters). */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: its SHA-256 in hex (E5). The tokens have 256 bits, so no salt or slow hash is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * The token that a house's QR code carries: derived from the secret and its row's id, so it can be printed again
 * without being stored (E5).
 */
export function deriveQrToken(secret: string, tenantId: string, tokenId: string): string {
  return createHmac('sha256', secret).update(`qr:v1:${tenantId}:${tokenId}`).digest('base64url');
}

/**
 * The token that a sign-in link carries: derived like a QR code's, so that no queue or table need hold it until the
 * mail is written.
 */
export function deriveSignInToken(secret: string, tenantId: string, linkId: string): string {
  return createHmac('sha256', secret).update(`sign-in-link:v1:${tenantId}:${linkId}`).digest('base64url');
}

/** The token that an invitation to a builder's staff carries, derived as a sign-in link's. */
export function deriveStaffToken(secret: string, tenantId: string, invitationId: string): string {
  return createHmac('sha256', secret).update(`staff-invitation:v1:${tenantId}:${invitationId}`).digest('base64url');
}

/** The token in the address of an owner's calendar, derived like a QR code's so that it can be shown again. */
export function deriveCalendarToken(secret: string, tenantId: string, linkId: string): string {
  return createHmac('sha256', secret).update(`calendar:v1:${tenantId}:${linkId}`).digest('base64url');
}

/** Was the code of this row derived from `secret`, so that it can be printed again? */
export function isQrCodeOf(secret: string, row: { tenantId: string; id: string; tokenHash: string }): boolean {
  return hashToken(deriveQrToken(secret, row.tenantId, row.id)) === row.tokenHash;
}
