import type { Facts } from '../../define/control.js';
import { recordOf, textsOf } from '../../own.js';
import { brokenManifests, manifestsOf, podOf } from './manifests.js';
import type { Repo } from './repo.js';
import { headingFault, serviceUnitsOf, unitFilesOf } from './unit.js';
import { yamlIn } from '../../repo/yaml.js';

const byPackage: Readonly<Record<string, RegExp>> = {
  database:
    /^(?:pg|postgres|mysql2?|mariadb|mongodb|mongoose|sqlite3|better-sqlite3|@libsql\/client|knex|sequelize|typeorm|kysely|drizzle-orm|prisma|@prisma\/.*|@mikro-orm\/.*|objection)$/,
  uploads: /^(?:multer|busboy|formidable|multiparty|@fastify\/multipart|express-fileupload)$/,
  tokens: /^(?:jsonwebtoken|jose|@fastify\/jwt|@nestjs\/jwt|passport-jwt|express-jwt|fast-jwt|paseto)$/,
  'outbound-signing':
    /^(?:http-message-signatures|http-message-sig|@misskey-dev\/node-http-message-signatures)$/,
};

const servers =
  /^(?:express|fastify|hono|koa|@nestjs\/core|@hapi\/hapi|restify|polka|h3|nitro|elysia|@feathersjs\/feathers|@adonisjs\/core|sails|next|nuxt)$/;

/** What the repository has; decides which controls are its business. */
export function factsOf(repo: Repo | undefined): Facts {
  if (repo === undefined) return { has: new Set() };
  const has = new Set(['repository']);
  if (repo.git.state !== 'not-a-repository') has.add('git');
  if (repo.has('rampart.json')) has.add('manifest');
  const { bin, dependencies = {} } = packageJson(repo);
  if (bin !== undefined && !Object.keys(dependencies).some((name) => servers.test(name))) has.add('tool');
  if (dockerfilesOf(repo).length > 0) has.add('container').add('images');
  if (composeFilesOf(repo).length > 0) has.add('compose').add('images');
  const brokenUnits = unitFilesOf(repo).filter((path) => headingFault(repo.read(path) ?? '') !== undefined);
  if (serviceUnitsOf(repo).length + brokenUnits.length > 0) has.add('systemd').add('deployment');
  const isDeployed = manifestsOf(repo).some((manifest) => podOf(manifest) !== undefined);
  if (isDeployed || brokenManifests(repo).length > 0) has.add('kubernetes').add('images').add('deployment');
  for (const name of packagesOf(repo)) {
    for (const [fact, pattern] of Object.entries(byPackage)) if (pattern.test(name)) has.add(fact);
  }
  return { has };
}

export const dockerfilesOf = (repo: Repo): readonly string[] =>
  repo.files.filter(
    (path) =>
      /(^|\/)(?:Dockerfile|Containerfile)(?:\.[\w-]+)?$|\.dockerfile$/i.test(path) &&
      !isSample(path) &&
      !isCode(path),
  );

export const composeFilesOf = (repo: Repo): readonly string[] =>
  repo.files.filter(
    (path) => /(^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/.test(path) && !isSample(path),
  );

/** Files that tests and generators hold: nothing is ever deployed from them. */
export const isSample = (path: string): boolean =>
  /(^|\/)(?:tests?|__tests__|spec|fixtures|__fixtures__|templates|examples?|golden)\//.test(path) ||
  /\.(?:hbs|ejs|tpl|tmpl|j2|mustache)$/.test(path);

/** `dockerfile.ts` reads such files, and is none; nor is what says what a build leaves out. */
const isCode = (path: string): boolean =>
  /\.(?:[cm]?[jt]sx?|json|md|dockerignore|containerignore)$/.test(path);

export interface PackageJson {
  readonly name?: string;
  readonly type?: string;
  readonly bin?: unknown;
  readonly main?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** package.json, where what should be a text or a table of texts is one; anything else counts as not written. */
export function packageJson(repo: Repo): PackageJson {
  const json = parsedJson(repo.read('package.json')?.replace(/^\uFEFF/, '') ?? '{}');
  return Object.fromEntries(
    Object.entries(json)
      .filter(([key, value]) => !texts.has(key) || typeof value === 'string')
      .map(([key, value]) => [key, tables.has(key) ? textsOf(value) : value]),
  );
}

const texts = new Set(['name', 'version', 'type', 'main', 'packageManager']);
const tables = new Set([
  ...['scripts', 'engines', 'dependencies', 'devDependencies'],
  ...['optionalDependencies', 'peerDependencies'],
]);

function parsedJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return {};
  }
}

export function packagesOf(repo: Repo): readonly string[] {
  const { dependencies = {}, devDependencies = {} } = packageJson(repo);
  return Object.keys({ ...dependencies, ...devDependencies });
}

/** A YAML file as plain data; undefined when it does not parse. */
export function yamlOf(repo: Repo, path: string): unknown {
  try {
    return yamlIn(repo.read(path) ?? '', { merge: 'merged' });
  } catch {
    return undefined;
  }
}
