import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatInstant, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { PaireLue, PairesLues } from "../../lectures/paire-bail/lire-paires.ts";
import type { FaitMontre } from "../../lectures/paire-bail/lister-faits.ts";
import { sayScore } from "../../regles/paire-bail/dire-paire.ts";
import {
  DECISIONS_PAIRE,
  LIBELLE_DECISION_PAIRE,
  LIBELLES_COTES_PAIRE,
  type NaturePaire,
} from "../../regles/paire-bail/paire-bail.ts";

export const CHEMIN_PAIRES = "bilan/paires";

export type PairesPageProps = {
  readonly cadre: Cadre;
  readonly paires: PairesLues;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

const TITRE = "Baux peut-être comptés deux fois";

/** Pairs to settle, then the standing decisions. Without names. */
export function renderPairesPage({ cadre, paires, annonce, erreur }: PairesPageProps): string {
  return renderPage({
    cadre,
    titre: erreur === null ? TITRE : `Erreur\u00A0: ${TITRE.toLowerCase()}`,
    children: (
      <>
        <h1>{TITRE}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <p>
          Deux baux se ressemblent, sans numéro qui dise si c’est le même{"\u00A0"}: un bail signé dans Blaise et une
          ligne du fichier SNE publié, ou deux baux signés dans Blaise, celui d’un ménage relogé et celui d’une
          commission. Tant que personne n’a répondu, un seul est dans les totaux du{" "}
          <a href={hrefTerritoire(paires.territoire, "bilan")}>bilan</a> (la ligne, ou le ménage relogé), et l’autre
          élargit ses bornes. Aucun nom n’est montré{"\u00A0"}: comparez avec le dossier du bailleur.
        </p>
        <Resume paires={paires} />
        <APaires paires={paires} />
        <Decisions paires={paires} />
      </>
    ),
  });
}

function Resume({ paires: { proposees, attente, peutTrancher } }: { paires: PairesLues }) {
  if (proposees + attente === 0) return null;
  return (
    <Message ton="neutre">
      <p>
        {formatCompte(proposees, "paire de baux à départager", "paires de baux à départager")}.{" "}
        {attente > 0
          ? `${formatCompte(attente, "autre bail attend", "autres baux attendent")}\u00A0: ce qui leur ressemble le plus est déjà proposé avec un autre. `
          : ""}
        {peutTrancher ? "" : "Chaque bailleur répond pour ses baux\u00A0: votre habilitation permet de les lire."}
      </p>
    </Message>
  );
}

function APaires({ paires }: { paires: PairesLues }) {
  const { lignes, proposees } = paires;
  if (lignes.length === 0) {
    return (
      <EtatVide titre="Aucun bail à départager">
        <p>
          Chaque bail signé dans Blaise que votre habilitation ouvre est retrouvé dans le fichier publié, ou en est
          absent à coup sûr, et n’est qu’une fois dans Blaise.
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      {proposees > lignes.length ? (
        <p>
          Les {formatNombre(lignes.length)} plus probables sont affichées{"\u00A0"}: répondez, les suivantes viendront.
        </p>
      ) : null}
      {lignes.map((paire) => (
        <Paire paires={paires} paire={paire} />
      ))}
    </>
  );
}

function Paire({ paires, paire }: { paires: PairesLues; paire: PaireLue }) {
  const { id, score, phrases, nomBailleur, nature, montres } = paire;
  const titre = `Paire n°\u00A0${id}`;
  return (
    <section aria-labelledby={`paire-${id}`}>
      <h2 id={`paire-${id}`}>
        {titre}, {nomBailleur} <Tag ton="neutre">{sayScore(score)}</Tag>
      </h2>
      <ul>
        {phrases.map((phrase) => (
          <li>{phrase}</li>
        ))}
      </ul>
      <Table table={faitsOf(nature, `${titre}\u00A0: les deux baux`)} lignes={montres} />
      {paires.peutTrancher ? <Trancher epci={paires.territoire} id={id} /> : null}
    </section>
  );
}

function faitsOf(nature: NaturePaire, titre: string) {
  const cotes = LIBELLES_COTES_PAIRE[nature].map(
    (cote, rang): Colonne<FaitMontre, Child> => ({
      code: `bail-${rang}`,
      titre: cote,
      valeur: ({ valeurs }) => valeurs[rang] ?? null,
      rendu: ({ valeurs }) => valeurs[rang] ?? <span class="discret">non renseigné</span>,
    }),
  );
  return defineTable<FaitMontre, Child>({
    code: "faits",
    titre,
    colonnes: [{ code: "fait", titre: "Fait", valeur: ({ nom }) => nom }, ...cotes],
  });
}

function Trancher({ epci, id }: { epci: string; id: number }) {
  return (
    <form
      method="post"
      action={hrefTerritoire(epci, `${CHEMIN_PAIRES}/${id}`)}
      aria-label={`Départager la paire n°\u00A0${id}`}
    >
      <p class="ligne">
        {optionsOf(DECISIONS_PAIRE, LIBELLE_DECISION_PAIRE).map(({ code, libelle }) => (
          <button class="bouton second" type="submit" name="decision" value={code}>
            {libelle}
          </button>
        ))}
      </p>
    </form>
  );
}

const REPONSE = { meme: "Le même bail, compté une fois", distincts: "Deux baux, comptés tous les deux" } as const;

type DecisionMontree = PairesLues["decisions"][number];

function Decisions({ paires }: { paires: PairesLues }) {
  const { decisions, territoire, peutTrancher } = paires;
  if (decisions.length === 0) return null;
  const reprendre: Colonne<DecisionMontree, Child> = {
    code: "reprendre",
    titre: "Reprendre",
    valeur: ({ id }) => id,
    rendu: ({ id }) => <Reprendre epci={territoire} id={id} />,
  };
  const table = defineTable<DecisionMontree, Child>({
    code: "decisions",
    titre: "Réponses en vigueur, la dernière d’abord",
    colonnes: [
      { code: "bailleur", titre: "Bailleur", valeur: ({ nomBailleur }) => nomBailleur },
      { code: "premier", titre: "Premier bail", valeur: (ligne) => sayBail(ligne, 0) },
      { code: "second", titre: "Second bail", valeur: (ligne) => sayBail(ligne, 1) },
      { code: "reponse", titre: "Réponse", valeur: ({ decision }) => REPONSE[decision] },
      {
        code: "par",
        titre: "Par",
        valeur: ({ decideePar, decideeLe }) =>
          `${decideePar ?? "une personne dont le compte n’est pas ouvert ici"}, le ${formatInstant(decideeLe)}`,
      },
      ...(peutTrancher ? [reprendre] : []),
    ],
  });
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions">Déjà départagés</h2>
      <p>
        Une réponse vaut pour les fichiers publiés et pour ceux qui les remplaceront. La reprendre rend la paire à
        départager si les deux baux se ressemblent toujours.
      </p>
      <Table table={table} lignes={decisions} />
    </section>
  );
}

function sayBail({ nature, faits }: DecisionMontree, rang: 0 | 1): string {
  return `${LIBELLES_COTES_PAIRE[nature][rang]}, ${sayJour(faits[rang].signeLe)}`;
}

function sayJour(jour: string | undefined): string {
  return jour === undefined ? "jour inconnu" : formatJour(jour);
}

function Reprendre({ epci, id }: { epci: string; id: number }) {
  return (
    <form method="post" action={hrefTerritoire(epci, `${CHEMIN_PAIRES}/decisions/${id}`)}>
      <button class="bouton second" type="submit" aria-label={`Reprendre la réponse n°\u00A0${id}`}>
        Reprendre
      </button>
    </form>
  );
}
