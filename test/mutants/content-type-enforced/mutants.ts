import { mutant, swap, unmount, type Mutants } from '../support/mutant.js';

export const mutants: Mutants = {
  contract: [mutant('bodies of other types are ignored', unmount('content-type'))],
  any: [
    mutant(
      'every type counts as JSON',
      swap(
        'src/security/media-type.ts',
        "jsonType.test(headers['content-type'] ?? '')",
        'jsonType.test("application/json")',
      ),
    ),
  ],
  express: [
    mutant(
      'bodies of other types are ignored',
      swap(
        'src/security/read-body.ts',
        "if (isForeignBody(req.headers)) throw foreign(['application/json']);",
        'if (isForeignBody(req.headers)) return undefined;',
      ),
    ),
    mutant(
      'any type is read as JSON',
      swap(
        'src/security/read-body.ts',
        'if (isForeignBody(req.headers)) throw',
        'if (isForeignBody(req.headers) && limit < 0) throw',
      ),
    ),
    mutant(
      'a body without a type is taken',
      swap(
        'src/security/media-type.ts',
        "headers['content-type'] ?? ''",
        "headers['content-type'] ?? 'application/json'",
      ),
    ),
  ],
  nest: [
    mutant(
      'any type is read as JSON',
      unmount('content-type'),
      swap('src/security/json-body.ts', '!/^application\\/json\\b/i.test(type)', 'type === "never"'),
    ),
    mutant(
      'a body without a type is taken',
      swap(
        'src/security/media-type.ts',
        "headers['content-type'] ?? ''",
        "headers['content-type'] ?? 'application/json'",
      ),
      swap(
        'src/security/json-body.ts',
        "'content-type': type = ''",
        "'content-type': type = 'application/json'",
      ),
    ),
  ],
  fastify: [
    mutant(
      'any type is read as JSON',
      unmount('content-type'),
      swap('src/security/json-body.ts', "'application/json',", "'*',"),
    ),
    mutant(
      'a body without a type is taken',
      swap(
        'src/security/media-type.ts',
        "headers['content-type'] ?? ''",
        "headers['content-type'] ?? 'application/json'",
      ),
      swap('src/security/json-body.ts', "'application/json',", "'*',"),
    ),
  ],
  hono: [
    mutant(
      'any type is read as JSON',
      swap('src/security/contract.ts', 'body.has(usual) && !isForeignBody(headersOf(c))', 'body.has(usual)'),
    ),
    mutant(
      'a body without a type is taken',
      swap(
        'src/security/media-type.ts',
        "headers['content-type'] ?? ''",
        "headers['content-type'] ?? 'application/json'",
      ),
    ),
    mutant(
      'Hono reads what has no type',
      swap(
        'src/security/contract.ts',
        'const schema = isUsual || type !== usual ? body.get(type) : undefined;',
        "const schema = body.get(type === '' ? usual : type);",
      ),
      swap('src/security/contract.ts', 'else if (isJson(type))', "else if (isJson(type) || type === '')"),
    ),
  ],
};
