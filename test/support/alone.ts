/**
 * Test files that get a process of their own, each with its reason. All others share a few processes: to load
 * the modules again for each file took longer than most of their tests.
 */
export const alone: Readonly<Record<string, string>> = {
  'test/commands/broken-files.test.ts': 'reads files of 10 MB',
  'test/commands/fewer-pieces.test.ts': 'replaces modules',
  'test/commands/new-in-place.test.ts': 'changes variables of the process',
  'test/commands/progress.test.ts': 'replaces the clock',
  'test/mutate/score.test.ts': 'changes variables of the process',
  'test/repo/git.test.ts': 'changes variables of the process, and blocks it for seconds',
  'test/repo/parse.test.ts': 'spends the time that a process gives to slow sources',
  'test/stopper.test.ts': 'stops work in the middle, and is about signals',
  'test/verify/isolation-around.test.ts': 'is about processes and their ends',
  'test/verify/isolation-boot.test.ts': 'changes variables of the process, and is about processes',
  'test/verify/isolation-end.test.ts': 'changes variables of the process, and is about signals',
  'test/verify/who-ended-it.test.ts': 'measures time',
  'test/verify/live.test.ts': 'measures time',
  'test/verify/url-modes.test.ts': 'measures time',
};
