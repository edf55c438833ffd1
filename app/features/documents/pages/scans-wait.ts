/**
 * Whether a warning is of scans that are not recognised: beside how far their recognition is, or why it failed, it
 * would say the same thing twice.
 */
export const saysScansWait = (warning: string): boolean =>
  /^[^(.]* scans? that ha(?:s|ve) not been read\b/.test(warning);
