import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import type { LectureRime } from "../lectures/rime/lire.ts";
import { COLONNES_RIME, type FeuilleRime, LIBELLE_FEUILLE_RIME } from "../regles/rime-colonnes.ts";
import { cheminDepotRime } from "./rime-chemins.ts";

type ColonnesProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly depot: string;
  readonly lecture: LectureRime;
};

/** Asks which field each unknown column is, with three of its values; the answer is kept for the next files of the territory. */
export function renderRimeColonnesPage(props: ColonnesProps): string {
  const { cadre, lecture } = props;
  const inconnues = lecture.etat === "colonnes" ? lecture.inconnues : lecture.lu.inconnues;
  return renderPage({
    cadre,
    titre: "Colonnes du fichier",
    children: (
      <>
        <h1>Colonnes du fichier</h1>
        {lecture.etat === "colonnes" ? (
          <Message ton="alerte">
            <p>{lecture.message}</p>
          </Message>
        ) : null}
        {inconnues.length === 0 ? (
          <EtatVide titre="Toutes les colonnes sont reconnues">
            <p>
              <a href={hrefTerritoire(props.epci, cheminDepotRime(props.depot))}>Revenir à l’aperçu</a>
            </p>
          </EtatVide>
        ) : (
          <Formulaire {...props} />
        )}
      </>
    ),
  });
}

function Formulaire({ epci, depot, lecture }: ColonnesProps) {
  const inconnues = lecture.etat === "colonnes" ? lecture.inconnues : lecture.lu.inconnues;
  const absentes = lecture.etat === "colonnes" ? null : lecture.lu.absentes;
  return (
    <form method="post" action={hrefTerritoire(epci, cheminDepotRime(depot, "colonnes"))}>
      <Table
        table={tableInconnues(absentes)}
        lignes={inconnues.map((inconnue, rang) => ({ ...inconnue, rang }))}
        nom="Colonnes non reconnues"
        coupe="jamais"
      />
      <p>
        <button class="bouton" type="submit">
          Lire le fichier ainsi
        </button>
      </p>
      <p class="discret">Blaise retient ces correspondances pour les prochains fichiers du territoire.</p>
    </form>
  );
}

type Absentes = Readonly<Record<FeuilleRime, readonly string[]>> | null;
type Inconnue = {
  readonly feuille: FeuilleRime;
  readonly entete: string;
  readonly exemples: readonly string[];
  readonly rang: number;
};

function tableInconnues(absentes: Absentes): DefinitionTable<Inconnue, Child> {
  return defineTable({
    code: "inconnues",
    titre: "Colonnes de votre fichier que Blaise ne reconnaît pas",
    colonnes: [
      {
        code: "entete",
        titre: "Votre colonne",
        tri: false,
        valeur: ({ entete }) => entete,
        rendu: ({ feuille, entete, rang }) => (
          <>
            <label for={`champ-${rang}`}>
              {LIBELLE_FEUILLE_RIME[feuille]} : {entete}
            </label>
            <input type="hidden" name={`entete:${rang}`} value={entete} />
          </>
        ),
      },
      {
        code: "exemples",
        titre: "Trois de ses valeurs",
        tri: false,
        valeur: ({ exemples }) => exemples.join(" · "),
        rendu: ({ exemples }) => (
          <span class="brut">{exemples.length > 0 ? exemples.join(" · ") : "non montrées"}</span>
        ),
      },
      {
        code: "champ",
        titre: "Notre champ",
        tri: false,
        valeur: ({ rang }) => rang,
        rendu: ({ rang, feuille }) => <Choix rang={rang} feuille={feuille} absentes={absentes?.[feuille] ?? null} />,
      },
    ],
  });
}

/** Only the fields that no column gives yet, when they are known. */
function Choix({
  rang,
  feuille,
  absentes,
}: {
  rang: number;
  feuille: FeuilleRime;
  absentes: readonly string[] | null;
}) {
  const champs = COLONNES_RIME[feuille].filter(
    ({ code, part }) => part !== "calcul" && (absentes === null || absentes.includes(code)),
  );
  return (
    <select id={`champ-${rang}`} name={`champ:${rang}`}>
      <option value="">Laisser de côté</option>
      {champs.map(({ code, entete, requise }) => (
        <option value={code}>
          {entete}
          {requise === "toujours" ? " (indispensable)" : ""}
        </option>
      ))}
    </select>
  );
}
