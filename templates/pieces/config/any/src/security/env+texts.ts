import { z } from 'zod';

/** A text without the fault that this looks for. */
export const text = (faultOf: (value: string) => string | undefined) =>
  z.string().superRefine((value, context) => {
    const fault = faultOf(value);
    if (fault) context.addIssue(fault);
  });

export const splitList = (list: string): readonly string[] =>
  list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const isUrl = (value: string, scheme: string): boolean =>
  URL.canParse(value) && new URL(value).protocol === scheme && new URL(value).hostname !== '';
