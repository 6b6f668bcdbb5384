/** Said of a restore that no register of erasures covers to its day. `copie`: « cette sauvegarde », « cette copie ». No line end. */
export function warnHorsRegistre(copie: string): string {
  return `Attention : ${copie} est plus ancienne que le registre des effacements ; des personnes effacées ont pu revenir. Prévenez le DPO.`;
}
