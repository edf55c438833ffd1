/**
 * What stands before an item of a list: a bullet, a box that may be ticked, a number, a letter or a Roman number. The
 * one definition for what is read, shown and quoted.
 */
const MARKER = String.raw`(?:[•●○▪■□◆❖◦‣➢►▶❏❑❒·✓✗✔✘☐☑☒*\-–—]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})[.)])`;

/** A marker with the space before its item. */
export const LIST_MARKER = new RegExp(String.raw`^${MARKER}\s+`, 'u');
/** Whether a marker says something of its item: a tick, a cross, a box that is ticked or empty. A bullet does not. */
export const isTelling = (marker: string): boolean => /^[✓✗✔✘☐☑☒□❏❑❒]/u.test(marker);
/** A marker that stands by itself, its item beside it. */
export const LONE_MARKER = new RegExp(`^${MARKER}$`, 'u');
