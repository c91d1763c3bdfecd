export interface Instruction {
  readonly name: string;
  /** The rest of the instruction after its flags, with continuation lines joined. */
  readonly text: string;
  /** The words of the exec form; undefined for the shell form. */
  readonly words: readonly string[] | undefined;
  readonly line: number;
}

export interface Stage {
  readonly image: string;
  readonly name: string | undefined;
  readonly line: number;
  readonly instructions: readonly Instruction[];
}

/**
 * Parses a Dockerfile as the builder does: comments, continuation lines, here-documents, flags, exec form,
 * stages.
 */
export function stagesOf(text: string): readonly Stage[] {
  const stages: { image: string; name: string | undefined; line: number; instructions: Instruction[] }[] = [];
  for (const instruction of instructionsOf(text)) {
    if (instruction.name === 'FROM') {
      const [image = '', , name] = instruction.text.split(/\s+/);
      stages.push({ image, name, line: instruction.line, instructions: [] });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

export function instructionsOf(text: string): readonly Instruction[] {
  const lines = text.split(/\r?\n/);
  const escape = /^#\s*escape\s*=\s*`/im.test(lines.slice(0, 3).join('\n')) ? '`' : '\\';
  const found: Instruction[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let whole = (lines[index] ?? '').trim();
    if (whole === '' || whole.startsWith('#')) continue;
    const parts: string[] = []; // joined once at the end: joining line by line takes quadratic time
    while (whole.endsWith(escape) && index + 1 < lines.length) {
      index += 1;
      const next = (lines[index] ?? '').trim();
      if (next.startsWith('#')) continue;
      parts.push(whole.slice(0, -1).trimEnd());
      whole = next;
    }
    whole = [...parts, whole].join(' ');
    const [, name = '', rest = ''] = /^(\w+)\s*(.*)$/.exec(whole) ?? [];
    index = afterHereDocuments(lines, index, rest);
    found.push(parsedInstruction(name.toUpperCase(), rest, line));
  }
  return found;
}

function afterHereDocuments(lines: readonly string[], index: number, rest: string): number {
  let at = index;
  for (const [, word] of rest.matchAll(/<<-?["']?(\w+)["']?/g)) {
    while (at + 1 < lines.length && lines[at + 1]?.trim() !== word) at += 1;
    at += 1;
  }
  return at;
}

function parsedInstruction(name: string, rest: string, line: number): Instruction {
  const text = rest.replace(/^(?:--[\w-]+(?:=\S+)?\s+)+/, '');
  return { name, text, words: execForm(text), line };
}

function execForm(text: string): readonly string[] | undefined {
  const body = text.replace(/^CMD\s+/, '');
  if (!body.startsWith('[')) return undefined;
  try {
    const words = JSON.parse(body) as unknown;
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : undefined;
  } catch {
    return undefined;
  }
}
