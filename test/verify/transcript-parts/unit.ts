import { assignmentsOf } from '../../../src/verify/subjects/unit.js';

export function unit(text: string): object {
  return {
    path: 'a.service',
    assignments: assignmentsOf(`[Service]\nExecStart=/usr/bin/node a.js\n${text}\n`),
  };
}
