import { alone, type Answers } from '../define/answers.js';
import { prefixOf } from './around.js';
import { rootOf } from './package-managers.js';

/** The data of templates about the service's place in its repository. */
export function placeData({ name, within = alone }: Pick<Answers, 'name' | 'within'>) {
  const { repository, workspace } = within;
  const prefix = prefixOf(name);
  const own = [`${prefix}ci.yml`, `${prefix}code-scanning.yml`].map((file) => `.github/workflows/${file}`);
  return {
    package: workspace === '' ? '.' : workspace,
    /** The folder of the lockfile, for Dependabot. */
    packages: `/${workspace === '' ? repository : rootOf(within)}`,
    workflow:
      repository === ''
        ? {
            name: 'CI',
            scanning: 'Code scanning',
            prefix: '',
            folder: '',
            defaults: [],
            inputs: [],
            scope: [],
          }
        : {
            name: `CI of ${name}`,
            scanning: `Code scanning of ${name}`,
            prefix,
            folder: `${repository}/`,
            defaults: ['defaults:', '  run:', `    working-directory: ${repository}`, ''],
            inputs: [`inputs: ${own.join(' ')}`],
            scope: ['config: |', `  paths: [${repository}]`],
          },
  };
}
