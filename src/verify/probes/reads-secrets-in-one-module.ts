import { fail, pass, verdictOf } from '../probe.js';
import { isSecretName } from '../../repo/secret-name.js';
import { place } from '../../repo/loose-node.js';
import { environmentReads } from '../../repo/environment-reads.js';
import { onSources } from './on-sources.js';

interface Transcript {
  readonly reads: readonly { readonly path: string; readonly where: string; readonly name: string }[];
}

/**
 * One module that reads secrets is one place where each can be checked. Reads of plain settings elsewhere
 * are left alone.
 */
export const readsSecretsInOneModule = onSources<Transcript>({
  id: 'reads-secrets-in-one-module',
  question: 'Does one module alone read secrets from the environment?',
  look: (sources) => {
    const parser = sources.find(({ path, text }) => settings.test(path) && text.includes('process.env'));
    const reads = sources
      .filter(({ path }) => path !== parser?.path)
      .flatMap((source) =>
        environmentReads(source.program)
          .filter(({ name }) => isSecretName(name) || name === everything)
          .map(({ node, name }) => ({ path: source.path, where: place(source, node), name })),
      );
    return { reads };
  },
  read: ({ reads }) => {
    const modules = new Set(reads.map(({ path }) => path));
    const spread =
      modules.size > 1 || reads.some(({ path }) => !/config|env|settings/i.test(path)) ? reads : [];
    return verdictOf(
      spread
        .slice(0, 10)
        .map(({ name, where }) => fail(`${name} is read outside the configuration module`, where)),
      pass('no secret is read outside the configuration module'),
    );
  },
});

const settings = /(^|\/)(?:config|env|environment|settings)(?:\/index)?\.[cm]?[jt]s$/;

/** Whoever hands the whole environment on hands every secret on. */
const everything = 'the whole environment';
