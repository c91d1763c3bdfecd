import { fail, pass, verdictOf } from '../probe.js';
import { isNode, place, walkNodes } from '../../repo/loose-node.js';
import type { Source } from '../../repo/source.js';
import { onSources } from '../probing/on-sources.js';

interface Transcript {
  readonly found: readonly { readonly where: string; readonly what: string }[];
}

const packages =
  /^(?:xss-clean|express-xss-sanitizer|express-mongo-sanitize|perfect-express-sanitizer|dompurify|xss)$/;
const filtered = /<\\?\/?\\?s?script|javascript\\?:|on\\w[+*]|on\[a-z\]/i;

export const rewritesNoInput = onSources<Transcript>({
  id: 'rewrites-no-input',
  question: 'Does no code strip markup out of what came in?',
  how:
    'Reads the syntax trees. A package that sanitizes input, or a replace() that takes markup out of ' +
    'text, fails.',
  look: (sources) => ({ found: sources.flatMap(strippersIn).slice(0, 20) }),
  read: ({ found }) =>
    verdictOf(
      found.map(({ where, what }) =>
        fail(`${what}: it makes attacks out of harmless text and damages passwords`, where),
      ),
      pass('no code was found that strips markup out of input'),
    ),
});

function strippersIn(source: Source): Transcript['found'] {
  const found: { where: string; what: string }[] = [];
  walkNodes(source.program, (node) => {
    if (
      node.type === 'ImportDeclaration' &&
      packages.test(String((node['source'] as { value?: unknown }).value))
    ) {
      found.push({ where: place(source, node), what: 'a package that rewrites input' });
    }
    if (node.type !== 'CallExpression') return;
    const callee = node['callee'];
    const [first] = node['arguments'] as unknown[];
    if (!isNode(callee) || !isNode(first)) return;
    if (callee['name'] === 'require' && packages.test(String(first['value']))) {
      found.push({ where: place(source, node), what: 'a package that rewrites input' });
    }
    const method = String((callee['property'] as { name?: string } | undefined)?.name);
    const regex = first['regex'] as { pattern: string } | undefined;
    if (/^replace(?:All)?$/.test(method) && regex !== undefined && filtered.test(regex.pattern)) {
      found.push({ where: place(source, node), what: 'a regular expression removes markup' });
    }
  });
  return found;
}
