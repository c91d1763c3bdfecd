/** The answer of somebody who went a step back. */
export const back = Symbol('back');

/** One question, whatever asks it. */
export interface Question {
  readonly type: 'input' | 'select' | 'checkbox' | 'confirm';
  readonly message: string;
  /** Stands above the question: which step it is, and why it is asked. */
  readonly above?: string;
  readonly default?: unknown;
  readonly choices?: readonly PromptChoice[];
  /** At least one of the choices. */
  readonly required?: boolean;
  readonly validate?: (text: string) => true | string;
}

export interface PromptChoice {
  readonly value: unknown;
  readonly name: string;
  readonly description?: string;
  readonly checked?: boolean;
}
