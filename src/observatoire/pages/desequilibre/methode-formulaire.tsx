import { INDICATEURS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { LIBELLE_OCCUPATION } from "../../regles/desequilibre/libelles.ts";
import type { MethodeDesequilibre, SeuilsMethode } from "../../regles/desequilibre/methode.ts";
import { CHEMIN_DESEQUILIBRES } from "./chemin.ts";

/** Unpaid rents belong to the second axis. */
const INDICATEURS = INDICATEURS_OCCUPATION.filter((indicateur) => indicateur !== "impaye-3-mois");

const SEUILS: readonly { readonly nom: keyof SeuilsMethode; readonly libelle: string }[] = [
  { nom: "etabli", libelle: "Écart établi : probabilité au-dessus de (0,5 à 1)" },
  { nom: "surveiller", libelle: "À surveiller : probabilité au-dessus de (0,5 à 1)" },
  { nom: "q", libelle: "Test corrigé : part de fausses alertes (0 à 0,5)" },
  { nom: "effectifMinimal", libelle: "Réponses au moins (11 ou plus)" },
  { nom: "ratio", libelle: "Règle simple : rapport au territoire" },
  { nom: "enjeuMixite", libelle: "Liste annexée : sur-représentations établies au moins" },
];

type FormulaireProps = {
  readonly epci: string;
  readonly methode: MethodeDesequilibre;
  readonly aujourdhui: string;
  /** As typed, when refused. */
  readonly saisie: Readonly<Record<string, string>> | null;
};

/** Filled with the shown version: each publication is a whole version. */
export function FormulaireMethode({ epci, methode, aujourdhui, saisie }: FormulaireProps) {
  const typed = saisie?.formulaire === "methode" ? saisie : null;
  const poids = new Map(methode.indicateurs.map((one) => [one.indicateur, one.poids]));
  return (
    <details open={typed !== null}>
      <summary>Publier une nouvelle version</summary>
      <form method="post" action={hrefTerritoire(epci, `${CHEMIN_DESEQUILIBRES}/methode`)}>
        <p>
          <label for="depuis-methode">Appliquée à partir du</label>
          <input
            id="depuis-methode"
            name="depuis"
            type="date"
            value={typed?.depuis ?? aujourdhui}
            min={aujourdhui}
            required
          />
        </p>
        <p>
          <label for="acte-methode">
            Acte qui la publie
            <span class="aide">Instance, date, et où on la lit.</span>
          </label>
          <input id="acte-methode" name="acte" value={typed?.acte ?? ""} maxlength={300} required />
        </p>
        <fieldset>
          <legend>Poids des indicateurs (0 à 10 ; 0 : montré et non compté ; vide : non regardé)</legend>
          {INDICATEURS.map((indicateur) => (
            <p>
              <label for={`poids-${indicateur}`}>{LIBELLE_OCCUPATION[indicateur]}</label>
              <input
                id={`poids-${indicateur}`}
                name={`poids.${indicateur}`}
                inputmode="decimal"
                value={typed ? (typed[`poids.${indicateur}`] ?? "") : write(poids.get(indicateur))}
              />
            </p>
          ))}
        </fieldset>
        <fieldset>
          <legend>Seuils</legend>
          {SEUILS.map(({ nom, libelle }) => (
            <p>
              <label for={`seuil-${nom}`}>{libelle}</label>
              <input
                id={`seuil-${nom}`}
                name={`seuil.${nom}`}
                inputmode="decimal"
                value={typed?.[`seuil.${nom}`] ?? write(methode.seuils[nom])}
                required
              />
            </p>
          ))}
        </fieldset>
        <p class="aide">Une version publiée ne se réécrit pas et ne se retire pas : une autre lui succède.</p>
        <button class="bouton" type="submit">
          Publier la version
        </button>
      </form>
    </details>
  );
}

function write(value: number | undefined): string {
  return value === undefined ? "" : String(value).replace(".", ",");
}
