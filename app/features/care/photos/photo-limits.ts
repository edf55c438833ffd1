/** Photos of one report. */
export const MAX_PHOTOS = 6;
/** Bytes of one photo as it is sent. */
export const MAX_PHOTO_BYTES = 15 * 1024 * 1024;
/** Megapixels that are decoded: more than the usual picture of any telephone. */
export const MAX_MEGAPIXELS = 52;
/** Longest side of what is kept, in pixels. */
export const KEPT_SIDE = 2_048;
/** What a browser offers; a telephone that keeps HEIC then hands over a JPEG. */
export const PHOTO_TYPES = 'image/jpeg,image/png,image/webp';
