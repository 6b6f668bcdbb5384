import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { SousNavigation } from "#socle/pages/design/sous-navigation.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatJour, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { CharteImmeuble } from "../lectures/charte.ts";
import type { CasComite, NoteComite } from "../lectures/note.ts";
import type { TableauNote } from "../lectures/note-tableaux.ts";
import { PRINCIPES_CHARTE } from "../regles/charte.ts";
import { CHEMIN_COMITE, CHEMIN_VALEURS, cheminCharte, TagReponse } from "./charte-parts.tsx";

export type ComitePageProps = {
  readonly cadre: Cadre;
  readonly note: NoteComite;
  readonly avancement: TableauNote;
  /** May take the note away. */
  readonly exporter: boolean;
  /** May set the numbers of the charte. */
  readonly fixer: boolean;
  /** The day chosen in the address; null: the last comité. */
  readonly choisi: string | null;
  readonly annonce: string | null;
};

/** What the comité de suivi reads, in the words of its note. */
export function renderComitePage(props: ComitePageProps): string {
  const { cadre, note } = props;
  return renderPage({
    cadre,
    titre: "Comité de suivi et charte",
    rubrique: "relogement",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_COMITE} />
        <h1>Comité de suivi et charte</h1>
        {note.suivi.immeubles.length === 0 ? (
          <EtatVide titre="Aucun immeuble à démolir">
            <p>
              {note.suivi.phrases.join(" ")} Les démolitions se déposent dans{" "}
              <a href={hrefTerritoire(note.territoire, "programme")}>le programme des opérations</a>.
            </p>
          </EtatVide>
        ) : (
          <Note {...props} />
        )}
      </>
    ),
  });
}

function Note(props: ComitePageProps) {
  const { note, avancement } = props;
  return (
    <>
      <ResultatActe annonce={props.annonce} />
      <Entete {...props} />
      <section>
        <h2>Ce qui est demandé au comité</h2>
        <ul>
          {note.demandes.map((demande) => (
            <li>{demande}</li>
          ))}
        </ul>
      </section>
      <section>
        <h2>Avancement</h2>
        {note.suivi.phrases.map((phrase) => (
          <p>{phrase}</p>
        ))}
        <Tableau tableau={avancement} />
        {note.suivi.reserves.map((reserve) => (
          <p class="aide">{reserve}</p>
        ))}
      </section>
      <Depuis note={note} />
      <section>
        <h2>Situations à examiner</h2>
        <Cas note={note} titre="Ménages à deux refus ou plus" cas={note.deuxRefus} />
        <Cas note={note} titre="Situations bloquées" cas={note.bloques} />
      </section>
      <Charte note={note} fixer={props.fixer} />
    </>
  );
}

function Entete({ note, exporter, choisi }: ComitePageProps) {
  const { territoire, jour, depuis } = note;
  const documents = ["pdf", "docx"] as const;
  return (
    <>
      <p class="chapo">
        Au {formatJour(jour)}. {depuis === null ? "Aucune décision du comité n’est enregistrée." : null}
      </p>
      <form class="ligne" method="get" action={hrefTerritoire(territoire, CHEMIN_COMITE)} aria-label="Choisir le jour">
        <div>
          <label for="depuis">Décisions et mouvements depuis le</label>
          <input id="depuis" name="depuis" type="date" value={depuis ?? ""} max={jour} />
        </div>
        <button class="bouton second" type="submit">
          Afficher
        </button>
      </form>
      {exporter ? (
        <p class="ecran">
          {documents.map((type) => (
            <>
              <a class="cible" href={hrefTerritoire(territoire, `${CHEMIN_COMITE}/note.${type}`, { depuis: choisi })}>
                Note au comité ({type === "pdf" ? "PDF" : "Word"})
              </a>{" "}
            </>
          ))}
        </p>
      ) : null}
    </>
  );
}

function Tableau({ tableau: { titre, colonnes, lignes, total } }: { tableau: TableauNote }) {
  return (
    <TableFiches
      titre={titre}
      colonnes={colonnes.map((colonne, rang) => ({ titre: colonne, nombre: rang > 0 }))}
      lignes={lignes}
      {...(total ? { total } : {})}
    />
  );
}

function Depuis({ note: { mouvements, decisions, depuis, territoire } }: { note: NoteComite }) {
  return (
    <section>
      <h2>Depuis le dernier comité</h2>
      {mouvements.map((phrase) => (
        <p>{phrase}</p>
      ))}
      {decisions.length === 0 ? (
        <p>{depuis === null ? null : "Aucune décision depuis ce jour."}</p>
      ) : (
        <TableFiches
          titre="Décisions"
          colonnes={["Ménage", "Immeuble", "Jour", "Décision"].map((titre) => ({ titre }))}
          lignes={decisions.map(({ relogement, reference, immeuble, le, fait }) => [
            <a href={hrefTerritoire(territoire, cheminMenage(relogement))}>{reference}</a>,
            immeuble,
            formatJourCourt(le),
            fait,
          ])}
        />
      )}
    </section>
  );
}

function Cas({ note, titre, cas }: { note: NoteComite; titre: string; cas: readonly CasComite[] }) {
  if (cas.length === 0) return <p>{titre} : aucun.</p>;
  return (
    <TableFiches
      titre={titre}
      colonnes={["Ménage", "Immeuble", "Situation"].map((colonne) => ({ titre: colonne }))}
      lignes={cas.map(({ relogement, reference, immeuble, fait }) => [
        <a href={hrefTerritoire(note.territoire, cheminMenage(relogement))}>{reference}</a>,
        immeuble,
        fait,
      ])}
    />
  );
}

/** A column a building: each leads to its own answers. */
function Charte({ note: { chartes, territoire }, fixer }: { note: NoteComite; fixer: boolean }) {
  return (
    <section>
      <h2>Charte de relogement</h2>
      {fixer ? (
        <p class="ecran">
          <a class="cible" href={hrefTerritoire(territoire, CHEMIN_VALEURS)}>
            Fixer les valeurs de la charte
          </a>
        </p>
      ) : null}
      {chartes.length === 0 ? (
        <Message ton="neutre">
          <p>Les points de la charte se lisent pour les immeubles dont tous les ménages vous sont ouverts.</p>
        </Message>
      ) : (
        <>
          <p>
            Les points du règlement général de l’ANRU, immeuble par immeuble. Ceux qui sont calculés viennent des
            compteurs ; les autres, de qui l’immeuble est confié.
          </p>
          <TableFiches
            titre="Points de la charte"
            colonnes={[{ titre: "Point" }, ...chartes.map(({ nom }) => ({ titre: nom }))]}
            lignes={PRINCIPES_CHARTE.map(({ code, titre, calcul }) => [
              calcul ? `${titre} (calculé)` : titre,
              ...chartes.map(({ points }) => <Reponse points={points} code={code} />),
            ])}
          />
          <ul>
            {chartes.map(({ operation, nom, ecrire }) => (
              <li>
                <a href={hrefTerritoire(territoire, cheminCharte(operation))}>
                  {ecrire ? "Renseigner" : "Lire"} la charte : {nom}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Reponse({ points, code }: { points: CharteImmeuble["points"]; code: string }) {
  return <TagReponse reponse={points.find(({ principe }) => principe.code === code)?.reponse ?? "inconnu"} />;
}
