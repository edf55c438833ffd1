import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type Requirement = {
  id: string;
  section: string;
  title: string;
  /** Test files (with a slash) and steps of the requirements report, each of which has to show it. */
  proofs: string[];
};

const DOCUMENT = fileURLToPath(new URL('../../docs/requirements.md', import.meta.url));

/**
 * The sections and requirements of docs/requirements.md, in its order: `## A. Title`, `- A1 **Title.** …`, ` Proof: …`.
 */
function readRequirements(markdown: string): { sections: Record<string, string>; requirements: Requirement[] } {
  const sections: Record<string, string> = {};
  const requirements: Requirement[] = [];
  for (const line of markdown.split('\n')) {
    const section = /^## ([A-Z])\. (.+)$/.exec(line);
    if (section) sections[section[1]!] = section[2]!;
    const requirement = /^- ([A-Z]\d{0,2}) \*\*([^*]+)\.\*\*/.exec(line);
    if (requirement) {
      const [, id, title] = requirement as unknown as [string, string, string];
      requirements.push({ id, section: id[0]!, title, proofs: [] });
    }
    const proof = /^ {2}Proof: (.+)$/.exec(line);
    if (proof)
      requirements
        .at(-1)
        ?.proofs.push(...[...proof[1]!.matchAll(/\(\.\.\/([^)]+)\)|`(\w+)`/g)].map(([, file, step]) => file ?? step!));
  }
  return { sections, requirements };
}

const { sections, requirements } = readRequirements(readFileSync(DOCUMENT, 'utf8'));

/** Title by letter, in their order. */
export const SECTIONS: Readonly<Record<string, string>> = sections;

/** All of them, in their order. Tests, reports and documents cite their numbers. */
export const REQUIREMENTS: readonly Requirement[] = requirements;
