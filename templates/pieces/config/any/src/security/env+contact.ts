import { z } from 'zod';

/** A page or a mailbox for reports, as one URI without spaces: a line break could add a field to the file. */
export const securityContact = () =>
  z
    .string()
    .refine(isContact, 'must be https://... or mailto:..., such as mailto:security@acme.org')
    .optional();

const isContact = (value: string): boolean =>
  /^(https:\/\/[^\s/]|mailto:[^\s@]+@[^\s@]+$)\S*$/i.test(value) && URL.canParse(value);
