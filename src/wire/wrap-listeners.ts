import type { App } from '../repo/app.js';
import type { Joining } from './joining.js';
import { isWrapped, localName } from './root-calls.js';
import { wrapOf, wiringOf, type Wanted } from './wiring-points.js';

/** Wraps every call that makes the app listen in our function, once. */
export function wrapListeners(app: App, wanted: Wanted, edit: Joining['edit']): void {
  const [open, close] = wrapOf(wanted, 'server');
  for (const { source, call } of app.listeners) {
    if (isWrapped(call.around, localName(source, wiringOf(wanted, 'server').name, wanted.root))) continue;
    const { text } = edit(source, 'server', call.node);
    text.appendLeft(call.node.start, open);
    text.appendRight(call.node.end, close);
  }
}
