import { defineControl } from '../../src/define/control.js';

/** A control of a house that two probes look at; it does not apply to a tent. */
export const doorsShut = defineControl({
  id: 'doors-shut',
  section: 'api',
  severity: 'critical',
  claim: 'Doors are shut.',
  why: 'Draughts.',
  remedy: 'rampart add doors',
  applies: { because: 'a house', test: ({ has }) => !has.has('tent') },
  requires: { development: 3, staging: 4, production: 4 },
  maxAgeDays: 30,
  maps: {},
  probes: ['front', 'back'],
});
