import type { Typologie } from "#domain/programme/operation.ts";
import type { SeuilsRapprochement } from "#domain/rapprochement/faits.ts";
import type { Cadre } from "../design/cadre.ts";
import { Champ, type EtatFormulaire, Relire, renderPageFormulaire } from "../design/formulaire.tsx";
import { CHEMIN_LIBERATIONS } from "../liberation/chemins.ts";
import { CHEMIN_SEUILS } from "./chemins.ts";
import { Seuils } from "./mots.tsx";

export type SeuilsPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly seuils: SeuilsRapprochement | null;
  readonly etat: EtatFormulaire;
};

/** A field a kind of dwelling. */
export const CHAMPS_FORFAIT: readonly (readonly [champ: string, typologie: Typologie])[] = [
  ["forfait_t1", "T1"],
  ["forfait_t2", "T2"],
  ["forfait_t3", "T3"],
  ["forfait_t4", "T4"],
  ["forfait_t5", "T5"],
  ["forfait_t6", "T6+"],
];

/** The marks of a bailleur: none is imposed by the law, and none excludes as long as it is not written. */
export function renderSeuilsPage({ cadre, epci, seuils, etat }: SeuilsPageProps): string {
  return renderPageFormulaire({
    ...{ cadre, epci, ...etat, page: CHEMIN_LIBERATIONS, rubrique: "liberations" as const, chemin: CHEMIN_SEUILS },
    retour: { chemin: CHEMIN_LIBERATIONS, libelle: "Logements à attribuer" },
    titre: "Repères de budget des candidats",
    sous: (
      <>
        <Seuils seuils={seuils} />
        <p>
          Aucun texte ne fixe de taux d’effort ni de reste à vivre minimal : ces repères sont ceux de votre
          organisation. Un repère vide n’écarte personne. Ceux d’avant restent lus pour les examens passés.
        </p>
      </>
    ),
    bouton: "Enregistrer ces repères",
    children: (
      <>
        <Champ etat={etat} nom="depuis" libelle="À partir du" type="date" requis />
        <Champ etat={etat} nom="effort_max" libelle="Taux d’effort, au plus" nombre unite="%" />
        <Champ
          etat={etat}
          nom="reste_a_vivre"
          libelle="Reste à vivre, par jour et par unité de consommation"
          aide="Il est montré, il n’écarte personne."
          nombre
          unite="€"
        />
        <fieldset>
          <legend>Forfait d’eau et de chauffage individuels, par mois</legend>
          {CHAMPS_FORFAIT.map(([champ, typologie]) => (
            <Champ etat={etat} nom={champ} libelle={typologie} nombre unite="€" />
          ))}
        </fieldset>
        <Champ
          etat={etat}
          nom="reference"
          libelle="Texte d’où ils viennent"
          aide="Par exemple : règlement intérieur de la commission, 12 mars 2018."
          requis
        />
        <Relire affiche={etat.refus.erreurs.some(({ champ }) => champ === "reference")} />
      </>
    ),
  });
}
