import type { Finding } from '../../define/probe.js';
import { inconclusive } from '../probe.js';
import { strandedReason, type Workflows } from '../subjects/workflows.js';

/** What is found where no workflow can be read. */
export const noWorkflow = (workflows: Workflows): Finding =>
  inconclusive(
    strandedReason(workflows) ?? 'no GitHub workflow: what builds this is not in the repository',
    workflows.stranded[0],
  );
