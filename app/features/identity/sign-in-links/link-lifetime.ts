/** How long a sign-in link is good after its mail was sent, milliseconds. */
export const LINK_LIFETIME = 15 * 60_000;
