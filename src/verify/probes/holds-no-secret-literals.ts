import { isNode, literalOf, place, walkNodes, type LooseNode } from '../../repo/loose-node.js';
import type { Repo } from '../../repo/repo.js';
import { isSecretName } from '../../repo/secret-name.js';
import type { Source } from '../../repo/source.js';
import { unreadAt } from '../../repo/sources.js';
import { fail, pass, verdictOf } from '../probe.js';
import { looksSecret } from '../probing/looks-secret.js';
import { onSources } from '../probing/on-sources.js';

interface Transcript {
  readonly texts: number;
  readonly found: readonly { readonly where: string; readonly what: string }[];
}

/** Formats of keys that were designed to be recognised. Each is too long to be a word. */
const shapes: readonly (readonly [string, RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{60,}\b/],
  ['a Stripe live key', /\b[rs]k_live_[A-Za-z0-9]{20,}\b/],
  ['a Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20,}\b/],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{35}\b/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a private key', /-----BEGIN (?:RSA |EC |OPENSSH |DSA )?PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{64,}/],
  ['a signed token', /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}\b/],
];
const textual = /\.(?:[cm]?[jt]sx?|json|ya?ml|toml|ini|conf|pem|key|sh|env|txt|properties)$|(^|\/)\.env/;
const aside =
  /(^|\/)(?:tests?|__tests__|spec|fixtures?|examples?|docs|\.yarn)\/|\.(?:test|spec)\.|(?:package-lock|npm-shrinkwrap)\.json$|\.example$|\.template$|\.sample$/;

/** Written by a package manager, and often larger than the size limit. */
const lockfile = /(^|\/)pnpm-lock\.yaml$/;
const signers = new Set(['createHmac', 'sign', 'signAsync', 'verify', 'createCipheriv', 'createSecretKey']);

export const holdsNoSecretLiterals = onSources<Transcript>({
  id: 'holds-no-secret-literals',
  question: 'Is the source free of keys, passwords and tokens written as text?',
  how:
    'Searches code and settings, tests aside, for the shapes of known keys, and the syntax trees for ' +
    'secrets written as text. Each one found fails.',
  look: (sources, repo) => ({
    texts: textsOf(repo).length,
    found: [...inTexts(repo), ...sources.flatMap(inSyntax)].slice(0, 20),
  }),
  unreadBeside: (repo) =>
    textsOf(repo).flatMap((path) => (lockfile.test(path) ? [] : (unreadAt(repo, path) ?? []))),
  read: ({ texts, found }) =>
    verdictOf(
      found.map(({ where, what }) => fail(`${what} is written in the source`, where)),
      pass(
        `no secret was found in ${texts === 1 ? '1 file' : `${texts} files`} of code and settings, ` +
          'tests and samples aside',
      ),
    ),
});

const textsOf = (repo: Repo): readonly string[] =>
  repo.files.filter((path) => textual.test(path) && !aside.test(path));

function inTexts(repo: Repo): Transcript['found'] {
  return textsOf(repo).flatMap((path) => {
    const text = repo.read(path) ?? '';
    return shapes
      .map(([what, shape]) => ({ what, at: text.search(shape) }))
      .filter(({ at }) => at >= 0)
      .map(({ what, at }) => ({ what, where: `${path}:${text.slice(0, at).split('\n').length}` }));
  });
}

/** A literal with the name of a secret, or in the place of a key in a function call. */
function inSyntax(source: Source): Transcript['found'] {
  const found: { where: string; what: string }[] = [];
  walkNodes(source.program, (node) => {
    const name = namedBy(node);
    const value = literalOf(node.type === 'CallExpression' ? keyArgument(node) : valueOf(node));
    if (value === undefined || !looksSecret(value)) return;
    if (node.type === 'CallExpression')
      found.push({ where: place(source, node), what: 'a key given to a signing function' });
    else if (name !== undefined && isSecretName(name))
      found.push({ where: place(source, node), what: `a value for ${name}` });
  });
  return found;
}

function namedBy(node: LooseNode): string | undefined {
  const named =
    node['id'] ?? node['key'] ?? (node.type === 'AssignmentExpression' ? node['left'] : undefined);
  if (!isNode(named)) return undefined;
  const own = named.type === 'MemberExpression' ? (named['property'] as LooseNode) : named;
  return typeof own['name'] === 'string' ? own['name'] : literalOf(own);
}

const valueOf = (node: LooseNode): unknown =>
  ({
    VariableDeclarator: node['init'],
    Property: node['value'],
    PropertyDefinition: node['value'],
    AssignmentExpression: node['right'],
  })[node.type];

function keyArgument(node: LooseNode): unknown {
  const callee = node['callee'];
  if (!isNode(callee)) return undefined;
  const name = String((callee['property'] as LooseNode | undefined)?.['name'] ?? callee['name']);
  return signers.has(name) ? (node['arguments'] as unknown[])[1] : undefined;
}
