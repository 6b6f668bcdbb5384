import type { CategoriePrioritaire } from "#donnees/regles/public-prioritaire/categorie.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  optionsOf,
  Plusieurs,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import { CODES_FAITS, type CodeFait, definitionOf } from "../../regles/cotation/fait.ts";
import { LIBELLE_PREUVE } from "../../regles/cotation/grille.ts";
import type { VersionGrille } from "../../regles/cotation/version-grille.ts";
import { cheminGrille } from "./chemins.ts";
import { pageOf, Revision } from "./formulaires.tsx";

export type CritereFormulaireProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly version: VersionGrille;
  readonly rubrique: string;
  /** null: a new rule. */
  readonly critere: string | null;
  /** Facts that the condition reads; they are chosen first, and decide the fields. */
  readonly faits: readonly CodeFait[];
  /** Condition in words when the form cannot write it: kept unless facts are chosen again. */
  readonly gardee: string | null;
  readonly categories: readonly CategoriePrioritaire[];
};

const FAITS_MAX = 4;

export function renderCritereFormulaire(props: CritereFormulaireProps): string {
  const { version, critere, rubrique, faits, gardee } = props;
  return renderPageFormulaire({
    ...pageOf(props, version),
    titre: critere === null ? "Ajouter un critère" : "Modifier le critère",
    sous: <ChoixFaits {...props} />,
    chemin: cheminGrille(version.id, `/criteres/${critere ?? "nouveau"}`),
    bouton: "Enregistrer le critère",
    children: (
      <>
        <Revision version={version} />
        <input type="hidden" name="rubrique" value={rubrique} />
        {faits.map((fait) => (
          <input type="hidden" name="faits" value={fait} />
        ))}
        <Champ etat={props} nom="libelle" libelle="Libellé, tel que le public le lira" requis />
        {gardee ? (
          <p>
            <input type="hidden" name="gardee" value="oui" />
            Condition : {gardee}. Pour en écrire une autre, choisissez d’abord ce qu’elle lit.
          </p>
        ) : null}
        {faits.length > 1 ? (
          <Choix
            etat={props}
            nom="lien"
            libelle="Conditions à remplir"
            options={[
              { code: "et", libelle: "Toutes" },
              { code: "ou", libelle: "Une au moins" },
            ]}
            requis
          />
        ) : null}
        {faits.map((fait) => (
          <ConditionFait {...props} fait={fait} />
        ))}
        <ChampsPoints {...props} />
        <Choix
          etat={props}
          nom="preuve"
          libelle="Preuve"
          aide="Sur justificatif : les points ne sont donnés qu’une fois le document accepté."
          options={optionsOf(["declare", "justifie"], LIBELLE_PREUVE)}
          requis
        />
        <Priorites {...props} />
      </>
    ),
  });
}

/** A form of its own before the rule's: without a script, the facts chosen decide the next fields. */
function ChoixFaits({ epci, version, critere, rubrique, faits }: CritereFormulaireProps) {
  const action = hrefTerritoire(epci, cheminGrille(version.id, `/criteres/${critere ?? "nouveau"}`));
  return (
    <details open={critere === null && faits.length === 0}>
      <summary>{faits.length === 0 ? "Choisir ce que lit la condition" : "Changer ce que lit la condition"}</summary>
      <form method="get" action={action}>
        <input type="hidden" name="rubrique" value={rubrique} />
        <input type="hidden" name="choisir" value="oui" />
        <fieldset class="champ">
          <legend>La condition lit</legend>
          <span class="aide">{FAITS_MAX} au plus. Aucun : le critère vaut pour toutes les demandes.</span>
          <div class="cases">
            {CODES_FAITS.map((code) => (
              <label class="case">
                <input type="checkbox" name="faits" value={code} checked={faits.includes(code)} />
                {definitionOf(code).libelle}
              </label>
            ))}
          </div>
        </fieldset>
        <button class="bouton second" type="submit">
          Écrire cette condition
        </button>
      </form>
    </details>
  );
}

