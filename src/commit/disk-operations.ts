import type { Plan } from '../plan/plan.js';
import type { DiskOperation } from './disk-operation.js';

export const diskOperations = ({ changes }: Pick<Plan, 'changes'>): readonly DiskOperation[] =>
  changes.map(({ path, after, mode }) => ({
    kind: 'write',
    path,
    bytes: Buffer.from(after),
    ...(mode !== undefined && { mode }),
  }));
