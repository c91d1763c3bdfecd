import type { Finding } from '../../define/probe.js';
import { fail, inconclusive, pass, verdictOf } from '../probe.js';
import { onFiles } from '../probing/on-files.js';
import { stagesOf } from '../subjects/dockerfile.js';
import { yamlOf } from '../../repo/yaml-at.js';
import { composeFilesOf, dockerfilesOf } from '../../repo/container-files.js';
import { stacksOf } from '../subjects/kustomize.js';
import { containersOf, manifestPlace, podOf } from '../subjects/manifests.js';

interface Transcript {
  readonly images: readonly { readonly image: string; readonly where: string }[];
}

export const imagesCarryDigests = onFiles<Transcript>({
  id: 'images-carry-digests',
  reads: ['dockerfiles', 'compose', 'kubernetes'],
  question: 'Is every image named by its digest?',
  how:
    'Reads the images that Dockerfiles, compose files and manifests name. One without a sha256 digest ' +
    'fails.',
  exercise: async (repo) => ({
    images: [
      ...dockerfilesOf(repo).flatMap((path) => {
        const stages = stagesOf(repo.read(path) ?? '');
        const names = new Set(stages.map(({ name }) => name));
        return stages
          .filter(({ image }) => image !== 'scratch' && !names.has(image))
          .map(({ image, line }) => ({ image, where: `${path}:${line}` }));
      }),
      ...composeFilesOf(repo).flatMap((path) => {
        const { services = {} } = (yamlOf(repo, path) ?? {}) as {
          services?: Record<string, { image?: string; build?: unknown }>;
        };
        return Object.entries(services ?? {})
          .filter(([, service]) => service?.image !== undefined && service.build === undefined)
          .map(([name, service]) => ({ image: String(service.image), where: `${path} services.${name}` }));
      }),
      ...stacksOf(repo).flatMap(({ path, manifests }) =>
        manifests.flatMap((manifest) =>
          containersOf(podOf(manifest)?.spec ?? {}).map(({ image }) => ({
            image: String(image),
            where: path === manifest.path ? manifestPlace(manifest) : `${manifestPlace(manifest)} by ${path}`,
          })),
        ),
      ),
    ],
  }),
  read: ({ images }) =>
    images.length === 0
      ? [inconclusive('found no image')]
      : verdictOf(
          images
            .filter(({ image }) => !/@sha256:[0-9a-f]{64}$/.test(image))
            .map(({ image, where }) => fail(`${image} carries no digest`, where)),
          passed(images),
        ),
});

/** The pass. An image with a digest of zeros cannot exist: it is safe, but cannot be deployed yet. */
function passed(images: Transcript['images']): Finding {
  const unset = images.filter(({ image }) => /@sha256:0{64}$/.test(image));
  const still = unset.map(({ where }) => where.split(' by ').at(-1)).join(', ');
  const rest = unset.length === 0 ? '' : `; not yet deployable, set the image of the service in ${still}`;
  return pass(`${images.length} of ${images.length} images carry a digest${rest}`);
}
