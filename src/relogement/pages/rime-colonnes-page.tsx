import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
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
      <CadreTable
        titre="Colonnes de votre fichier que Blaise ne reconnaît pas"
        nom="Colonnes non reconnues"
        cartes={false}
      >
        <thead>
          <tr>
            <th scope="col">Votre colonne</th>
            <th scope="col">Trois de ses valeurs</th>
            <th scope="col">Notre champ</th>
          </tr>
        </thead>
        <tbody>
          {inconnues.map(({ feuille, entete, exemples }, rang) => (
            <tr>
              <th scope="row">
                <label for={`champ-${rang}`}>
                  {LIBELLE_FEUILLE_RIME[feuille]} : {entete}
                </label>
                <input type="hidden" name={`entete:${rang}`} value={entete} />
              </th>
              <td class="brut">{exemples.length > 0 ? exemples.join(" · ") : "non montrées"}</td>
              <td>
                <Choix rang={rang} feuille={feuille} absentes={absentes?.[feuille] ?? null} />
              </td>
            </tr>
          ))}
        </tbody>
      </CadreTable>
      <p>
        <button class="bouton" type="submit">
          Lire le fichier ainsi
        </button>
      </p>
      <p class="discret">Blaise retient ces correspondances pour les prochains fichiers du territoire.</p>
    </form>
  );
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
