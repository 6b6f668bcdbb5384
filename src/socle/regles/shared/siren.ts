/** SIRET of La Poste's establishments do not follow Luhn's key: the sum of their digits is a multiple of 5. */
const SIREN_LA_POSTE = "356000000";

export function isSiren(value: string): boolean {
  return /^\d{9}$/.test(value) && luhn(value) % 10 === 0;
}

export function isSiret(value: string): boolean {
  if (!/^\d{14}$/.test(value)) return false;
  if (luhn(value) % 10 === 0) return true;
  return value.startsWith(SIREN_LA_POSTE) && digitSum(value) % 5 === 0;
}

function luhn(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}

function digitSum(digits: string): number {
  return [...digits].reduce((sum, digit) => sum + Number(digit), 0);
}
