import { definePiece, type Threat } from '../../src/define/piece.js';

/** Threats that no generated code covers: one of each kind of STRIDE, so that none is forgotten. */
const openThreats: readonly Threat[] = [
  {
    stride: 'Spoofing',
    threat: 'A credential is stolen where it is kept, and used.',
    open: 'Short lives and rotation; whoever issues credentials.',
  },
  {
    stride: 'Tampering',
    threat: 'Somebody with the right to change the repository or the deployment does.',
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
    threat: 'A flood from many addresses fills the line before the service is asked.',
    open: 'Protection in the network in front; whoever provides it.',
  },
  {
    stride: 'Elevation of privilege',
    threat: 'A hole in a dependency runs code with all that the process may do.',
    open:
      'Give the process little: own user, read-only files, no way ' +
      'out that it does not need; see how it is deployed.',
  },
];

export const documents = definePiece({
  id: 'documents',
  title: 'Security documents',
  why: 'How to report, what each control does, and what to check before, during and after a deploy',
  phase: 'none',
  preset: 'minimal',
  options: {},
  fits: { any: { packages: [] } },
  layers: ['documents'],
  contributes: {
    threats: openThreats,
    readme: ['See `SECURITY-IMPLEMENTATION.md` for what protects the service and how to check it.'],
  },
  controls: ['security-policy', 'threat-model', 'implementation-guide'],
});
