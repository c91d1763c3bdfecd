import { mutant, swap, unmount, type Mutants } from '../support/mutant.js';

const everyType = mutant(
  'every type counts as JSON',
  swap(
    'src/security/body.ts',
    "jsonType.test(headers['content-type'] ?? '')",
    'jsonType.test("application/json")',
  ),
);
const anyTypeIsRead = mutant(
  'any type is read as JSON',
  swap('src/security/body.ts', ': isForeignBody(headers);', ': false;'),
);
/** Without a parser that reads all, Fastify would refuse them itself. */
const everyParser = swap('src/security/body.ts', "'application/json',", "'*',");

export const mutants: Mutants = {
  connect: [everyType],
  express: [
    mutant(
      'bodies of other types are ignored',
      swap('src/security/contract.ts', '    if (isUnread(req)) checkType(req.headers, ', '    void (0, '),
      swap(
        'src/security/contract.ts',
        '  if (!hasBody(req.headers)) {',
        "  if (!hasBody(req.headers) || req.headers['content-type'] !== 'application/json') {",
      ),
    ),
    anyTypeIsRead,
    mutant(
      'a body without a type is taken',
      swap(
        'src/security/body.ts',
        "jsonType.test(headers['content-type'] ?? '')",
        "jsonType.test(headers['content-type'] ?? 'application/json')",
      ),
    ),
  ],
  fastify: [
    mutant(everyType.name, ...everyType.edits, everyParser),
    mutant('bodies of other types are ignored', unmount('content-type')),
    mutant(
      'Fastify’s own parser of texts is everywhere',
      swap('src/security/body.ts', "  app.removeContentTypeParser('text/plain');", ''),
      swap('src/security/body.ts', ' && !app.hasContentTypeParser(mediaType)', ''),
    ),
    mutant(
      'any type is read as JSON',
      unmount('content-type'),
      swap('src/security/body.ts', "'application/json',", "'*',"),
    ),
    mutant(
      'a body without a type is taken',
      swap(
        'src/security/body.ts',
        "jsonType.test(headers['content-type'] ?? '')",
        "jsonType.test(headers['content-type'] ?? 'application/json')",
      ),
      swap('src/security/body.ts', "'application/json',", "'*',"),
    ),
  ],
  hono: [
    everyType,
    mutant(
      'any type is read as JSON',
      swap('src/security/contract.ts', 'body.has(usual) && !isForeignBody(headersOf(c))', 'body.has(usual)'),
    ),
    mutant(
      'a body without a type is taken',
      swap(
        'src/security/body.ts',
        "jsonType.test(headers['content-type'] ?? '')",
        "jsonType.test(headers['content-type'] ?? 'application/json')",
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
  'nest-any': [
    mutant(
      'bodies of other types are ignored',
      swap(
        'src/security/checks.ts',
        'else if (hasBody(headers)) checkType',
        "else if (hasBody(headers) && headers['content-type'] === 'application/json') checkType",
      ),
      swap(
        'src/security/checks.ts',
        'if (hasBody(nodeRequest(request).headers)) {',
        "if (nodeRequest(request).headers['content-type'] === 'application/json') {",
      ),
      swap(
        'src/notes/notes.schema.ts',
        '.strictObject({ title: plainText(1, 200),',
        ".strictObject({ title: plainText(1, 200).default('untitled'),",
      ),
      swap(
        'src/notes/notes.controller.ts',
        '@Body({ schema: newNote }) input: NewNote,\n    @Res',
        '@Body({ schema: newNote.default({ title: "", text: "" }) }) input: NewNote,\n    @Res',
      ),
    ),
    anyTypeIsRead,
    mutant(
      'a body without a type is taken',
      swap(
        'src/security/body.ts',
        "jsonType.test(headers['content-type'] ?? '')",
        "jsonType.test(headers['content-type'] ?? 'application/json')",
      ),
    ),
  ],
};
