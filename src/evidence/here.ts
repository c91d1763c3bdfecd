import type { Configuration } from './schema.js';
import type { Subject } from './subject.js';

export interface Here {
  readonly subject: Subject;
  /** What evidence about the files of today is about. */
  readonly digest: string;
  readonly configuration: Configuration;
  readonly rampart: string;
  readonly now: Date;
}