const COMPARER = [
  { code: "plus", libelle: "plus de" },
  { code: "au-moins", libelle: "au moins" },
  { code: "moins", libelle: "moins de" },
  { code: "au-plus", libelle: "au plus" },
  { code: "egal", libelle: "exactement" },
] as const;

function ConditionFait(props: CritereFormulaireProps & { readonly fait: CodeFait }) {
  const { fait } = props;
  const { libelle } = definitionOf(fait);
  return (
    <fieldset class="champ">
      <legend>{libelle}</legend>
      <ValeursFait {...props} />
      <label class="case">
        <input
          type="checkbox"
          name={`sauf-${fait}`}
          value="oui"
          checked={props.saisie[`sauf-${fait}`]?.[0] === "oui"}
        />
        Sauf ceux-là : l’inverse de cette condition
      </label>
    </fieldset>
  );
}

function ValeursFait({ fait, ...etat }: CritereFormulaireProps & { readonly fait: CodeFait }) {
  const { genre, codes = {}, unite } = definitionOf(fait);
  if (genre === "oui-non") {
    const options = [
      { code: "oui", libelle: "Oui" },
      { code: "non", libelle: "Non" },
    ];
    return <Choix etat={etat} nom={`valeur-${fait}`} libelle="Réponse" options={options} requis />;
  }
  if (genre === "code" || genre === "liste") {
    const options = Object.entries(codes).map(([code, libelle]) => ({ code, libelle }));
    return <Plusieurs etat={etat} nom={`valeur-${fait}`} libelle="Une de ces réponses" options={options} />;
  }
  const mot = genre === "jour" ? "mois" : (unite ?? "");
  return (
    <>
      {["", "2"].map((rang) => (
        <Cote>
          <Liste
            etat={etat}
            nom={`comparer${rang}-${fait}`}
            libelle={rang === "" ? "Comparaison" : "Et aussi (facultatif)"}
            options={COMPARER}
          />
          <Champ etat={etat} nom={`nombre${rang}-${fait}`} libelle="Nombre" nombre unite={mot} requis={rang === ""} />
        </Cote>
      ))}
    </>
  );
}

function ChampsPoints(etat: CritereFormulaireProps) {
  const comptables = CODES_FAITS.filter((code) => ["nombre", "jour"].includes(definitionOf(code).genre));
  return (
    <>
      <Champ
        etat={etat}
        nom="points"
        libelle="Points"
        aide="Un nombre entier. Avec un signe moins pour en retirer : -10."
        requis
        court
        unite="points"
      />
      <Liste
        etat={etat}
        nom="compte"
        libelle="Donnés"
        options={comptables.map((code) => {
          const { genre, libelle, unite } = definitionOf(code);
          return { code, libelle: `Selon : ${libelle.toLowerCase()} (${genre === "jour" ? "mois" : unite})` };
        })}
        vide="Une fois, quand la condition est remplie"
      />
      <Cote>
        <Champ etat={etat} nom="pas" libelle="Tous les" aide="Si les points sont donnés par unité." nombre />
        <Champ
          etat={etat}
          nom="plafondPoints"
          libelle="Points au plus pour ce critère"
          aide="Obligatoire par unité."
          nombre
        />
      </Cote>
    </>
  );
}

/** Priority categories that the chosen facts may prove. */
function Priorites(etat: CritereFormulaireProps) {
  const possibles = new Set(etat.faits.flatMap((fait) => definitionOf(fait).priorites));
  const options = etat.categories
    .filter(({ code }) => possibles.has(code))
    .map(({ code, libelle }) => ({ code, libelle: `${code} : ${libelle}` }));
  if (options.length === 0) return null;
  return (
    <Plusieurs
      etat={etat}
      nom="priorites"
      libelle="Priorités de l’article L. 441-1 que ce critère met en œuvre"
      aide="Lettres de la loi, à confirmer."
      options={options}
    />
  );
}
