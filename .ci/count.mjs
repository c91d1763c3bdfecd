// Usage: count.mjs <results of vitest> <file>: prints how many passed and failed, and adds what failed,
// with why, to the file.
import { appendFileSync, readFileSync } from 'node:fs';

const [results, failures] = process.argv.slice(2);
const plain = (text) => text.replace(/\u001B\[[0-9;]*m/g, '');
const say = (name, messages) => {
  const why = messages
    .join('\n')
    .split('\n')
    .slice(0, 12)
    .map((line) => `  ${plain(line).slice(0, 200)}\n`);
  appendFileSync(failures, `failed: ${name}\n${why.join('')}`);
};

try {
  const { testResults, numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, 'utf8'));
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  // A file that ended before its first test, as when a hook of it failed.
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
  );
  for (const { fullName, failureMessages } of failed) say(fullName, failureMessages);
  for (const { name, message } of broken) say(name, [message]);
  process.stdout.write(`${numPassedTests} ${numFailedTests + broken.length}\n`);
} catch (error) {
  say(results, [`it wrote no results: ${error.message}`]);
  process.stdout.write('0 1\n');
}
