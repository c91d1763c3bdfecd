import { fail, inconclusive, onRepo, pass, verdictOf } from '../probe.js';
import { isSecretName } from '../subjects/reading.js';
import { environmentName, place, sourcesOf, walkNodes } from '../subjects/syntax.js';

interface Transcript {
  readonly files: number;
  readonly reads: readonly { readonly path: string; readonly where: string; readonly name: string }[];
}

/** One module that reads secrets is one place where each can be checked. Reads of plain settings elsewhere are left alone. */
export const readsSecretsInOneModule = onRepo<Transcript>({
  id: 'reads-secrets-in-one-module',
  question: 'Does one module alone read secrets from the environment?',
  exercise: async (repo) => {
    const { sources } = sourcesOf(repo);
    const reads = sources.flatMap((source) => {
      const found: Transcript['reads'][number][] = [];
      walkNodes(source.program, (node) => {
        const name = environmentName(node);
        if (name !== undefined && isSecretName(name))
          found.push({ path: source.path, where: place(source, node), name });
      });
      return found;
    });
    const parser = sources.find(
      ({ path, text }) =>
        /(^|\/)(?:config|env|environment|settings)(?:\/index)?\.[cm]?[jt]s$/.test(path) &&
        text.includes('process.env'),
    );
    const elsewhere = reads.filter(({ path }) => path !== parser?.path);
    return { files: sources.length, reads: parser === undefined ? reads : elsewhere };
  },
  read: ({ files, reads }) => {
    if (files === 0) return [inconclusive('found no source to read')];
    const modules = new Set(reads.map(({ path }) => path));
    const spread =
      modules.size > 1 || reads.some(({ path }) => !/config|env|settings/i.test(path)) ? reads : [];
    return verdictOf(
      spread
        .slice(0, 10)
        .map(({ name, where }) => fail(`${name} is read outside the configuration module`, where)),
      pass('secrets are read in one module'),
    );
  },
});
