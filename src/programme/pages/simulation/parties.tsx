import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import type { VueSimulation } from "../../lectures/simulation/vue.ts";

export const LIBELLE_PARTIE = {
  reponse: "La réponse",
  annees: "Année par année",
  leviers: "Ce qu’il faudrait, levier par levier",
  facteurs: "Ce qui compte le plus",
  relogements: "Relogements et reconstruction",
  vacance: "Vacance",
  bailleurs: "Par bailleur",
  hypotheses: "Hypothèses",
  limites: "Limites et choix du modèle",
} as const;
export type PartieSimulation = keyof typeof LIBELLE_PARTIE;

/** Those that have something to show to this reader, in order. */
export function partiesOf({ figures, tornade }: VueSimulation): readonly PartieSimulation[] {
  const vides: Partial<Record<PartieSimulation, boolean>> = {
    facteurs: tornade === null,
    vacance: figures.vacance === null,
    bailleurs: figures.bailleurs === null,
  };
  return (Object.keys(LIBELLE_PARTIE) as PartieSimulation[]).filter((partie) => !vides[partie]);
}

type PartiesProps = { readonly vue: VueSimulation; readonly chemin: string; readonly partie: PartieSimulation };

export function Parties({ vue, chemin, partie }: PartiesProps) {
  const vues = partiesOf(vue).map((code) => ({
    libelle: LIBELLE_PARTIE[code],
    href: hrefTerritoire(vue.epci, chemin, { partie: code === "reponse" ? null : code }),
    ici: code === partie,
  }));
  return <VuesListe nom="Parties de la simulation" vues={vues} />;
}

/** « Année par année : Peut-on atteindre 25 % en 2021–2023 ? » */
export function titreOf({ titre }: VueSimulation, partie: PartieSimulation): string {
  return partie === "reponse" ? titre : `${LIBELLE_PARTIE[partie]}\u00A0: ${titre}`;
}
