import { CHEMIN_MENAGES } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Liste, type OptionListe, renderPageFormulaire } from "#socle/pages/design/formulaire.tsx";
import type { LienDossier } from "../lectures/fiche.ts";
import { ChampsIdentite } from "./identite-page.tsx";
import { ChampsSituation } from "./situation-page.tsx";

export type NouveauPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly etat: EtatFormulaire;
  /** Buildings entrusted to the reader. */
  readonly immeubles: readonly OptionListe[];
  readonly communes: readonly OptionListe[];
  /** File of the household that this one leaves. */
  readonly origine: LienDossier | null;
};

/** Form to open a file: the persons, their dwelling, the known facts. All but the name may come later. */
export function renderNouveauPage({ cadre, epci, etat, immeubles, communes, origine }: NouveauPageProps): string {
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    titre: origine ? "Ouvrir le dossier de la décohabitation" : "Ouvrir un dossier",
    bouton: "Ouvrir le dossier",
    large: true,
    chemin: CHEMIN_MENAGES,
    retour: origine
      ? { chemin: `${CHEMIN_MENAGES}/${origine.id}`, libelle: `Dossier ${origine.reference}` }
      : { chemin: CHEMIN_MENAGES, libelle: "Tous les ménages" },
    sous: origine ? (
      <p>
        Une personne ou un couple quitte le ménage{" "}
        <a href={hrefTerritoire(epci, `${CHEMIN_MENAGES}/${origine.id}`)}>{origine.reference}</a> pour un logement à
        part : c’est un dossier, compté à part.
      </p>
    ) : (
      <p>La référence du dossier est tirée à l’enregistrement. Seuls l’immeuble et le nom sont nécessaires.</p>
    ),
    children: (
      <>
        {origine ? <input type="hidden" name="origine" value={String(origine.id)} /> : null}
        <Liste etat={etat} nom="operation" libelle="Immeuble" options={immeubles} vide="Choisir…" requis />
        <div class="en-colonnes">
          <ChampsIdentite etat={etat} />
          <ChampsSituation etat={etat} communes={communes} />
        </div>
      </>
    ),
  });
}
