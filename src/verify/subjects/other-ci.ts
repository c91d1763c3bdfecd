import type { Place } from './place.js';

const files = [
  '.gitlab-ci.yml',
  '.circleci/config.yml',
  'azure-pipelines.yml',
  'Jenkinsfile',
  '.travis.yml',
  'bitbucket-pipelines.yml',
  '.woodpecker.yml',
  '.woodpecker.yaml',
];
const folders = ['.buildkite', '.woodpecker'];

/** The settings file of another CI system at the top of the repository; '' if there is none. */
export const otherCi = (place: Place): string =>
  files.find((path) => place.read(path).state !== 'absent') ??
  folders.flatMap((folder) => place.names(folder).map((name) => `${folder}/${name}`))[0] ??
  '';
