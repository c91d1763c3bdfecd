import { loginFor, type GoodRequests } from '../good-requests/good-requests.js';
import type { Operation } from '../subjects/operation.js';
import { operationOf } from './given-cases.js';
import type { Route } from './undescribed.js';

/** The same operation with what rampart.probes.json says of it: its login, or a good body at a real path. */
export function withGiven(
  operation: Operation,
  given: GoodRequests,
  operations: readonly Operation[],
  written: readonly Route[],
): readonly Operation[] {
  const named = given.requests
    .filter((request) => 'json' in request && operationOf(request, operations, written) === operation)
    .map(({ json, ask }): Operation => {
      const login = ask.login ?? loginFor(given, ask);
      const { 'content-type': _, ...headers } = ask.headers as Readonly<Record<string, string>>;
      return {
        ...operation,
        path: ask.path,
        headers,
        body: { schema: operation.body?.schema ?? {}, sample: json },
        ...(login === undefined ? {} : { login }),
        ...(ask.made === undefined ? {} : { made: ask.made }),
      };
    });
  const login = loginFor(given, { method: operation.method, path: operation.template });
  return login === undefined ? named : [...named, { ...operation, login }];
}
