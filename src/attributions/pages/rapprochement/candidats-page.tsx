import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre, INCONNU } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { Candidature } from "../../lectures/candidature/ports.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import type { CandidatExamine, RechercheCandidats } from "../../lectures/rapprochement/recherche.ts";
import { referenceLiberation } from "../../regles/liberation/liberation.ts";
import { LIBELLE_ACCES_LOGEMENT } from "../../regles/logement/logement-suivi.ts";
import type { PerteFiltre } from "../../regles/rapprochement/classer.ts";
import { sayComposition, sayEffort, sayPoints, sayReste } from "../../regles/rapprochement/dire-examen.ts";
import { LIBELLE_FILTRE } from "../../regles/rapprochement/examen.ts";
import { logementExamine } from "../../regles/rapprochement/faits.ts";
import { cheminLiberation } from "../liberation/chemins.ts";
import { sayLogement, TagCandidature } from "../liberation/mots.tsx";
import { CHEMIN_REPERES, cheminCandidats } from "./chemins.ts";
import { LIBELLE_QUARTILE_EXAMEN, Seuils, sayConditions, sayInconnus, TagEligible } from "./mots.tsx";

export type CandidatsPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly liberation: Liberation;
  readonly recherche: RechercheCandidats;
  /** Candidates that the dwelling already has. */
  readonly candidatures: readonly Candidature[];
  /** true: may name a demande for the dwelling. */
  readonly designer: boolean;
};

/** Who could live in a freed dwelling, and what excludes the others. The person who designates decides. */
export function renderCandidatsPage(props: CandidatsPageProps): string {
  const { cadre, epci, liberation, recherche } = props;
  const titre = `Candidats possibles pour ${referenceLiberation(liberation.numero)}`;
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        <h1>{titre}</h1>
        <p class="chapo">
          {sayLogement(liberation)} : {sayConditions(logementExamine(liberation))}.
        </p>
        <p>
          <a href={hrefTerritoire(epci, cheminLiberation(liberation.id))}>Revenir au logement</a>
        </p>
        <ResultatActe erreur={liberation.closeLe === null ? null : "Ce logement n’est plus à attribuer."} />
        <Seuils seuils={recherche.seuils} />
        <p>
          <a href={hrefTerritoire(epci, CHEMIN_REPERES)}>Toutes les versions des repères</a>
        </p>
        <Pertes {...props} />
        <Liste {...props} />
      </>
    ),
  });
}

function Pertes({ epci, liberation, recherche: { bilan, ailleurs } }: CandidatsPageProps) {
  const { total, eligibles, pertes } = bilan;
  const portee = ailleurs
    ? "parmi toutes les demandes du territoire que vous lisez"
    : "parmi celles que vous lisez et que ce lieu concerne";
  return (
    <section>
      <h2>Ce qui écarte les demandes</h2>
      <p>
        {formatCompte(eligibles, "demande")} sur {formatNombre(total)} ne sont écartées par aucun filtre, {portee}.
      </p>
      <Debloquer pertes={pertes} eligibles={eligibles} />
      <Table table={pertesOf(liberation, bilan.total, ailleurs)} lignes={pertes} />
      {ailleurs ? null : (
        <p>
          <a href={hrefTerritoire(epci, cheminCandidats(liberation.id), { ailleurs: "oui" })}>
            Compter aussi les demandes qui souhaitent un autre lieu
          </a>
        </p>
      )}
      <p class="aide">
        Le besoin d’accessibilité est une donnée de santé, et la demande n’en dit rien d’autre : il est scellé, n’est
        pas cherché ici et n’écarte personne. {sayAcces(liberation)} Demandez au ménage ce qu’il lui faut avant de
        désigner.
      </p>
    </section>
  );
}

function sayAcces({ logement: { acces } }: Liberation): string {
  if (acces === "inconnu") return "L’accès de ce logement n’est pas écrit.";
  if (acces === "logement-adapte") return "Ce logement est adapté : il convient à tous les besoins.";
  return `Ce logement : ${LIBELLE_ACCES_LOGEMENT[acces].toLowerCase()}.`;
}

/**
 * Demandes that wish another place are counted only with `ailleurs`. The need of access is read for nobody: its column is unknown, not 0, unless the
 * dwelling suits every need.
 */
function pertesOf({ logement: { acces } }: Liberation, total: number, ailleurs: boolean) {
  const colonne = (code: "ecartes" | "premiers" | "sansLui", titre: string, adapte: string, inconnu: string) => ({
    code,
    titre,
    genre: "nombre" as const,
    valeur: (perte: PerteFiltre) => {
      if (perte.filtre === "accessibilite") return acces === "logement-adapte" ? adapte : inconnu;
      return ailleurs || perte.filtre !== "secteur" ? perte[code] : "non compté";
    },
  });
  return defineTable<PerteFiltre>({
    code: "pertes",
    titre: "Effet de chaque filtre, dans l’ordre où il est lu",
    colonnes: [
      { code: "filtre", titre: "Filtre", valeur: ({ filtre }) => LIBELLE_FILTRE[filtre] },
      colonne("ecartes", "Écarte en tout", "0", `${INCONNU} pour ${formatNombre(total)}`),
      colonne("premiers", "Écarte en premier", "0", INCONNU),
      colonne("sansLui", "Resteraient sans lui", "non compté", INCONNU),
    ],
  });
}

