import { posix } from 'node:path';
import { packageJson } from './package-json.js';
import { dockerfilesOf } from './container-files.js';
import type { Repo } from './repo.js';
import { isNode, literalOf, type LooseNode } from './loose-node.js';

/** Files that a start script, an image or a process file names: they run in production, in any folder. */
export function startedFiles(repo: Repo): readonly string[] {
  const { scripts = {}, main } = packageJson(repo);
  const files = new Set(repo.files);
  const commands = [
    ...['start', 'start:prod', 'serve'].map((name) => scripts[name]),
    main,
    repo.read('Procfile'),
    ...dockerfilesOf(repo).map((path) => instructions(repo.read(path))),
  ];
  return [...new Set(commands.flatMap(wordsOf))].flatMap((word) =>
    placesOf(word).filter((path) => files.has(path)),
  );
}

const wordsOf = (text: unknown): readonly string[] =>
  typeof text === 'string' ? text.split(/[\s"',[\]=]+/).filter((word) => /\w/.test(word)) : [];

const instructions = (text = ''): string =>
  text
    .split('\n')
    .filter((line) => /^\s*(?:CMD|ENTRYPOINT)\b/i.test(line))
    .join('\n');

/** 'node dist' starts dist/index.js; src/x.ts is built as dist/x.js; in an image it may be elsewhere. */
function placesOf(word: string): readonly string[] {
  const path = posix
    .normalize(word)
    .replace(/^\/(?:app|srv|usr\/src\/app|opt\/app)\//, '')
    .replace(/\/$/, '');
  const whole = [path, `${path}.js`, path === '.' ? 'index.js' : `${path}/index.js`];
  const built = /^(?:dist|build|out|lib)\/(.*?)\.([cm]?)js$/.exec(path);
  return built === null
    ? whole
    : [...whole, `src/${built[1] ?? ''}.${built[2] ?? ''}ts`, `src/${built[1] ?? ''}.js`];
}

const importing = /^(?:ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression)$/;

export function moduleNamed(node: LooseNode): string | undefined {
  if (importing.test(node.type)) return literalOf(node['source']);
  if (node.type !== 'CallExpression') return undefined;
  const callee = node['callee'];
  return isNode(callee) && callee['name'] === 'require'
    ? literalOf((node['arguments'] as unknown[])[0])
    : undefined;
}
