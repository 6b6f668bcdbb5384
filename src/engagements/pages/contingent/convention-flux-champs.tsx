import type { CommuneTerritoire } from "#donnees/lectures/territoire/ports.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { ChampsParties, type ChoixParties, SelectContingent } from "./droit-page.tsx";

/** As typed; `part` in percent. */
export type SaisieConvention = Readonly<
  Record<
    | "bailleur"
    | "reservataire"
    | "contingent"
    | "departement"
    | "commune"
    | "annee_debut"
    | "annee_fin"
    | "part"
    | "signee_le"
    | "revision",
    string
  >
>;

/** Fields that may change once the convention is written. */
export function ChampsConvention({ saisie }: { saisie: SaisieConvention }) {
  return (
    <fieldset class="grand">
      <legend>Part et années</legend>
      <div class="ligne">
        <div>
          <label for="part">Part du flux, en %</label>
          <input id="part" name="part" inputmode="decimal" size={6} value={saisie.part} required />
        </div>
        <Annee nom="annee_debut" libelle="Première année" saisie={saisie} />
        <Annee nom="annee_fin" libelle="Dernière année" saisie={saisie} />
        <div>
          <label for="signee_le">Signée le</label>
          <input id="signee_le" name="signee_le" type="date" value={saisie.signee_le} />
        </div>
      </div>
    </fieldset>
  );
}

type AnneeProps = { nom: "annee_debut" | "annee_fin"; libelle: string; saisie: SaisieConvention };

function Annee({ nom, libelle, saisie }: AnneeProps) {
  return (
    <div>
      <label for={nom}>{libelle}</label>
      <input id={nom} name={nom} type="number" min={2000} max={2100} value={saisie[nom]} required />
    </div>
  );
}

type AjouterConventionProps = {
  readonly cadre: Cadre;
  readonly saisie: SaisieConvention;
  readonly choix: ChoixParties;
  readonly communes: readonly CommuneTerritoire[];
  readonly erreur: string | null;
};

export function renderAjouterConventionPage(props: AjouterConventionProps): string {
  const { cadre, saisie, choix, erreur } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : ajouter une convention de flux" : "Ajouter une convention de flux",
    children: (
      <>
        <h1>Ajouter une convention de flux</h1>
        <p class="chapo">Une par bailleur, réservataire et département ; à l’échelle de la commune pour une commune.</p>
        <ResultatActe erreur={erreur} titreErreur="Rien n’est enregistré" />
        <form method="post" action={hrefTerritoire(epci, "contingents/conventions/ajouter")}>
          <ChampsParties choix={choix} saisie={saisie} />
          <ChampsPerimetre {...props} />
          <ChampsConvention saisie={saisie} />
          <p class="ligne telechargements">
            <button class="bouton" type="submit">
              Enregistrer
            </button>
            <a href={hrefTerritoire(epci, "contingents")}>Revenir sans enregistrer</a>
          </p>
        </form>
      </>
    ),
  });
}

function ChampsPerimetre({ saisie, communes }: AjouterConventionProps) {
  return (
    <fieldset class="grand">
      <legend>Périmètre</legend>
      <div class="ligne">
        <SelectContingent valeur={saisie.contingent} />
        <div>
          <label for="departement">Département</label>
          <input id="departement" name="departement" size={4} maxlength={3} value={saisie.departement} required />
        </div>
        <div>
          <label for="commune">Commune</label>
          <select id="commune" name="commune">
            <option value="">Tout le département</option>
            {communes.map(({ commune, nom }) => (
              <option value={commune} selected={commune === saisie.commune}>
                {nom}
              </option>
            ))}
          </select>
        </div>
      </div>
    </fieldset>
  );
}
