import satisfies from 'spdx-satisfies';

/** What is read of package-lock.json. */
export type LockedPackage = {
  version?: string;
  license?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
};
export type Lock = { packages: Record<string, LockedPackage> };

/** May stand in what is shipped. */
const SHIPPED = [
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  // Fonts.
  'OFL-1.1',
  // Shared libraries of their own, linked and not changed (libvips, which makes photos anew).
  'LGPL-3.0-or-later',
];
/** Beside these, in what only builds and tests. */
const TOOLS = [...SHIPPED, 'MPL-2.0', 'Python-2.0', 'CC-BY-3.0', 'CC-BY-4.0'];

/** Packages whose package.json names no licence in the form that npm knows; the file or the field that does. */
const READ_BY_HAND: Record<string, string> = {
  busboy: 'MIT (its LICENSE)',
  streamsearch: 'MIT (its LICENSE)',
  'png-js': 'MIT (its LICENSE)',
  eval: 'MIT (its LICENSE)',
  format: 'MIT (the field "licenses")',
  'require-like': 'MIT (its Readme)',
};

export type Complaint = { package: string; complaint: string };

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Packages of the lock file whose licence is unknown or not one of those that may stand where they do. */
export function judgeLicences({ packages }: Lock): Complaint[] {
  return Object.entries(packages).flatMap(([path, { version, license, dev }]) => {
    if (path === '') return [];
    const name = nameOf(path);
    const of = `${name}@${version ?? '?'}`;
    if (license === undefined)
      return name in READ_BY_HAND
        ? []
        : [{ package: of, complaint: 'names no licence: read its files, then name it in licences.ts' }];
    return isAllowed(license, dev ? TOOLS : SHIPPED) ? [] : [{ package: of, complaint: `has the licence ${license}` }];
  });
}

function isAllowed(expression: string, allowed: string[]): boolean {
  try {
    return satisfies(expression, allowed);
  } catch {
    return false;
  }
}

/** Packages with an install script that nobody has said yes or no to (`allowScripts` of package.json). */
export function judgeInstallScripts({ packages }: Lock, allowScripts: Record<string, boolean>): Complaint[] {
  return Object.entries(packages)
    .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript)
    .map(([path]) => nameOf(path))
    .filter((name) => !(name in allowScripts))
    .map((name) => ({ package: name, complaint: 'has an install script: decide in allowScripts of package.json' }));
}
