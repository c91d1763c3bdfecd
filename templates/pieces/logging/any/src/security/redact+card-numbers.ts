/** A card number as one run of digits, or in the printed groups. */
const cardForm =
  /(?<!\w|\d\.)(?:\d{14,19}|(?:[3-6]\d|2[2-7])\d\d([ .-])(?:\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{6}\1\d{4,5}))(?!\w|\.\d)/g;

/** Matches every text that contains the form. No word boundary: in JSON a letter may come before it, as in \\n. */
export const cardHint = String.raw`\d{4}(?:\d{10}|[ .-]\d{4}[ .-]\d{4}|[ .-]\d{6}[ .-]\d{4})`;

export const maskCardNumbers = (text: string, mask: string): string =>
  text.replace(cardForm, (match) => (isCardNumber(match) || isPrinted(match) ? mask : match));

/**
 * First digits and lengths that the card networks use. The check digit alone is too weak: one number in ten
 * passes it.
 */
const cardNetworks = [
  /^4\d{15}$/, // Visa
  /^(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}$/, // Mastercard
  /^3[47]\d{13}$/, // American Express
  /^(?:6011|64[4-9]\d|65\d\d|35(?:2[89]|[3-8]\d))\d{12}$/, // Discover, JCB
  /^3(?:0[0-5]|[689]\d)\d{11}$/, // Diners Club
  /^62\d{14,17}$/, // UnionPay
  /^(?:5018|5020|5038|6304|6759|676[1-3])\d{10,15}$/, // Maestro
];

export const isCardNumber = (digits: string): boolean =>
  cardNetworks.some((network) => network.test(digits)) && hasCheckDigit(digits);

/** Whether it is a card number in groups, of any network. Digits after it may look like one more group. */
function isPrinted(match: string): boolean {
  const digits = match.replace(/\D/g, '');
  return digits !== match && [digits, digits.slice(0, 16)].some(hasCheckDigit);
}

/** The Luhn check. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
