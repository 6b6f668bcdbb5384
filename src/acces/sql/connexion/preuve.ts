/** For a right `h` of the account `c`: it opens nothing until the address is proved. A synthetic person needs no proof. */
export const EN_ATTENTE = `(h.preuve_apres is not null and not c.demonstration
  and (c.courriel_prouve_le is null or c.courriel_prouve_le < h.preuve_apres))`;
