import { unit } from '../transcript-parts/unit.js';
import type { Case } from '../transcript.js';

export const transcripts: readonly Case[] = [
  [
    'sandboxed',
    {
      units: [
        unit(
          [
            'DynamicUser=yes',
            'CapabilityBoundingSet=',
            'ProtectSystem=strict',
            'ProtectHome=yes',
            'PrivateDevices=yes',
            'ProtectKernelTunables=yes',
            'ProtectKernelModules=yes',
            'ProtectControlGroups=yes',
            'LockPersonality=yes',
            'RestrictNamespaces=yes',
            'RestrictAddressFamilies=AF_INET',
            'SystemCallFilter=@system-service',
          ].join('\n'),
        ),
      ],
    },
    'pass',
  ],
  ['a plain unit', { units: [unit('User=api')] }, 'fail'],
  ['none', { units: [] }, 'inconclusive'],
];
