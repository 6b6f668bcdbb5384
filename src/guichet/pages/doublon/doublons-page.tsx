import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { DoublonLu, DoublonsLus } from "../../actes/doublon/lire-doublons.ts";
import type { DossierDoublon } from "../../lectures/doublon/ports.ts";
import { DECISIONS_DOUBLON, LIBELLE_DECISION_DOUBLON } from "../../regles/doublon/fiche-doublon.ts";

export const CHEMIN_DOUBLONS = "demandes/doublons";

export type DoublonsPageProps = {
  readonly cadre: Cadre;
  readonly doublons: DoublonsLus;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

/** Pairs of files that may be one person's; the desk decides, and nothing is merged. */
export function renderDoublonsPage({ cadre, doublons, annonce, erreur }: DoublonsPageProps): string {
  return renderPage({
    cadre,
    titre: erreur === null ? "Doublons" : "Erreur : doublons",
    children: (
      <>
        <h1>Doublons</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <p>
          Des dossiers qui se ressemblent, avec ce qui les rapproche et ce qui les sépare. Une valeur absente ne
          rapproche jamais deux dossiers. Vous décidez ; rien n’est fusionné ici, et l’ancienneté ne change pas.
        </p>
        <Chercher doublons={doublons} />
        <Contenu doublons={doublons} />
      </>
    ),
  });
}

function Chercher({ doublons }: { doublons: DoublonsLus }) {
  const { territoire, dossiers, aJuger } = doublons;
  return (
    <>
      <Message ton="neutre">
        <p>
          {formatCompte(dossiers, "dossier ouvert", "dossiers ouverts")} à votre guichet,{" "}
          {formatCompte(aJuger, "rapprochement à juger", "rapprochements à juger")}.
        </p>
      </Message>
      <form method="post" action={hrefTerritoire(territoire, `${CHEMIN_DOUBLONS}/chercher`)}>
        <p>
          <button class="bouton second" type="submit">
            Comparer les dossiers de votre guichet
          </button>
        </p>
        <p class="discret">
          La comparaison entre guichets est faite chaque jour par la plateforme ; chacun des deux est prévenu ici.
        </p>
      </form>
    </>
  );
}

function Contenu({ doublons }: { doublons: DoublonsLus }) {
  const { lignes, aJuger } = doublons;
  if (lignes.length === 0) {
    return (
      <EtatVide titre="Aucun rapprochement">
        <p>Aucun dossier de votre guichet ne ressemble à un autre. Lancez la comparaison après une série de saisies.</p>
      </EtatVide>
    );
  }
  return (
    <>
      {aJuger > lignes.length ? (
        <p>Les {formatNombre(lignes.length)} plus sûrs sont affichés : jugez-les, les suivants viendront.</p>
      ) : null}
      {lignes.map((doublon) => (
        <Paire epci={doublons.territoire} doublon={doublon} />
      ))}
    </>
  );
}

function Paire({ epci, doublon }: { epci: string; doublon: DoublonLu }) {
  const { id, decision, rapprochement, phrases, suite, trouveLe, decideLe } = doublon;
  const titre = `Rapprochement n° ${id}`;
  return (
    <section aria-labelledby={`doublon-${id}`}>
      <h2 id={`doublon-${id}`}>
        {titre}{" "}
        <Tag ton={decision === null && rapprochement.verdict === "probable" ? "alerte" : "neutre"}>
          {decision === null ? rapprochement.verdict : decision === "distinctes" ? "distinctes" : "même personne"}
        </Tag>
      </h2>
      <ul>
        {phrases.map((phrase) => (
          <li>{phrase}</li>
        ))}
      </ul>
      <Table table={tableOf(epci, doublon, `${titre} : les deux dossiers`)} lignes={CHAMPS} />
      <p>
        {decision === null ? `Trouvé le ${formatJour(trouveLe)}. ` : null}
        {decideLe === null ? null : `Jugé le ${formatJour(decideLe)}. `}
        {suite}
      </p>
      {decision === null ? <Decider epci={epci} id={id} /> : null}
    </section>
  );
}

function tableOf(epci: string, doublon: DoublonLu, titre: string) {
  const dossier = (rang: 0 | 1, titre: string) => ({
    code: `dossier-${rang}`,
    titre,
    valeur: () => null,
    rendu: ([, read]: ChampCompare) => <Valeur epci={epci} doublon={doublon} rang={rang} read={read} />,
  });
  return defineTable<ChampCompare, Child>({
    code: `doublon-${doublon.id}`,
    titre,
    colonnes: [
      { code: "champ", titre: "Champ", valeur: ([libelle]) => libelle },
      dossier(0, "Premier dossier"),
      dossier(1, "Second dossier"),
    ],
  });
}

function Decider({ epci, id }: { epci: string; id: number }) {
  return (
    <form
      method="post"
      action={hrefTerritoire(epci, `${CHEMIN_DOUBLONS}/${id}`)}
      aria-label={`Juger le rapprochement n° ${id}`}
    >
      <p class="ligne">
        {optionsOf(DECISIONS_DOUBLON, LIBELLE_DECISION_DOUBLON).map(({ code, libelle }) => (
          <button class="bouton second" type="submit" name="decision" value={code}>
            {libelle}
          </button>
        ))}
      </p>
    </form>
  );
}

type Lire = (dossier: DossierDoublon) => string | null;

function Valeur({ epci, doublon, rang, read }: { epci: string; doublon: DoublonLu; rang: 0 | 1; read: Lire | null }) {
  const dossier = doublon.dossiers[rang];
  if (read === null) return <span>{doublon.guichets[rang] ?? "guichet inconnu"}</span>;
  if (dossier === null) return <span class="discret">dossier d’un autre guichet</span>;
  const valeur = read(dossier);
  if (read === readReference) {
    return <a href={hrefTerritoire(epci, `demandes/${dossier.id}`)}>{valeur ?? "ouvrir le dossier"}</a>;
  }
  return valeur === null ? <span class="discret">non renseigné</span> : <span>{valeur}</span>;
}

const readReference: Lire = ({ reference }) => reference;
const jour = (iso: string | null) => (iso === null ? null : formatJour(iso));

/** `null`: read from the pair, so known even for a file that the reader may not open. */
type ChampCompare = readonly [libelle: string, read: Lire | null];

const CHAMPS: readonly ChampCompare[] = [
  ["Dossier", readReference],
  ["Guichet", null],
  ["Nom", ({ nom, nomUsage }) => (nomUsage === null ? nom : `${nom ?? ""}, usage ${nomUsage}`)],
  ["Prénom", ({ prenom }) => prenom],
  ["Naissance", ({ naissance }) => jour(naissance)],
  ["Téléphone", ({ telephone }) => telephone],
  ["Adresse électronique", ({ courriel }) => courriel],
  ["Adresse", ({ adresse }) => adresse],
  ["Ancienneté", ({ ancienneteLe }) => jour(ancienneteLe)],
];
