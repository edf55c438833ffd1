/** What a house's QR code says: the address that a telephone opens when it scans the code (F1). */
export const onboardingAddress = (origin: string, token: string): string => `${origin}/onboarding?uid=${token}`;
