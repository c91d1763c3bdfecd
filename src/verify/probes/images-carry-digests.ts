import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { stagesOf } from '../subjects/dockerfile.js';
import { composeFilesOf, dockerfilesOf, yamlOf } from '../subjects/facts.js';

interface Transcript {
  readonly images: readonly { readonly image: string; readonly where: string }[];
}

export const imagesCarryDigests = onRepo<Transcript>({
  id: 'images-carry-digests',
  question: 'Is every image named by its digest?',
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
    ],
  }),
  read: ({ images }) =>
    images.length === 0
      ? [inconclusive('found no image')]
      : verdictOf(
          images
            .filter(({ image }) => !/@sha256:[0-9a-f]{64}$/.test(image))
            .map(({ image, where }) => fail(`${image} carries no digest`, where)),
          pass(`${images.length} images carry a digest`),
        ),
});
