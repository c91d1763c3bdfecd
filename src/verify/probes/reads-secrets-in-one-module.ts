import { fail, pass, verdictOf } from '../probe.js';
import { isSecretName } from '../../repo/secret-name.js';
import { place } from '../../repo/loose-node.js';
import { environmentReads } from '../../repo/environment-reads.js';
import { onSources } from '../probing/on-sources.js';

interface Transcript {
  readonly reads: readonly { readonly path: string; readonly where: string; readonly name: string }[];
}

/** If one module reads all secrets, they can be checked in one place. Other settings may be read anywhere. */
export const readsSecretsInOneModule = onSources<Transcript>({
  id: 'reads-secrets-in-one-module',
  question: 'Does one module alone read secrets from the environment?',
  how:
    'Reads every use of the environment in the syntax trees. A secret that is read outside the ' +
    'configuration module fails.',
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

/** Code that passes on the whole environment passes on every secret. */
const everything = 'the whole environment';
