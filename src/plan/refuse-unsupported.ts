import type { KnownFramework } from '../repo/framework-found.js';
import { recognisers } from '../repo/frameworks/recognisers.js';
import type { Refusal } from '../wire/refusal.js';
import type { AddRequest } from './add-request.js';
import { manual } from './preconditions.js';

/** Finds the framework of the package. Refuses a workspace root, and frameworks without a fitting piece. */
export function refuseUnsupported(request: AddRequest): KnownFramework | Refusal {
  const { workspace, framework, layout } = request.repo;
  if (workspace.services.length > 0) return belowRoot(request);
  if (framework.kind === 'unknown') return unknownFramework(framework.because);
  if (!framework.recogniser.languages.includes(layout.language)) return otherLanguage(request);
  return framework;
}

/** Refuses JavaScript if a file needs decorators. */
const otherLanguage = ({ repo }: AddRequest): Refusal =>
  manual(
    `${repo.apps[0]?.site.source.path ?? 'the app'} is JavaScript, ` +
      'and our files for this framework need decorators, which only TypeScript has',
    'Nothing was written, and there is nothing to paste. `rampart verify --url` can still check the service.',
  );

/** Refuses the root of a workspace: its packages listen, not the root. */
function belowRoot({ repo: { workspace }, pieces }: AddRequest): Refusal {
  const commands = workspace.services.map(({ path }) => `  rampart add ${pieces.join(' ')} --dir ${path}`);
  const services = workspace.services.map(({ path, framework }) => `${path} (${framework})`).join(', ');
  return workspace.services.length === 1
    ? manual(
        `this is the root of a workspace, and its service is ${services}`,
        `Add to that package:\n${commands.join('')}`,
      )
    : manual(
        `this is the root of a workspace with several services: ${services}`,
        `Add to the one that you mean:\n${commands.join('\n')}`,
      );
}

const unknownFramework = (because: string): Refusal =>
  manual(
    `${because}; the pieces fit ${supported} so far`,
    'Nothing was written: rampart has no code for it yet. `rampart verify --url` can still check the service.',
  );

const supported = recognisers.map((entry) => `${entry.package} ${entry.majors.join(', ')}`).join('; ');
