import type { Answers } from '../define/answers.js';
import type { AddRequest } from './add-request.js';

export function answersOf({ repo, pieces, catalogue }: AddRequest): Answers {
  const before = repo.manifest?.answers;
  const wanted = new Set([...(before?.pieces ?? []), ...pieces]);
  return {
    name: repo.package.name,
    framework: repo.framework.kind === 'known' ? repo.framework.id : '',
    target: 'none',
    preset: 'minimal',
    // Unknown ids are kept, so that selecting them reports them.
    pieces: [
      ...catalogue.pieces.map(({ id }) => id).filter((id) => wanted.has(id)),
      ...[...wanted].filter((id) => !catalogue.pieces.some((piece) => piece.id === id)),
    ],
    options: before?.options ?? {},
    packageManager: repo.packageManager,
    node: '24',
  };
}
