/** Bytes as people read them: "840 KB", "2.4 MB". One number the same on server and browser. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1_000)} KB`;
  if (bytes < 9_950_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  if (bytes < 999_500_000) return `${Math.round(bytes / 1_000_000)} MB`;
  if (bytes < 9_950_000_000) return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
  return `${Math.round(bytes / 1_000_000_000)} GB`;
}
