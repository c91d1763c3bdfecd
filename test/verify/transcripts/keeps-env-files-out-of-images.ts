import type { Case } from '../transcript.js';

const image = (open: readonly string[] | undefined, copies: string) => ({
  images: [{ path: 'Dockerfile', ignoreFile: '.dockerignore', open, copies }],
});

export const transcripts: readonly Case[] = [
  ['ignored', image([], 'all'), 'pass'],
  ['copied', image(['.env'], 'all'), 'fail'],
  ['seen', image(['.env'], 'some'), 'fail'],
  ['unread', image(undefined, 'all'), 'inconclusive'],
];
