import { ownOf } from '../own.js';
import type { Recogniser } from '../repo/frameworks/recogniser.js';
import { recognisers } from '../repo/frameworks/recognisers.js';
import { isRefusal, type Refusal } from '../wire/refusal.js';
import type { AddRequest } from './add-request.js';
import { manual } from './preconditions.js';
import { member } from './catalogue.js';

/**
 * A request that can be planned: for a framework that we know, with that framework's options as the repo
 * has chosen them.
 */
export interface Supported {
  readonly request: AddRequest;
  readonly recogniser: Recogniser;
}

/** Refuses what the package is not: the root of a workspace, or written for something that no piece fits. */
export function refuseUnsupported(given: AddRequest): Supported | Refusal {
  const { workspace, framework } = given.repo;
  if (workspace.services.length > 0) return belowRoot(given);
  if (framework.kind === 'unknown') return unknownFramework(framework.because);
  const { recogniser } = framework;
  if (!recogniser.languages.includes(given.repo.layout.language)) return otherLanguage(given);
  const request = withFound(given, recogniser);
  return isRefusal(request) ? request : { request, recogniser };
}

/** The request with the framework's options as the repo's own code has chosen them. */
function withFound(request: AddRequest, { id, read }: Recogniser): AddRequest | Refusal {
  const { repo, catalogue, options } = request;
  const app = repo.apps.find(({ listeners }) => listeners.length > 0);
  const found = app === undefined ? {} : (read.optionsOf?.(app) ?? {});
  const known = member(catalogue.frameworks, id, 'framework').options ?? {};
  const strange = Object.entries(found).find(([name, value]) => !ownOf(known, name)?.choices.includes(value));
  if (strange !== undefined)
    return manual(
      `the app is created with ${strange.join(' ')}, which no piece knows yet`,
      'Nothing was written, and nothing can be pasted: there is no code of ours for it ' +
        'yet. `rampart verify --url` looks at it from outside all the same.',
    );
  return Object.keys(found).length === 0
    ? request
    : { ...request, options: { ...options, [id]: { ...options[id], ...found } } };
}

/** Files with decorators cannot be had in JavaScript. */
const otherLanguage = ({ repo }: AddRequest): Refusal =>
  manual(
    `${repo.apps[0]?.site.source.path ?? 'the app'} is JavaScript, and our files ` +
      'for this framework need decorators, which only TypeScript has',
    'Nothing was written, and nothing can be pasted. `rampart verify ' +
      '--url` looks at the service from outside all the same.',
  );

/** The root of a workspace is not what listens: its packages are. */
function belowRoot({ repo: { workspace }, pieces, options }: AddRequest): Refusal {
  const chosen = Object.entries(options).flatMap(([id, values]) =>
    Object.entries(values).map(([name, value]) => ` --option ${id}.${name}=${value}`),
  );
  const commands = workspace.services.map(
    ({ path }) => `  rampart add ${pieces.join(' ')}${chosen.join('')} --dir ${path}`,
  );
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
    `${because}; the pieces fit ${recognisers.map((entry) => `${entry.package} ${entry.majors.join(', ')}`).join('; ')} ` +
      'so far',
    'Nothing was written, and nothing can be pasted: there is no code of ours for it ' +
      'yet. `rampart verify --url` looks at it from outside all the same.',
  );
