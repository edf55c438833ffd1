import { v5 } from 'uuid';

const NAMESPACE = '8d3f6a52-6a0e-4b0c-9f0b-5b7c1f0e2a11';

/** The same id for the same name on every machine, so that seeding twice changes nothing. */
export function pilotId(
  kind: 'tenant' | 'development' | 'house' | 'homeowner' | 'qr-token' | 'staff' | 'document' | 'place' | 'alert',
  name: string,
): string {
  return v5(`${kind}:${name}`, NAMESPACE);
}
