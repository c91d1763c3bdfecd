// A reporter of vitest. It adds each failure, with its reason, to the file that CI_FAILURES names: of tests, and of
// hooks and files, after which no test ran. The numbers of what passed and what failed go to the file CI_COUNTS.
import { appendFileSync, writeFileSync } from 'node:fs';

export default class {
  onTestRunEnd(modules, unhandledErrors) {
    let passed = 0;
    const failures = [...unhandledErrors.map((error) => ['outside of any test', [error]])];
    for (const module of modules) {
      if (module.errors().length > 0) failures.push([module.moduleId, module.errors()]);
      for (const suite of module.children.allSuites())
        if (suite.errors().length > 0) failures.push([`a hook of ${suite.fullName}`, suite.errors()]);
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        if (state === 'passed') passed++;
        else if (state === 'failed') failures.push([test.fullName, errors]);
      }
    }
    for (const [name, errors] of failures) say(name, errors);
    writeFileSync(process.env.CI_COUNTS, `${passed} ${failures.length}\n`);
  }
}

function say(name, errors) {
  const lines = errors.flatMap(({ message = '', stack = message }) => stack.split('\n'));
  const plain = lines.map((line) => line.replace(/\u001B\[[0-9;]*m/g, ''));
  const shown = plain.slice(0, 20).map((line) => `  ${line.slice(0, 200)}\n`);
  appendFileSync(process.env.CI_FAILURES, `failed: ${name}\n${shown.join('')}`);
}
