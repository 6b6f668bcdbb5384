import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { BilanEntretien } from "../../lectures/entretien/bilan-entretien.ts";
import { TITRE_SECTION } from "../../regles/entretien/entretien.ts";
import { CHEMIN_ENTRETIENS, cheminEntretien } from "./chemins.ts";
import { nomEntretien } from "./entretiens-page.tsx";

type Ligne = { readonly terme: string; readonly valeur: string };

export type BilanPageProps = {
  readonly cadre: Cadre;
  readonly bilan: BilanEntretien;
  /** Lines of the result, the same as on paper. */
  readonly lignes: readonly Ligne[];
  readonly motifs: readonly Ligne[];
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** Result of the interview, then the next action. */
export function renderBilanEntretienPage({ cadre, bilan, lignes, motifs, annonce, erreur }: BilanPageProps): string {
  const { entretien } = bilan;
  const { epci } = entretien;
  return renderPage({
    cadre,
    titre: `Bilan, ${nomEntretien(entretien)}`,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_ENTRETIENS)}>Tous les entretiens</a>
        </p>
        <h1>{nomEntretien(entretien)}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <p>
          Entretien mené par {entretien.nomOrganisation} le {formatJour(entretien.le)}. Ce bilan est indicatif : seule
          la commission d’attribution décide.
        </p>
        <Suite bilan={bilan} />
        <h2>Ce qui ressort</h2>
        <Lignes lignes={lignes} />
        <h2>Motifs de priorité</h2>
        {motifs.length === 0 ? <p>Aucun n’a été dit.</p> : <Lignes lignes={motifs} />}
        <h2>À apporter pour la demande</h2>
        <ul>
          {bilan.papiers.map((papier) => (
            <li>{papier}</li>
          ))}
        </ul>
        <p class="ligne telechargements ecran">
          À remettre :
          <a href={hrefTerritoire(epci, cheminEntretien(entretien.id, "bilan.pdf"))}>bilan (PDF, une page)</a>
        </p>
      </>
    ),
  });
}

function Lignes({ lignes }: { lignes: readonly Ligne[] }) {
  return (
    <dl>
      {lignes.map(({ terme, valeur }) => (
        <>
          <dt>{terme}</dt>
          <dd>{valeur}</dd>
        </>
      ))}
    </dl>
  );
}

function Suite({ bilan: { entretien, manque } }: { bilan: BilanEntretien }) {
  const { epci, id, etat } = entretien;
  if (etat === "verse") {
    return (
      <Message ton="ok" titre="Versé dans une demande">
        <p>Le ménage continue avec son code de reprise. Ce qui change s’écrit désormais dans sa demande.</p>
      </Message>
    );
  }
  return (
    <div class="ligne ecran">
      {manque === null ? null : (
        <a class="bouton" href={hrefTerritoire(epci, cheminEntretien(id, manque))}>
          Reprendre : {TITRE_SECTION[manque].toLowerCase()}
        </a>
      )}
      <form method="post" action={hrefTerritoire(epci, cheminEntretien(id, "verser"))}>
        <button class={manque === null ? "bouton" : "bouton second"} type="submit">
          Verser dans une demande
        </button>
      </form>
      {etat === "en-cours" ? (
        <form method="post" action={hrefTerritoire(epci, cheminEntretien(id, "terminer"))}>
          <button class="bouton second" type="submit">
            Terminer sans demande
          </button>
        </form>
      ) : null}
      <a class="cible" href={hrefTerritoire(epci, cheminEntretien(id, "situation"))}>
        Modifier les réponses
      </a>
    </div>
  );
}

export type CodePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly entretien: number;
  readonly reference: string;
  readonly code: string;
};

/** Page of the code, shown once: only its hash is kept. */
export function renderCodePage({ cadre, epci, entretien, reference, code }: CodePageProps): string {
  return renderPage({
    cadre,
    titre: "Code de reprise",
    children: (
      <>
        <h1>La demande est commencée</h1>
        <Message ton="ok" role="status" titre="Code de reprise, à remettre au ménage">
          <p>
            <strong class="code">{code}</strong>
          </p>
          <p>
            Il ne se réaffiche pas : notez-le ou imprimez cette page. Personne d’autre que le ménage ne doit le garder.
          </p>
        </Message>
        <p>
          Dossier {reference}. Le ménage reprend sa demande avec ce code, à l’adresse{" "}
          <b>/ma-demande/{epci}/reprendre</b> : il vérifie les réponses, ajoute ce qui manque et l’envoie au guichet.
        </p>
        <p class="ecran">
          <a href={hrefTerritoire(epci, cheminEntretien(entretien, "bilan"))}>Revenir au bilan de l’entretien</a>
        </p>
      </>
    ),
  });
}
