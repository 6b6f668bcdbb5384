import { type Lecteur, reject } from "../values/defaut.ts";

/** 18 characters today; older departmental and regional numbers are shorter. Corsican ones start with 2A or 2B. */
const FORME = /^(?:\d|2[AB])[0-9A-Z]{7,19}$/;
const CHIFFRES_MIN = 8;

/** The number without spaces, dots or dashes. It is only hashed: messages and examples never show it. */
export const numeroUnique: Lecteur<string> = (texte) => {
  const numero = texte.replace(/[\s\u00a0\u202f.\-/]/g, "").toUpperCase();
  if (FORME.test(numero) && numero.replace(/\D/g, "").length >= CHIFFRES_MIN) return numero;
  return reject(
    "numero-unique-invalide",
    "Le numéro unique n’a pas la forme attendue (chiffres, 10 à 20 caractères). Corrigez-le à la source : il n’est pas répété ici.",
  );
};
