/** Warning on a restore older than the register of erasures. `copie`: « cette sauvegarde », « cette copie ». No line end. */
export function warnHorsRegistre(copie: string): string {
  return `Attention : ${copie} est plus ancienne que le registre des effacements ; des personnes effacées ont pu revenir. Prévenez le DPO.`;
}
