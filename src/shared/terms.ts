/** Supercell's fan content notice, in the words that its policy asks for. */
export const TERMS = {
  notice:
    'This material is unofficial and is not endorsed by Supercell. For more information see Supercell’s Fan Content Policy: www.supercell.com/fan-content-policy.',
  policy: 'https://www.supercell.com/fan-content-policy',
} as const;
