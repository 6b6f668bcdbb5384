import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import { BarreFiltres, Saisir } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, Phrases, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { DefinitionTable } from "#socle/regles/table/table.ts";
import {
  AVANCEMENT,
  BLOQUES,
  DECISIONS,
  DEUX_REFUS,
  reponseAt,
  tableCharte,
  totalAvancement,
} from "../images/comite-tables.ts";
import type { CasComite, NoteComite } from "../lectures/note.ts";
import { PRINCIPES_CHARTE, type PrincipeCharte } from "../regles/charte.ts";
import { CHEMIN_COMITE, CHEMIN_VALEURS, cheminCharte, TagReponse } from "./charte-parts.tsx";

export const PARTIES_COMITE = { note: "Note au comité", charte: "Charte de relogement" } as const;
type PartieComite = keyof typeof PARTIES_COMITE;

export type ComitePageProps = {
  readonly cadre: Cadre;
  readonly note: NoteComite;
  /** true: may download the note. */
  readonly exporter: boolean;
  /** true: may set the values of the charte. */
  readonly fixer: boolean;
  /** Day of the URL; null: the last comité. */
  readonly choisi: string | null;
  readonly annonce: string | null;
  readonly partie: PartieComite;
};

/** Page of the comité de suivi, in the words of its note. */
export function renderComitePage(props: ComitePageProps): string {
  const { cadre, note } = props;
  return renderPage({
    cadre,
    titre: "Comité de suivi et charte",
    children: (
      <>
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
  const { note, partie } = props;
  return (
    <>
      <ResultatActe annonce={props.annonce} />
      <Entete {...props} />
      <Parties {...props} />
      {partie === "charte" ? <Charte note={note} fixer={props.fixer} /> : <Corps note={note} />}
    </>
  );
}

function Parties({ note: { territoire }, choisi, partie }: ComitePageProps) {
  const codes = Object.keys(PARTIES_COMITE) as PartieComite[]; // an object's keys are typed as plain strings
  const vues = codes.map((code) => ({
    libelle: PARTIES_COMITE[code],
    href: hrefTerritoire(territoire, CHEMIN_COMITE, { depuis: choisi, partie: code === "note" ? null : code }),
    ici: code === partie,
  }));
  return <VuesListe nom="Parties de la page" vues={vues} />;
}

function Corps({ note }: { note: NoteComite }) {
  return (
    <>
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
        <div class="en-colonnes">
          <Phrases phrases={note.suivi.phrases} />
        </div>
        <Table
          table={AVANCEMENT}
          lignes={note.suivi.immeubles}
          totaux={[totalAvancement(note.suivi)].filter((total) => total !== null)}
        />
        <Phrases phrases={note.suivi.reserves} classe="aide" />
      </section>
      <Depuis note={note} />
      <section>
        <h2>Situations à examiner</h2>
        <div class="parties">
          <Cas note={note} table={DEUX_REFUS} cas={note.deuxRefus} />
          <Cas note={note} table={BLOQUES} cas={note.bloques} />
        </div>
      </section>
    </>
  );
}

function Entete({ note, exporter, choisi, partie }: ComitePageProps) {
  const { territoire, jour, depuis } = note;
  const documents = ["pdf", "docx"] as const;
  return (
    <>
      <p class="chapo">
        Au {formatJour(jour)}. {depuis === null ? "Aucune décision du comité n’est enregistrée." : null}
      </p>
      <BarreFiltres
        action={hrefTerritoire(territoire, CHEMIN_COMITE)}
        titre="Choisir le jour"
        garde={{ partie: partie === "note" ? null : partie }}
      >
        <Saisir nom="depuis" libelle="Décisions et mouvements depuis le" type="date" max={jour} valeur={depuis} />
      </BarreFiltres>
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

function Depuis({ note: { mouvements, decisions, depuis, territoire } }: { note: NoteComite }) {
  return (
    <section>
      <h2>Depuis le dernier comité</h2>
      <Phrases phrases={mouvements} />
      {decisions.length === 0 ? (
        <p>{depuis === null ? null : "Aucune décision depuis ce jour."}</p>
      ) : (
        <Table table={DECISIONS} lignes={decisions} rendu={{ menage: lienMenage(territoire) }} />
      )}
    </section>
  );
}

type CasProps = { note: NoteComite; table: DefinitionTable<CasComite>; cas: readonly CasComite[] };

function Cas({ note, table, cas }: CasProps) {
  if (cas.length === 0) return <p>{table.titre} : aucun.</p>;
  return <Table table={table} lignes={cas} rendu={{ menage: lienMenage(note.territoire) }} />;
}

function lienMenage(territoire: string) {
  return ({ relogement, reference }: CasComite) => (
    <a href={hrefTerritoire(territoire, cheminMenage(relogement))}>{reference}</a>
  );
}

/** One column a building; the links below lead to the answers of each. */
function Charte({ note: { chartes, territoire }, fixer }: { note: NoteComite; fixer: boolean }) {
  const reponses = Object.fromEntries(
    chartes.map((charte) => [
      String(charte.operation),
      ({ code }: PrincipeCharte) => <TagReponse reponse={reponseAt(charte, code)} />,
    ]),
  );
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
          <Table table={tableCharte("Points de la charte", chartes)} lignes={PRINCIPES_CHARTE} rendu={reponses} />
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
