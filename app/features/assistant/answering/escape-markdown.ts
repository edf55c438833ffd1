/**
 * Words of others are words: none of their signs may become emphasis or code, nor a bracketed number a citation mark.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*]|(?<!\w)_|_(?!\w)|\[(?=\d{1,2}\])|^#(?=#{0,5} )/g, '\\$&');
}
