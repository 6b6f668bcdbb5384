import { formatCompte, formatNombre, formatTaux, formatTauxCourt } from "../shared/format.ts";

/** As the convention writes an objective: both rates between 0 and 1, `tauxDuNombre` that of the written number on the written base. */
export type ObjectifEcrit = {
  readonly taux: number | null;
  readonly nombre: number | null;
  readonly tauxDuNombre: number | null;
};

/** « 21 % », « 30, soit 25 % », « 32, imprimé 25 % (32 font 24,6 %) »: the number, the printed rate, and the number's own rate when it is another. */
export function formatObjectif({ taux, nombre, tauxDuNombre }: ObjectifEcrit): string {
  if (nombre === null) return taux === null ? "non chiffré" : formatTauxCourt(taux);
  const compte = formatNombre(nombre);
  if (taux === null) {
    const plain = formatCompte(nombre, "attribution");
    return tauxDuNombre === null ? plain : `${plain}, soit ${formatTaux(tauxDuNombre)}`;
  }
  const imprime = formatTauxCourt(taux);
  if (tauxDuNombre === null) return `${compte}, imprimé ${imprime}`;
  return formatTauxCourt(tauxDuNombre) === imprime
    ? `${compte}, soit ${imprime}`
    : `${compte}, imprimé ${imprime} (${compte} font ${formatTaux(tauxDuNombre)})`;
}

/** What remains: `besoin` leases that must count among the next `attendus`; null for what is unknown. */
export type Reste = { readonly besoin: number | null; readonly acquis: boolean };

/** « 11 des 90 prochaines », « plus rien », « 12, pour 9 attendues », « inconnu »: short, for a cell. */
export function formatReste({ besoin, acquis }: Reste, attendus: number | null): string {
  if (acquis) return "plus rien";
  if (besoin === null) return "inconnu";
  if (attendus === null) return `encore ${formatNombre(besoin)}`;
  if (attendus === 0) return besoin === 0 ? "plus rien" : `il manque ${formatNombre(besoin)}`;
  if (besoin > attendus) return `${formatNombre(besoin)}, pour ${formatNombre(attendus)} attendues`;
  return `${formatNombre(besoin)} des ${formatNombre(attendus)} prochaines`;
}
