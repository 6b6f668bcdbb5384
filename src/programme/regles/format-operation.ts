import type { Operation } from "#donnees/regles/programme/operation.ts";
import { formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";

export const LIBELLE_SITUATION: Readonly<Record<Operation["situation"], string>> = {
  qpv: "en QPV",
  "hors-qpv": "hors QPV",
  inconnue: "QPV inconnu",
};

/** Works on a stock have no financing of new dwellings. */
export function aUnFinancement({ genre }: Pick<Operation, "genre">): boolean {
  return genre === "construction" || genre === "reconstitution";
}

/** « 12 PLAI, 8 PLUS »; « inconnu » when the mix is empty, « sans objet » for works on a stock. */
export function formatMix({ genre, financements }: Pick<Operation, "genre" | "financements">): string {
  if (!aUnFinancement({ genre })) return LIBELLE_MANQUE["sans-objet"];
  const { plai, plus, pls, autre } = financements;
  const parts = [
    ["PLAI", plai],
    ["PLUS", plus],
    ["PLS", pls],
    ["autre", autre],
  ] as const;
  if (parts.every(([, nombre]) => nombre === null)) return INCONNU;
  const dites = parts.flatMap(([nom, nombre]) => (nombre ? [`${formatNombre(nombre)} ${nom}`] : []));
  return dites.length === 0 ? "aucun" : dites.join(", ");
}
