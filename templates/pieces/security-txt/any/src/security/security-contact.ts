import { z } from 'zod';

/** A page or a mailbox that takes reports, as one URI; what could begin a line of its own is no part of one. */
export const securityContact = () =>
  z
    .string()
    .refine(isContact, 'must be https://... or mailto:..., such as mailto:security@acme.org')
    .optional();

const isContact = (value: string): boolean =>
  /^(https:\/\/[^\s/]|mailto:[^\s@]+@[^\s@]+$)\S*$/i.test(value) && URL.canParse(value);
