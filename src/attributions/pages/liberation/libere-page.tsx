import { CONTINGENTS, LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  renderPageFormulaire,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import {
  CAUSES_VACANCE,
  ETAPES_SAISIES,
  FILIERES,
  FINANCEMENTS,
  LIBELLE_CAUSE_VACANCE,
  LIBELLE_ETAPE,
  LIBELLE_FILIERE,
  LIBELLE_ORIGINE_LIBERATION,
  ORIGINES_SAISIES,
} from "../../regles/liberation/liberation.ts";
import { CHEMIN_DECLARATIONS } from "../relogement/recherche-libelles.ts";
import { CHEMIN_LIBERATIONS, cheminLiberation } from "./chemins.ts";

export type LiberePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly etat: EtatFormulaire;
  /** The changed one; null: a new one. */
  readonly liberation: { readonly id: number; readonly titre: string } | null;
  /** For a new one only: dwellings that the bailleur follows and that are not being let. */
  readonly logements: readonly OptionListe[];
};

const REPONSES = [
  { code: "non", libelle: "Non" },
  { code: "oui", libelle: "Oui" },
  { code: "inconnu", libelle: "Pas encore su" },
];

export function renderLiberePage({ cadre, epci, etat, liberation, logements }: LiberePageProps): string {
  const retour = liberation
    ? { chemin: cheminLiberation(liberation.id), libelle: liberation.titre }
    : { chemin: CHEMIN_LIBERATIONS, libelle: "Logements à attribuer" };
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    retour,
    titre: liberation ? "Dates et logement" : "Déclarer un logement à attribuer",
    sous: <p>Dès le préavis reçu : les candidats peuvent être cherchés avant que le logement soit libre.</p>,
    chemin: liberation ? cheminLiberation(liberation.id, "dates") : CHEMIN_LIBERATIONS,
    bouton: "Enregistrer",
    children: (
      <>
        {liberation ? (
          <input type="hidden" name="revision" value={valeurDe(etat.saisie, "revision")} />
        ) : (
          <Lequel epci={epci} etat={etat} logements={logements} />
        )}
        <Nature etat={etat} />
        <Dates etat={etat} />
      </>
    ),
  });
}

function Lequel({ epci, etat, logements }: Pick<LiberePageProps, "epci" | "etat" | "logements">) {
  return (
    <>
      <Liste etat={etat} nom="logement" libelle="Logement" vide="Choisir" options={logements} requis />
      <p class="aide">
        Il n’est pas dans la liste ?{" "}
        <a href={hrefTerritoire(epci, `${CHEMIN_DECLARATIONS}/nouveau`)}>Décrivez d’abord ce logement</a>.
      </p>
      <Choix
        etat={etat}
        nom="origine"
        libelle="Pourquoi il est à attribuer"
        options={optionsOf(ORIGINES_SAISIES, LIBELLE_ORIGINE_LIBERATION)}
        requis
      />
    </>
  );
}

function Nature({ etat }: { etat: EtatFormulaire }) {
  return (
    <>
      <Choix
        etat={etat}
        nom="filiere"
        libelle="Filière"
        aide="La filière rapide sert les salariés en mobilité et les intérimaires, en quelques jours."
        options={optionsOf(FILIERES, LIBELLE_FILIERE)}
        requis
      />
      <Cote>
        <Liste
          etat={etat}
          nom="financement"
          libelle="Financement"
          options={FINANCEMENTS.map((code) => ({ code, libelle: code === "inconnu" ? "Pas encore su" : code }))}
        />
        <Liste etat={etat} nom="meuble" libelle="Meublé" options={REPONSES} />
        <Liste etat={etat} nom="contingent" libelle="Contingent" options={optionsOf(CONTINGENTS, LIBELLE_CONTINGENT)} />
        <Liste
          etat={etat}
          nom="cause_vacance"
          libelle="Cause de la vacance"
          options={optionsOf(CAUSES_VACANCE, LIBELLE_CAUSE_VACANCE)}
        />
      </Cote>
    </>
  );
}

function Dates({ etat }: { etat: EtatFormulaire }) {
  return (
    <>
      <h2>Ce qui est fait</h2>
      <Cote>
        {ETAPES_SAISIES.map((etape) => (
          <Champ etat={etat} nom={etape} libelle={LIBELLE_ETAPE[etape]} type="date" />
        ))}
      </Cote>
      <h2>Ce qui est attendu</h2>
      <Cote>
        <Champ etat={etat} nom="depart_prevu" libelle="Départ ou livraison attendus" type="date" />
        <Champ etat={etat} nom="travaux_prevus" libelle="Fin des travaux attendue" type="date" />
      </Cote>
    </>
  );
}
