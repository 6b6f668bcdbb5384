/** Of the right `h` of the account `c`: it opens nothing until the address is proved. Nobody has to prove a synthetic person's. */
export const EN_ATTENTE = `(h.preuve_apres is not null and not c.demonstration
  and (c.courriel_prouve_le is null or c.courriel_prouve_le < h.preuve_apres))`;
