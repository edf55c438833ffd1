import { createContext, useContext } from 'react';

/** This response's nonce for inline scripts; empty in the browser, where it is no longer needed. */
export const NonceContext = createContext('');

export function useNonce(): string {
  return useContext(NonceContext);
}
