import { CONTINGENTS, LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { LIBELLE_SITUATION } from "#droit/regles/attribution/libelles.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import {
  ACCES_LOGEMENT,
  ETATS_LOGEMENT,
  LIBELLE_ACCES_LOGEMENT,
  LIBELLE_ETAT_LOGEMENT,
} from "../../regles/logement/logement-suivi.ts";
import { CHEMIN_DECLARATIONS } from "../relogement/recherche-libelles.ts";
import { ChampsAnciennete } from "./anciennete-champs.tsx";

export type DeclarationPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly etat: EtatFormulaire;
  readonly communes: readonly OptionListe[];
  /** null: a first declaration. */
  readonly logement: { readonly id: number; readonly adresse: string } | null;
};

const SITUATIONS = ["hors-qpv", "qpv", "inconnue"] as const;
const TYPES = TYPOLOGIES.map((code) => ({ code, libelle: code }));

export function renderDeclarationPage({ cadre, epci, etat, communes, logement }: DeclarationPageProps): string {
  return renderPageFormulaire({
    cadre,
    epci,
    ...etat,
    titre: logement ? "Mettre à jour un logement" : "Déclarer un logement",
    sous: (
      <p>{logement ? logement.adresse : "Libre, ou qui va l’être. Laissez vide ce qui n’est pas connu : jamais 0."}</p>
    ),
    chemin: logement ? `${CHEMIN_DECLARATIONS}/${logement.id}` : CHEMIN_DECLARATIONS,
    retour: { chemin: CHEMIN_DECLARATIONS, libelle: "Logements déclarés" },
    bouton: "Enregistrer",
    children: (
      <>
        <input type="hidden" name="revision" value={etat.saisie.revision?.[0] ?? "1"} />
        <Lieu etat={etat} communes={communes} nouveau={logement === null} />
        <Disponibilite etat={etat} />
        <Cout etat={etat} />
        <ChampsAnciennete etat={etat} />
      </>
    ),
  });
}

function Lieu({
  etat,
  communes,
  nouveau,
}: {
  etat: EtatFormulaire;
  communes: readonly OptionListe[];
  nouveau: boolean;
}) {
  return (
    <fieldset class="grand">
      <legend>Le logement</legend>
      {nouveau ? (
        <Champ
          etat={etat}
          nom="cle"
          libelle="Identifiant"
          aide="Celui de RPLS s’il en a un : il évite de montrer deux fois le même logement. Sinon le vôtre."
          requis
        />
      ) : (
        <input type="hidden" name="cle" value={etat.saisie.cle?.[0] ?? ""} />
      )}
      <Champ etat={etat} nom="adresse" libelle="Adresse" requis />
      <Cote>
        <Liste etat={etat} nom="commune" libelle="Commune" options={communes} vide="Choisir…" requis />
        <Liste etat={etat} nom="situation" libelle="Quartier" options={optionsOf(SITUATIONS, LIBELLE_SITUATION)} />
      </Cote>
      <Cote>
        <Liste etat={etat} nom="typologie" libelle="Type" options={TYPES} vide="Inconnu" />
        <Champ etat={etat} nom="surface" libelle="Surface" unite="m²" nombre />
        <Liste etat={etat} nom="acces" libelle="Accès" options={optionsOf(ACCES_LOGEMENT, LIBELLE_ACCES_LOGEMENT)} />
      </Cote>
    </fieldset>
  );
}

function Disponibilite({ etat }: { etat: EtatFormulaire }) {
  return (
    <fieldset class="grand">
      <legend>Disponibilité</legend>
      <Cote>
        <Liste
          etat={etat}
          nom="etat"
          libelle="État"
          options={optionsOf(ETATS_LOGEMENT, LIBELLE_ETAT_LOGEMENT)}
          requis
        />
        <Champ etat={etat} nom="disponible" libelle="Disponible le" type="date" />
      </Cote>
      <Liste
        etat={etat}
        nom="contingent"
        libelle="Contingent"
        aide="Qui a le droit de le proposer. Action Logement voit ceux qui sont sur ses droits."
        options={optionsOf(CONTINGENTS, LIBELLE_CONTINGENT)}
      />
    </fieldset>
  );
}

function Cout({ etat }: { etat: EtatFormulaire }) {
  return (
    <fieldset class="grand">
      <legend>Ce qu’il coûte, par mois</legend>
      <Cote>
        <Champ etat={etat} nom="loyer" libelle="Loyer" unite="€" nombre />
        <Champ etat={etat} nom="charges" libelle="Charges" unite="€" nombre />
      </Cote>
    </fieldset>
  );
}
