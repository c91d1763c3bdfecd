import type { Node } from 'oxc-parser';
import { findAll } from '../repo/ast.js';
import type { Site } from '../repo/frameworks/site.js';

/** A name that is not used yet among the statements around the app's creation. */
export function freeName({ block }: Site, wishes: readonly string[]): string {
  const used = new Set(
    block
      .flatMap((statement) =>
        findAll(statement, (node): node is Node & { type: 'Identifier' } => node.type === 'Identifier'),
      )
      .map(({ node }) => node.name),
  );
  return wishes.find((name) => !used.has(name)) ?? 'rampartApp';
}