const CANDIDATS_MIN = 3;

/** Filter whose removal would bring the most, when there are fewer candidates than the law asks for. */
function Debloquer({ pertes, eligibles }: { pertes: readonly PerteFiltre[]; eligibles: number }) {
  if (eligibles >= CANDIDATS_MIN) return null;
  const [best] = pertes.toSorted((a, b) => b.sansLui - a.sansLui);
  return (
    <Message ton="alerte">
      <p>
        Moins de trois candidats.{" "}
        {best && best.sansLui > eligibles
          ? `Sans le filtre « ${LIBELLE_FILTRE[best.filtre]} », il y en aurait ${formatNombre(best.sansLui)}.`
          : "Aucun filtre, levé seul, n’en donnerait davantage."}
      </p>
    </Message>
  );
}

function Liste(props: CandidatsPageProps) {
  const { candidats } = props.recherche;
  if (candidats.length === 0) {
    return (
      <section>
        <h2>Les mieux placées</h2>
        <EtatVide titre="Aucune demande ne convient">
          <p>
            Parmi les demandes que vous lisez, chacune est écartée par un filtre au moins : le tableau dit lequel. Un
            réservataire ou la commune peut en connaître d’autres.
          </p>
        </EtatVide>
      </section>
    );
  }
  return (
    <section>
      <h2>Les mieux placées</h2>
      <p>
        Dans l’ordre de la cotation, puis de l’ancienneté. La cotation aide à décider : elle ne décide pas (CCH, art. L.
        441-2-8).
      </p>
      <Table table={candidatsOf(props)} lignes={candidats} />
    </section>
  );
}

function candidatsOf(props: CandidatsPageProps) {
  const { epci, liberation, recherche, designer } = props;
  return defineTable<CandidatExamine, Child>({
    code: "candidats",
    titre: `${formatCompte(recherche.candidats.length, "demande")}, sans nom`,
    colonnes: [
      {
        code: "demande",
        titre: "Demande",
        valeur: nomDe,
        rendu: (candidat) => (
          <a href={hrefTerritoire(epci, cheminCandidats(liberation.id, candidat.demandeur))}>{nomDe(candidat)}</a>
        ),
      },
      { code: "menage", titre: "Ménage", valeur: ({ examen }) => sayComposition(examen.composition) },
      { code: "depuis", titre: "Depuis", genre: "jour", valeur: ({ examen }) => examen.ancienneteLe },
      { code: "ressources", titre: "Ressources", valeur: ({ examen }) => LIBELLE_QUARTILE_EXAMEN[examen.quartile] },
      { code: "effort", titre: "Taux d’effort", genre: "nombre", valeur: ({ examen }) => sayEffort(examen.effort) },
      { code: "reste", titre: "Reste à vivre", genre: "nombre", valeur: ({ examen }) => sayReste(examen.resteAVivre) },
      { code: "cotation", titre: "Cotation", genre: "nombre", valeur: ({ examen }) => sayPoints(examen.cotation) },
      {
        code: "savoir",
        titre: "À savoir",
        valeur: ({ examen }) => sayInconnus(examen),
        rendu: (candidat) => <Savoir candidat={candidat} />,
      },
      ...(designer ? [suiteOf(props)] : []),
    ],
  });
}

function nomDe({ examen }: CandidatExamine): string {
  return examen.reference ?? "Demande sans référence";
}

function suiteOf(props: CandidatsPageProps): Colonne<CandidatExamine, Child> {
  return {
    code: "suite",
    titre: "Suite",
    valeur: ({ demandeur }) => demandeur,
    rendu: (candidat) => <Designer {...props} candidat={candidat} />,
  };
}

function Savoir({ candidat: { examen } }: { candidat: CandidatExamine }) {
  const inconnus = sayInconnus(examen);
  return (
    <>
      {examen.motifs.length > 0 ? <TagEligible examen={examen} /> : null}{" "}
      {examen.relogement === "oui" ? <Tag ton="alerte">À reloger</Tag> : null}{" "}
      {examen.priorite === "oui" ? <Tag ton="alerte">Prioritaire</Tag> : null}{" "}
      {examen.nature === "mutation" ? <Tag ton="neutre">Mutation</Tag> : null}{" "}
      {examen.occupation.surOccupe === true ? <Tag ton="alerte">Trop petit</Tag> : null}{" "}
      {inconnus === "" ? null : <small>À vérifier : {inconnus}.</small>}
    </>
  );
}

function Designer({
  epci,
  liberation,
  candidatures,
  candidat,
}: CandidatsPageProps & { readonly candidat: CandidatExamine }) {
  const { demandeur } = candidat;
  const deja = candidatures.find((one) => one.demandeur === demandeur && one.etat !== "retiree");
  if (deja) return <TagCandidature etat={deja.etat} />;
  return (
    <form method="post" action={hrefTerritoire(epci, cheminLiberation(liberation.id, "candidatures"))}>
      <input type="hidden" name="demandeur" value={demandeur} />
      <button class="bouton second" type="submit">
        Désigner<span class="lu"> {nomDe(candidat)}</span>
      </button>
    </form>
  );
}
