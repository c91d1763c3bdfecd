import { format } from 'prettier';
import type { ImportGraph } from '../support/import-graph.js';
import { backward, between, circles, order, roomOf, rooms, type Room } from '../support/rooms.js';

/** docs/rooms.md, drawn from the imports. */
export const pageOf = (graph: ImportGraph): Promise<string> =>
  format(
    `# The rooms

Drawn by \`npm run readme\` from the imports of every file, types included. \`test/rooms.test.ts\` keeps it current.
A room may import from those above it in this table, and from no other. Lines count comments and blanks.

${table([sizeHead, ...order.map((room) => sizesOf(room, graph))])}

Imports that point backward: **${backward(graph).length}**. Circles of files: **${circles(graph).length}**.

## Arrows

${table([['from', 'to', 'imports', 'of these types only'], ...arrowsOf(graph)])}
`,
    { parser: 'markdown', proseWrap: 'always', printWidth: 118 },
  );

const sizeHead = ['room', 'what it is', 'files', 'median lines', 'longest', 'lines'];

function sizesOf(room: Room, { files }: ImportGraph): readonly string[] {
  const own = [...files].filter(([path]) => roomOf(path) === room).sort(([, a], [, b]) => a - b);
  const median = own[Math.floor((own.length - 1) / 2)]?.[1];
  const [path = '', lines] = own.at(-1) ?? [];
  const longest = path.replace(/^(?:src\/)?[^/]+\/(?=.*\/)|^.*\//, '');
  return [
    `\`${room}\``,
    rooms[room],
    ...(own.length === 0 ? ['', '', '', ''] : [own.length, median, `\`${longest}\``, lines]),
  ].map(String);
}

function arrowsOf(graph: ImportGraph): readonly (readonly string[])[] {
  const all = between(graph);
  return order.flatMap((from) =>
    order.flatMap((to) => {
      const some = all.filter((one) => roomOf(one.from) === from && roomOf(one.to) === to);
      const types = some.filter(({ kind }) => kind === 'type').length;
      return some.length === 0 ? [] : [[`\`${from}\``, `\`${to}\``, String(some.length), String(types)]];
    }),
  );
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
