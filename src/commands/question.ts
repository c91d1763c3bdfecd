/** The answer that means: one step back. */
export const back = Symbol('back');

export interface Question {
  readonly type: 'input' | 'select' | 'checkbox' | 'confirm';
  readonly message: string;
  /** The text above the question: the step, and why it is asked. */
  readonly above?: string;
  readonly default?: unknown;
  readonly choices?: readonly PromptChoice[];
  /** At least one choice must be selected. */
  readonly required?: boolean;
  readonly validate?: (text: string) => true | string;
}

export interface PromptChoice {
  readonly value: unknown;
  readonly name: string;
  readonly description?: string;
  readonly checked?: boolean;
}
