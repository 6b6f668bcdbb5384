import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choisir } from "#socle/pages/design/filtres.tsx";
import { formatNombre, MOIS } from "#socle/regles/shared/format.ts";
import type { Attente, Effort, LigneEffort } from "../../lectures/effort/effort.ts";
import { bearersOf, hrefObjectifs, nameAttente, questionOf } from "./questions.ts";

const SANS_SAISIE = new Map<string, number>();

const FINS_DE_MOIS = MOIS.map((nom, rang) => ({ code: String(rang + 1), nom: `fin ${nom}` }));

export function SelectMois({ mois }: { mois: number | null }) {
  const valeur = mois === null ? null : String(mois);
  return (
    <Choisir nom="mois" libelle="Compter jusqu’à" tous="dernier mois publié" options={FINS_DE_MOIS} valeur={valeur} />
  );
}

/** The form also sends the shown estimate, so that an unchanged field is not taken for an answer. */
export function Hypotheses({ effort }: { effort: Effort }) {
  const lignes = bearersOf(effort);
  const { annee, bailleur, prior, territoire } = effort;
  const question = questionOf(effort);
  const saisie = question.attentes.size > 0;
  return (
    <form method="get" action={hrefTerritoire(territoire, "objectifs")}>
      <input type="hidden" name="annee" value={String(annee)} />
      {question.mois === null ? null : <input type="hidden" name="mois" value={String(question.mois)} />}
      {bailleur === null ? null : <input type="hidden" name="bailleur" value={bailleur} />}
      <p class="aide">
        Baux attendus hors QPV, par défaut la moyenne de ce qui a été signé les mêmes mois des années passées. Corrigez
        ce que vous savez mieux (une livraison en novembre) ; un champ vidé revient à l’estimation.
      </p>
      <div class="parties">
        {lignes.map((ligne) => (
          <ChampAttente ligne={ligne} />
        ))}
      </div>
      <div class="ligne">
        <Choisir nom="prior" libelle="Idée préalable" options={priorsOf(effort)} valeur={prior} />
        <button class="bouton second" type="submit">
          Recalculer
        </button>
        {saisie ? (
          <a href={hrefObjectifs(territoire, { ...question, attentes: SANS_SAISIE })}>Remettre l’estimation</a>
        ) : null}
      </div>
    </form>
  );
}

function priorsOf({ annee, poidsPrior }: Effort) {
  const poids = formatNombre(poidsPrior * 100);
  return [
    { code: "jeffreys", nom: "aucune (Jeffreys)" },
    { code: "annee-precedente", nom: `l’année ${annee - 1}, chaque bail comptant pour ${poids} %` },
  ];
}

function ChampAttente({ ligne }: { ligne: LigneEffort }) {
  const nom = nameAttente(ligne);
  const { attente } = ligne;
  const estime = attente.origine === "annees-precedentes" && attente.total !== null;
  return (
    <div>
      <label for={nom}>
        {ligne.nom}
        <span class="aide" id={`aide-${nom}`}>
          {describeAttente(attente)}
        </span>
      </label>
      <input
        id={nom}
        name={nom}
        type="number"
        min="0"
        max="100000"
        step="1"
        value={attente.total === null ? "" : String(attente.total)}
        aria-describedby={`aide-${nom}`}
      />
      {estime ? <input type="hidden" name={`e${nom.slice(1)}`} value={String(attente.total)} /> : null}
    </div>
  );
}

/** « Mêmes mois : 32 en 2017, 28 en 2016, soit 30 en moyenne. » */
function describeAttente({ annees, origine, moyenne }: Attente): string {
  if (annees.length === 0) return "Rien de publié ne dit combien en attendre : indiquez un nombre.";
  const former = annees.map(({ annee, assiette }) => `${formatNombre(assiette)} en ${annee}`).join(", ");
  const average = moyenne === null ? "" : `, soit ${formatNombre(moyenne)} en moyenne`;
  const typed = origine === "saisie" ? " Nombre saisi." : "";
  return `Mêmes mois : ${former}${average}.${typed}`;
}
