import type { Answers } from '../define/answers.js';
import type { AddRequest } from './add-request.js';

export function answersOf({ repo, pieces, options, catalogue }: AddRequest): Answers {
  const before = repo.manifest?.answers;
  const wanted = new Set([...(before?.pieces ?? []), ...pieces]);
  return {
    name: repo.package.name,
    framework: repo.framework.kind === 'known' ? repo.framework.recogniser.id : '',
    target: 'none',
    preset: 'minimal',
    // Unknown ids are kept, so that selecting them names the mistake.
    pieces: [
      ...catalogue.pieces.map(({ id }) => id).filter((id) => wanted.has(id)),
      ...[...wanted].filter((id) => !catalogue.pieces.some((piece) => piece.id === id)),
    ],
    options: { ...before?.options, ...options },
    packageManager: repo.packageManager,
    node: '24',
  };
}
