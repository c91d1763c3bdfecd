import type { Facts } from '../../define/control.js';
import { brokenManifests, manifestsOf, podOf } from './manifests.js';
import type { Repo } from '../../repo/repo.js';
import { headingFault, serviceUnitsOf, unitFilesOf } from './unit.js';
import { composeFilesOf, dockerfilesOf } from '../../repo/container-files.js';
import { packageJson, declaredPackages } from '../../repo/package-json.js';
import { serverPackages } from '../../repo/frameworks/server-packages.js';

const byPackage: Readonly<Record<string, RegExp>> = {
  database:
    /^(?:pg|postgres|mysql2?|mariadb|mongodb|mongoose|sqlite3|better-sqlite3|@libsql\/client|knex|sequelize|typeorm|kysely|drizzle-orm|prisma|@prisma\/.*|@mikro-orm\/.*|objection)$/,
  uploads: /^(?:multer|busboy|formidable|multiparty|@fastify\/multipart|express-fileupload)$/,
  tokens: /^(?:jsonwebtoken|jose|@fastify\/jwt|@nestjs\/jwt|passport-jwt|express-jwt|fast-jwt|paseto)$/,
  'outbound-signing':
    /^(?:http-message-signatures|http-message-sig|@misskey-dev\/node-http-message-signatures)$/,
};

/** What the repository has. This decides which controls apply. */
export function factsOf(repo: Repo | undefined): Facts {
  if (repo === undefined) return { has: new Set() };
  const has = new Set(['repository']);
  if (repo.git.state !== 'not-a-repository') has.add('git');
  if (repo.has('rampart.json')) has.add('manifest');
  const { bin, dependencies = {} } = packageJson(repo);
  if (bin !== undefined && !Object.keys(dependencies).some((name) => serverPackages.has(name)))
    has.add('tool');
  if (dockerfilesOf(repo).length > 0) has.add('container').add('images');
  if (composeFilesOf(repo).length > 0) has.add('compose').add('images');
  const brokenUnits = unitFilesOf(repo).filter((path) => headingFault(repo.read(path) ?? '') !== undefined);
  if (serviceUnitsOf(repo).length + brokenUnits.length > 0) has.add('systemd').add('deployment');
  const isDeployed = manifestsOf(repo).some((manifest) => podOf(manifest) !== undefined);
  if (isDeployed || brokenManifests(repo).length > 0) has.add('kubernetes').add('images').add('deployment');
  for (const name of declaredPackages(repo)) {
    for (const [fact, pattern] of Object.entries(byPackage)) if (pattern.test(name)) has.add(fact);
  }
  return { has };
}
