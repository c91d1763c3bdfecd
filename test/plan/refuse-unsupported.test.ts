import { describe, expect, it } from 'vitest';
import type { AddRequest } from '../../src/plan/add-request.js';
import { refuseUnsupported } from '../../src/plan/refuse-unsupported.js';
import { recognisers } from '../../src/repo/frameworks/recognisers.js';

const known = { kind: 'known', id: 'mine', recogniser: { languages: ['ts'] } };

interface Facts {
  readonly services?: readonly { readonly path: string; readonly framework: string }[];
  readonly framework?: object;
  readonly language?: 'ts' | 'js';
  readonly app?: string;
}
/** Only what is asked of a repo. */
const found = ({ services = [], framework = known, language = 'ts', app }: Facts) =>
  refuseUnsupported({
    pieces: ['cors', 'rate-limit'],
    repo: {
      workspace: { services },
      framework,
      layout: { language },
      apps: app === undefined ? [] : [{ site: { source: { path: app } } }],
    },
  } as unknown as AddRequest);

describe('add', () => {
  it('goes on with the framework that it knows', () => {
    expect(found({})).toBe(known);
  });

  it('names what it knows where it does not know the framework', () => {
    const refusal = found({ framework: { kind: 'unknown', because: 'it has Koa 3' } });
    expect(refusal).toMatchObject({ kind: 'refusal', exit: 'manual' });
    const { reason, next } = refusal as { reason: string; next: string };
    const packages = recognisers.map((entry) => `${entry.package} ${entry.majors.join(', ')}`);
    expect(reason).toBe(`it has Koa 3; the pieces fit ${packages.join('; ')} so far`);
    expect(next).toContain('rampart verify --url');
  });

  it('writes no JavaScript for a framework whose files need decorators', () => {
    expect(found({ language: 'js', app: 'src/main.js' })).toMatchObject({
      exit: 'manual',
      reason: expect.stringMatching(
        /^src\/main\.js is JavaScript, and our files .* need decorators/,
      ) as string,
      next: expect.stringContaining('Nothing was written') as string,
    });
    expect(found({ language: 'js' })).toMatchObject({
      reason: expect.stringMatching(/^the app is JavaScript/) as string,
    });
    const both = { ...known, recogniser: { languages: ['ts', 'js'] } };
    expect(found({ language: 'js', framework: both })).toBe(both);
  });

  it('sends the user from the root of a workspace to its service, whatever the root itself has', () => {
    const one = found({ services: [{ path: 'apps/api', framework: 'express' }] });
    expect(one).toMatchObject({
      exit: 'manual',
      reason: 'this is the root of a workspace, and its service is apps/api (express)',
      next: 'Add to that package:\n  rampart add cors rate-limit --dir apps/api',
    });
    expect(
      found({
        services: [{ path: 'apps/api', framework: 'express' }],
        framework: { kind: 'unknown', because: 'it has none' },
      }),
    ).toEqual(one);
  });

  it('lets the user choose where there are several', () => {
    expect(
      found({
        services: [
          { path: 'apps/api', framework: 'express' },
          { path: 'apps/shop', framework: 'fastify' },
        ],
      }),
    ).toMatchObject({
      exit: 'manual',
      reason:
        'this is the root of a workspace with several services: apps/api (express), apps/shop (fastify)',
      next:
        'Add to the one that you mean:\n  rampart add cors rate-limit --dir apps/api\n' +
        '  rampart add cors rate-limit --dir apps/shop',
    });
  });
});
