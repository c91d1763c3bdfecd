import { caseNames, runCase } from './run-case.js';

/** `npm run foreign [-- case ...]`: a line a case, then "N right, M wrong, K unknown". */
const asked = process.argv.slice(2);
const names = asked.length === 0 ? caseNames : caseNames.filter((name) => asked.includes(name));
const total = { right: 0, wrong: 0, unknown: 0, 'not counted': 0 };
for (const name of names) {
  const lines = await runCase(name);
  for (const { said } of lines) total[said] += 1;
  const count = (said: keyof typeof total): number => lines.filter((line) => line.said === said).length;
  process.stdout.write(
    `${name.padEnd(30)} right ${count('right')} wrong ${count('wrong')} unknown ${count('unknown')}\n`,
  );
  for (const { said, kind, mode, control, outcome, because } of lines)
    if (said === 'wrong' || said === 'unknown')
      process.stdout.write(
        `  ${said.padEnd(8)} ${kind.padEnd(5)} ${mode.padEnd(6)} ${control}: ${outcome}: ${because.slice(0, 160)}\n`,
      );
}
process.stdout.write(`${total.right} right, ${total.wrong} wrong, ${total.unknown} unknown\n`);
