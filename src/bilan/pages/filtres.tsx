import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message } from "#socle/pages/design/parts.tsx";
import type { LectureBailleurs } from "../regles/bailleur/dire-successions.ts";
import { hrefTelechargement, type QuestionBilan } from "./questions.ts";

export type Choix = {
  /** false: the person sees their own organisation's bailleurs, and no total. */
  readonly tous: boolean;
  readonly annees: readonly number[];
  readonly bailleurs: readonly { readonly siren: string; readonly nom: string }[];
  /** Bailleurs took over from others: figures are read as of then, or as of now. Absent: none did. */
  readonly vues?: boolean;
};

const PERIODES = [
  ["annee", "Année entière"],
  ["T1", "1er trimestre"],
  ["T2", "2e trimestre"],
  ["T3", "3e trimestre"],
  ["T4", "4e trimestre"],
  ["cumul-T2", "Janvier à juin"],
  ["cumul-T3", "Janvier à septembre"],
] as const;

/** Filters are GET parameters: the address is the saved view. */
export function Filtres({ epci, question, choix }: { epci: string; question: QuestionBilan; choix: Choix }) {
  return (
    <form class="ligne" method="get" action={hrefTerritoire(epci, "bilan")} aria-label="Choisir le bilan">
      <SelectAnnee choix={choix} annee={question.annee} />
      <SelectPeriode periode={question.periode} />
      <SelectBailleur choix={choix} bailleur={question.bailleur} />
      <SelectVue choix={choix} vue={question.vue ?? null} />
      <button class="bouton second" type="submit">
        Afficher
      </button>
    </form>
  );
}

export function SelectAnnee({ choix, annee: current }: { choix: Choix; annee: number }) {
  return (
    <div>
      <label for="annee">Année</label>
      <select id="annee" name="annee">
        {withCurrent(choix.annees, current).map((annee) => (
          <option value={String(annee)} selected={annee === current}>
            {annee}
          </option>
        ))}
      </select>
    </div>
  );
}

/** « Tous » for those who see the whole territory alone. */
export function SelectBailleur({ choix, bailleur }: { choix: Choix; bailleur: string | null }) {
  return (
    <div>
      <label for="bailleur">Bailleur</label>
      <select id="bailleur" name="bailleur">
        {choix.tous ? <option value="">Tous</option> : null}
        {choix.bailleurs.map(({ siren, nom }) => (
          <option value={siren} selected={siren === bailleur}>
            {nom}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Only where the answers may differ. */
export function SelectVue({ choix, vue }: { choix: Choix; vue: "aujourdhui" | null }) {
  if (!choix.vues) return null;
  return (
    <div>
      <label for="vue">Bailleurs</label>
      <select id="vue" name="vue">
        <option value="">Tels qu’alors</option>
        <option value="aujourdhui" selected={vue === "aujourdhui"}>
          Tels qu’aujourd’hui
        </option>
      </select>
    </div>
  );
}

/** Who took over from whom, and how the figures of the page count it. */
export function LectureDesBailleurs({ lecture }: { lecture: LectureBailleurs | undefined }) {
  if (!lecture) return null;
  return (
    <Message ton="neutre">
      {lecture.phrases.map((phrase) => (
        <p>{phrase}</p>
      ))}
    </Message>
  );
}

export function SelectPeriode({ periode }: { periode: string }) {
  return (
    <div>
      <label for="periode">Période</label>
      <select id="periode" name="periode">
        {PERIODES.map(([code, libelle]) => (
          <option value={code} selected={code === periode}>
            {libelle}
          </option>
        ))}
      </select>
    </div>
  );
}

function withCurrent(annees: readonly number[], annee: number): readonly number[] {
  return [...new Set([...annees, annee])].sort((a, b) => b - a);
}

/** The same view, in the formats people work with. */
export function Telechargements({ epci, question }: { epci: string; question: QuestionBilan }) {
  return (
    <div class="ligne telechargements">
      <a class="bouton" href={hrefTelechargement(epci, question, "pdf")}>
        Rapport (PDF)
      </a>
      <a class="bouton second" href={hrefTelechargement(epci, question, "xlsx")}>
        Tableau (Excel)
      </a>
      <ul class="liens">
        <li>
          <a href={hrefTelechargement(epci, question, "docx")}>Word</a>
        </li>
        <li>
          <a href={hrefTelechargement(epci, question, "csv", "tableur")}>CSV pour tableur</a>
        </li>
        <li>
          <a href={hrefTelechargement(epci, question, "csv", "ouvert")}>CSV données ouvertes</a>
        </li>
        <li>
          <a href={hrefTelechargement(epci, question, "json")}>JSON</a>
        </li>
      </ul>
    </div>
  );
}
