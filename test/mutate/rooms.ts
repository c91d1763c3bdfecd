export interface MutatedRoom {
  readonly files: string;
  /** The tests of the room, and what else is fast and notices: no laws, nothing that kills processes. */
  readonly tests: readonly string[];
}

/** The part of the engine that is mutated. Each room is a run of its own, so that its mutants meet few tests. */
export const mutatedRooms = {
  plan: {
    files: 'src/plan/**/*.ts',
    tests: ['test/plan/*.test.ts', 'test/{golden,combinations}.test.ts', 'test/wire/{add,settings}.test.ts'],
  },
  wire: { files: 'src/wire/**/*.ts', tests: ['test/wire/*.test.ts'] },
  commit: {
    files: 'src/commit/**/*.ts',
    tests: ['test/commit/{add,commit-file,disk,in-the-way,new,preflight,recover,take-out,undo}.test.ts'],
  },
  judge: {
    files: 'src/verify/judge/**/*.ts',
    tests: ['test/verify/{acts,judge,lines}.test.ts'],
  },
} as const satisfies Readonly<Record<string, MutatedRoom>>;
export type MutatedRoomName = keyof typeof mutatedRooms;

export const roomNames = Object.keys(mutatedRooms) as readonly MutatedRoomName[];
