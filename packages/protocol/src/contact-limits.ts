/** Apart from the other limits: only who leaves an e-mail address pays for them. Lengths in UTF-16 code units. */
export const contactLimits = {
  emailLength: 254,
  telephoneLength: 32,
  /** Of a contact as it is sealed, in base64url, whatever is in it. */
  sealedLength: 1_088,
} as const;
