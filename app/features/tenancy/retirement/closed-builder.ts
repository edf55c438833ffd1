import { AppError } from '#app/platform/errors.ts';

/** A builder as whoever comes to one of its houses is told of it; `retiredAt`: null while it is open. */
export type BuilderOfHouse = {
  tenantName: string;
  supportEmail: string;
  supportPhone: string;
  retiredAt: Date | null;
};

/** Whoever comes to a house of a retired builder goes no further (H1). Throws AppError 403, with whom to ask. */
export function refuseClosedHome({ tenantName, supportEmail, supportPhone, retiredAt }: BuilderOfHouse): void {
  if (retiredAt === null) return;
  throw closed(
    'Your home is closed here for now',
    `${tenantName} does not use this service at present, so your home cannot be opened here. Nothing of yours was ` +
      `deleted. Ask ${tenantName} for what you need, a copy of your data or its erasure included: ` +
      `${supportPhone} or ${supportEmail}. The same code and address work again once it is open.`,
  );
}

/** The same for a builder's staff, who are told why. `retiredReason`: null while it is open. */
export function refuseClosedPortal({
  tenantName,
  retiredReason,
}: {
  tenantName: string | null;
  retiredReason: string | null;
}): void {
  if (retiredReason === null) return;
  throw closed(
    'This portal is closed for now',
    `The platform’s team has closed the portal of ${tenantName ?? 'your company'}. They say why: “${retiredReason}” ` +
      'Nothing was deleted, and your account is as it was. Ask the OpenHouse team to open it again.',
  );
}

const closed = (heading: string, message: string) => new AppError('forbidden', message, { extension: { heading } });
