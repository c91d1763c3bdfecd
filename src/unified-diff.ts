import { createTwoFilesPatch } from 'diff';

/** The change of one file as a unified diff for `git apply` and `patch -p1`. Without `before` the file is new. */
export const unifiedDiff = ({
  path,
  before,
  after,
  context,
}: {
  readonly path: string;
  readonly before?: string | undefined;
  readonly after: string;
  /** The number of unchanged lines around each change. */
  readonly context: number;
}): string =>
  createTwoFilesPatch(
    before === undefined ? '/dev/null' : `a/${path}`,
    `b/${path}`,
    before ?? '',
    after,
    '',
    '',
    {
      context,
    },
  ).replace(/^=+\n/, '');
