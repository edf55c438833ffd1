import { z } from 'zod';

const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.string(), range: z.string().default(''), via: z.array(z.unknown()).default([]) }),
  ),
});

export type Advisories = { answered: true; found: string[] } | { answered: false; why: string };

const GRAVE = ['high', 'critical'];

/**
 * What `npm audit --json` told: the packages with a high or critical advisory, or that the registry did not answer (a
 * mirror may take no questions).
 */
export function readAdvisories(output: string): Advisories {
  let told: unknown;
  try {
    told = JSON.parse(output);
  } catch {
    return { answered: false, why: 'npm audit told nothing that can be read' };
  }
  const report = reportSchema.safeParse(told);
  if (!report.success) {
    const { message } = z.object({ message: z.string() }).catch({ message: 'no reason was told' }).parse(told);
    // Without the address: which registry it is belongs to the machine.
    return { answered: false, why: message.replace(/https?:\S+/g, 'the registry').slice(0, 200) };
  }
  const found = Object.entries(report.data.vulnerabilities)
    .filter(([, { severity }]) => GRAVE.includes(severity))
    .map(([name, { severity, range }]) => `${name} ${range}: ${severity}`);
  return { answered: true, found };
}
