import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { check } from 'recheck';
import ts from 'typescript';
import { ALLOWED } from './allowed-patterns.ts';

/*
 * Fails when a regular expression of the product takes more than linear time on some text (E7), or is built from parts
 * that cannot be seen here. Starting over at each character counts: /\s+$/ is quadratic. What is allowed all the same
 * is in allowed-patterns.ts. `node perf/checks/check-patterns.ts [folder …]`
 */

type Found = { file: string; line: number; source: string; flags: string };

const roots = process.argv.slice(2);
const files = globSync(
  (roots.length > 0 ? roots : ['app', 'db', 'inngest']).map((root) => `${root}/**/*.{ts,tsx}`),
).filter((file) => !/\.test\.tsx?$|\/testing[/-]|db\/(?:testing|native|seed)|conformance\//.test(file));

/**
 * The text of an expression that is made of constants of its own file: strings, templates, `String.raw`, sums and
 * joined lists. Undefined for any other.
 */
function textOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isIdentifier(node)) {
    const constant = constantsOf(node.getSourceFile()).get(node.text);
    return constant && textOf(constant);
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return joined([textOf(node.left), textOf(node.right)], '');
  if (ts.isTemplateExpression(node))
    return joined([node.head.text, ...node.templateSpans.flatMap((s) => [textOf(s.expression), s.literal.text])], '');
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'String.raw') {
    const { template } = node;
    if (ts.isNoSubstitutionTemplateLiteral(template)) return template.rawText;
    const spans = template.templateSpans.flatMap((s) => [textOf(s.expression), s.literal.rawText]);
    return joined([template.head.rawText, ...spans], '');
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { name, expression: list } = node.expression;
  const separator = node.arguments[0] && textOf(node.arguments[0]);
  return name.text === 'join' && ts.isArrayLiteralExpression(list) && separator !== undefined
    ? joined(list.elements.map(textOf), separator)
    : undefined;
}

const joined = (parts: (string | undefined)[], separator: string) =>
  parts.every((part) => part !== undefined) ? parts.join(separator) : undefined;

/** What stands at the top level of a file as `const NAME = …`. */
function constantsOf(tree: ts.SourceFile): Map<string, ts.Expression> {
  const declared = tree.statements
    .filter(ts.isVariableStatement)
    .filter(({ declarationList }) => declarationList.flags & ts.NodeFlags.Const)
    .flatMap(({ declarationList }) => [...declarationList.declarations]);
  return new Map(declared.flatMap(({ name, initializer }) => (initializer ? [[name.getText(), initializer]] : [])));
}

function patternsOf(file: string): Found[] {
  const text = readFileSync(file, 'utf8');
  const tree = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const found: Found[] = [];
  const add = (node: ts.Node, source: string, flags: string) =>
    found.push({ file, line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, source, flags });
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      add(node, node.text.slice(1, end), node.text.slice(end + 1));
    } else if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp') {
      const [source, flags] = node.arguments ?? [];
      const plain = source && textOf(source);
      if (plain === undefined) add(node, node.getText(), 'built');
      else add(node, plain, (flags && textOf(flags)) ?? '');
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/**
 * Patterns that were judged linear, one hash a line, as a lock file is: judging all anew takes minutes and hangs on how
 * busy the machine is. A pattern that is not in it is judged; commit what is added. Empty the file to judge all again,
 * as after an update of recheck.
 */
const JUDGED = 'perf/checks/linear-patterns.txt';

const hashOf = ({ source, flags }: Found) =>
  createHash('sha256').update(`${flags} ${source}`).digest('hex').slice(0, 16);

/** Undefined when the pattern is linear; else what is wrong with it. */
async function judge({ source, flags }: Found): Promise<string | undefined> {
  if (flags === 'built') return 'is built from parts that cannot be checked';
  const result = await check(source, flags, { timeout: 60_000, incubationTimeout: 1_000, attackTimeout: 500 });
  if (result.status === 'safe') return undefined;
  if (result.status === 'unknown') return `could not be judged (${result.error.kind})`;
  return `is ${result.complexity.summary}, for example on ${result.attack.pattern.slice(0, 120)}`;
}

const judged = new Set(readFileSync(JUDGED, 'utf8').split('\n').filter(Boolean));
const linear = new Set<string>();
const allowed = new Map(ALLOWED.map((entry) => [`${entry.file} ${entry.source}`, entry]));
const used = new Map<string, number>();
const wrong: string[] = [];
const found = files.flatMap(patternsOf);
for (const pattern of found) {
  const key = `${pattern.file} ${pattern.source}`;
  const times = used.get(key) ?? 0;
  if (times < (allowed.get(key)?.count ?? (allowed.has(key) ? 1 : 0))) {
    used.set(key, times + 1);
    continue;
  }
  const hash = hashOf(pattern);
  const fault = judged.has(hash) || linear.has(hash) ? undefined : await judge(pattern);
  if (!fault) linear.add(hash);
  if (fault)
    wrong.push(
      `${pattern.file}:${pattern.line}: /${pattern.source}/${pattern.flags} ${fault}. Make it linear, or bound ` +
        'its input and say so in perf/checks/allowed-patterns.ts.',
    );
}
if (roots.length === 0)
  for (const [key, entry] of allowed)
    if ((used.get(key) ?? 0) < (entry.count ?? 1))
      wrong.push(
        `${entry.file}: /${entry.source}/ is allowed more often than it stands there. Take it out of ` +
          'perf/checks/allowed-patterns.ts.',
      );
// Of a part of the tree the rest is kept.
const kept = roots.length === 0 ? linear : new Set([...judged, ...linear]);
writeFileSync(
  JUDGED,
  [...kept]
    .toSorted()
    .map((hash) => `${hash}\n`)
    .join(''),
);
for (const line of wrong) console.error(line);
console.log(
  `${found.length} regular expressions in ${files.length} files, ${wrong.length} at fault, ${used.size} allowed ` +
    'for a reason',
);
process.exitCode = wrong.length > 0 ? 1 : 0;
