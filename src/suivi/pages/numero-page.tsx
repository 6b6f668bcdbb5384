import type { CadreDossier } from "#dossier/pages/page-dossier.tsx";
import { Champ, type EtatFormulaire } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import type { DossierSuivi } from "../lectures/ports.ts";
import { renderPageSuivi } from "./page-suivi.tsx";

export type NumeroPageProps = {
  readonly commun: CadreDossier;
  readonly dossier: DossierSuivi;
  readonly etat: EtatFormulaire;
  readonly annonce: string | null;
};

/** For a household that the national system already knows: its seniority is kept, and its desk types nothing again. */
export function renderNumeroPage({ commun, dossier, etat, annonce }: NumeroPageProps): string {
  return renderPageSuivi({
    commun,
    titre: "J’ai déjà un numéro unique",
    refus: etat.refus,
    annonce,
    children: (
      <>
        <p>
          Vous avez déjà une demande enregistrée ailleurs ? Donnez son numéro : il est sur votre attestation. Votre
          ancienneté sera gardée.
        </p>
        <p>
          {dossier.numeroDeclare
            ? "Un numéro est déjà donné. En écrire un autre le remplace."
            : "Aucun numéro n’est encore donné."}{" "}
          Le guichet le rattache après avoir vu votre pièce d’identité.
        </p>
        <form class="saisie" method="post" action={hrefDemande(commun.epci, "numero")}>
          <Champ etat={etat} nom="numero" libelle="Votre numéro unique" requis />
          <p>
            <button class="bouton" type="submit">
              Donner ce numéro
            </button>
          </p>
        </form>
      </>
    ),
  });
}
