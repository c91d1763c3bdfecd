import type { Configuration } from './schema.js';
import type { Subject } from './subject.js';

export interface Here {
  readonly subject: Subject;
  /** The digest that evidence about the present files must have. */
  readonly digest: string;
  readonly configuration: Configuration;
  readonly rampart: string;
  readonly now: Date;
}
