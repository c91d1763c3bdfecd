import { definePiece, type Threat } from '../../src/define/piece.js';

/** Threats that no generated code covers: one for each kind of STRIDE. */
const openThreats: readonly Threat[] = [
  {
    stride: 'Spoofing',
    threat: 'Somebody uses a stolen credential.',
    open: 'Short lives and rotation; whoever issues credentials.',
  },
  {
    stride: 'Tampering',
    threat: 'Somebody who may change the repository or the deployment makes a harmful change.',
    open: 'Required reviews and protected branches; the owner of the repository.',
  },
  {
    stride: 'Repudiation',
    threat: 'Whoever runs the host changes its logs.',
    open: 'Ship them at once to a place that the host cannot write to; operations.',
  },
  {
    stride: 'Information disclosure',
    threat: 'Whoever reads the memory or the disk of the host reads everything.',
    open: 'Encrypted disks, few people, patched hosts; operations.',
  },
  {
    stride: 'Denial of service',
    threat: 'A flood from many addresses fills the network in front of the service.',
    open: 'Protection in the network in front; whoever provides it.',
  },
  {
    stride: 'Elevation of privilege',
    threat: 'A vulnerable dependency runs code with all rights of the process.',
    open:
      'Give the process little: own user, read-only files, no way ' +
      'out that it does not need; see how it is deployed.',
  },
];

export const threatModel = definePiece({
  id: 'threat-model',
  title: 'Threat model',
  why: 'What could go wrong, what meets it and what shows that, and what stays open',
  phase: 'none',
  preset: 'standard',
  options: {},
  fits: { any: { packages: [] } },
  contributes: { threats: openThreats },
  controls: ['threat-model'],
});
