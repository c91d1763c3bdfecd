import type { Control, Predicate } from '../define/control.js';

type Requires = Control['requires'];

/** Proven by reading files: running the service would not show more. */
export const declared: Requires = { development: 2, staging: 2, production: 2 };

/** Proven on a service booted here, because its process, logs or end must be watched. */
export const exercised: Requires = { development: 3, staging: 3, production: 3 };

/** The named environment decides it too (its proxy, its settings), so it must be seen there. */
export const observed: Requires = { development: 3, staging: 4, production: 4 };

/** Days until evidence of each kind expires. */
export const ages = { read: 90, booted: 90, seen: 30 } as const;

/** Without a repository nobody can say that something is absent, so the control stays open. */
const when = (fact: string, because: string): Predicate => ({
  because,
  test: ({ has }) => has.has(fact) || !has.has('repository'),
});

export const withContainer = when('container', 'a Dockerfile');
export const withImages = when('images', 'a Dockerfile, a compose file or manifests of Kubernetes');
export const withPods = when('kubernetes', 'manifests of Kubernetes');
export const withUnits = when('systemd', 'a service unit of systemd');
export const withDeployment = when('deployment', 'a service unit of systemd or manifests of Kubernetes');
