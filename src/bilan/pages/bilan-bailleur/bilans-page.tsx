import type { Child } from "hono/jsx";
import { entreParentheses } from "#engagements/regles/convention/references.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres } from "#socle/pages/design/filtres.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import { labelPeriode, parsePeriode } from "#socle/regles/shared/periode.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type {
  CaseBilan,
  EnteteBilanBailleur,
  LigneBilans,
  ListeBilans,
} from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import { LIBELLE_ETAT_BILAN } from "../../lectures/bilan-bailleur/ports.ts";
import { type Choix, SelectAnnee, SelectPeriode } from "../filtres.tsx";

export type BilansPageProps = {
  readonly cadre: Cadre;
  readonly liste: ListeBilans;
  readonly choix: Choix;
  readonly erreur: string | null;
};

/** One row per bailleur, one column per quarter. */
export function renderBilansPage({ cadre, liste, choix, erreur }: BilansPageProps): string {
  const epci = cadre.territoire?.epci ?? "";
  const miennes = liste.lignes.filter(({ organisation }) => organisation !== null);
  return renderPage({
    cadre,
    titre: erreur ? "Erreur : bilans par bailleur" : "Bilans par bailleur",
    children: (
      <>
        <h1>Bilans par bailleur</h1>
        <p class="chapo">
          Chaque trimestre, le bailleur vérifie ses chiffres, les commente et les signe
          {entreParentheses("bilansBailleurs")}. Une version signée ne change plus ; un import ultérieur montre l’écart.
        </p>
        <ResultatActe erreur={erreur} titreErreur="Bilan non préparé" />
        <BarreFiltres action={hrefTerritoire(epci, "bilans-bailleurs")} titre="Choisir l’année">
          <SelectAnnee choix={choix} annee={liste.annee} />
        </BarreFiltres>
        <Trimestres epci={epci} liste={liste} />
        {miennes.map((ligne) => (
          <AutrePeriode epci={epci} annee={liste.annee} ligne={ligne} />
        ))}
        <Versions epci={epci} versions={liste.versions} />
      </>
    ),
  });
}

function Trimestres({ epci, liste: { annee, lignes } }: { epci: string; liste: ListeBilans }) {
  if (lignes.length === 0) {
    return (
      <EtatVide titre={`Aucun bilan à montrer pour ${annee}`}>
        <p>
          Ils se préparent à partir des attributions publiées, et chacun voit ceux que son habilitation ouvre.
          Choisissez une autre année.
        </p>
      </EtatVide>
    );
  }
  const table = defineTable<LigneBilans, Child>({
    code: "trimestres",
    titre: `Bilans trimestriels, ${annee}`,
    colonnes: [
      { code: "bailleur", titre: "Bailleur", valeur: ({ nom }) => nom, tri: true },
      ...["T1", "T2", "T3", "T4"].map((code, rang) => ({
        code,
        titre: code,
        valeur: ({ cases }: LigneBilans) => cases[rang]?.etat ?? null,
        rendu: (ligne: LigneBilans) => {
          const une = ligne.cases[rang];
          return une ? <Case epci={epci} ligne={ligne} une={une} annee={annee} /> : null;
        },
      })),
    ],
  });
  return <Table table={table} lignes={lignes} nom="Bilans trimestriels" />;
}

type CaseProps = { epci: string; ligne: LigneBilans; une: CaseBilan; annee: number };

function Case({ epci, ligne, une, annee }: CaseProps) {
  if (une.etat === "sans-bail") return <span class="discret">aucun bail publié</span>;
  const aPreparer = une.etat === "a-preparer" || (une.change && une.revision === null);
  return (
    <>
      <EtatCase une={une} />
      <br />
      <span class="discret">
        {formatCompte(une.baux, "bail signé", "baux signés")}
        {une.termine ? "" : ", trimestre en cours"}
      </span>
      {une.version === null ? null : (
        <>
          <br />
          <a href={hrefTerritoire(epci, `bilans-bailleurs/${une.version}`)}>
            Voir<span class="lu"> le bilan {nameOf(une, ligne)}</span>
          </a>
        </>
      )}
      {une.revision === null ? null : (
        <>
          <br />
          <a href={hrefTerritoire(epci, `bilans-bailleurs/${une.revision}`)}>
            Nouvelle version à signer<span class="lu"> : {nameOf(une, ligne)}</span>
          </a>
        </>
      )}
      {ligne.organisation !== null && aPreparer ? <Preparer epci={epci} ligne={ligne} une={une} annee={annee} /> : null}
    </>
  );
}

function nameOf(une: CaseBilan, ligne: LigneBilans): string {
  return `${une.libelle} de ${ligne.nom}`;
}

function EtatCase({ une: { etat, le, change } }: { une: CaseBilan }) {
  if (etat === "a-preparer") return <Tag ton="neutre">À préparer</Tag>;
  if (etat === "sans-bail") return null;
  const jour = le === null ? "" : ` le ${formatJourCourt(le)}`;
  return (
    <>
      <Tag ton={etat === "signe" ? "ok" : "neutre"}>
        {LIBELLE_ETAT_BILAN[etat]}
        {jour}
      </Tag>
      {etat === "signe" ? null : (
        <>
          <br />
          <span>à signer</span>
        </>
      )}
      {change ? (
        <>
          <br />
          <Tag ton="alerte">Données changées depuis</Tag>
        </>
      ) : null}
    </>
  );
}

function Preparer({ epci, ligne, une, annee }: CaseProps) {
  return (
    <form method="post" action={hrefTerritoire(epci, "bilans-bailleurs")}>
      <input type="hidden" name="organisation" value={String(ligne.organisation)} />
      <input type="hidden" name="annee" value={String(annee)} />
      <input type="hidden" name="periode" value={une.periode} />
      <button class={une.etat === "a-preparer" ? "bouton" : "bouton second"} type="submit">
        {une.etat === "a-preparer" ? `Préparer le bilan ${une.libelle}` : "Préparer une nouvelle version"}
        {une.etat === "a-preparer" ? null : <span class="lu"> : {nameOf(une, ligne)}</span>}
      </button>
    </form>
  );
}

/** Partners also ask for the quarters so far, or the year. */
function AutrePeriode({ epci, annee, ligne }: { epci: string; annee: number; ligne: LigneBilans }) {
  return (
    <details>
      <summary>Préparer une autre période pour {ligne.nom}</summary>
      <form class="ligne" method="post" action={hrefTerritoire(epci, "bilans-bailleurs")}>
        <input type="hidden" name="organisation" value={String(ligne.organisation)} />
        <input type="hidden" name="annee" value={String(annee)} />
        <SelectPeriode periode="cumul-T3" />
        <button class="bouton second" type="submit">
          Préparer ce bilan
        </button>
      </form>
    </details>
  );
}

function Versions({ epci, versions }: { epci: string; versions: readonly EnteteBilanBailleur[] }) {
  if (versions.length === 0) return null;
  const table = defineTable<EnteteBilanBailleur, Child>({
    code: "versions",
    titre: "Versions des bilans de l’année, les plus récentes d’abord",
    colonnes: [
      {
        code: "bilan",
        titre: "Bilan",
        valeur: ({ periode, numero }) => `${periode} ${numero}`,
        tri: true,
        rendu: ({ id, annee, periode, numero, nomOrganisation }) => (
          <a href={hrefTerritoire(epci, `bilans-bailleurs/${id}`)}>
            {labelPeriode(parsePeriode(annee, periode))}, version {numero}
            <span class="lu">, {nomOrganisation}</span>
          </a>
        ),
      },
      { code: "bailleur", titre: "Bailleur", valeur: ({ nomOrganisation }) => nomOrganisation, tri: true },
      { code: "etat", titre: "État", valeur: ({ etat }) => LIBELLE_ETAT_BILAN[etat], tri: true },
      { code: "baux", titre: "Baux signés", genre: "nombre", valeur: ({ total }) => total, tri: true },
      { code: "prepare_le", titre: "Préparé le", genre: "jour", valeur: ({ prepareLe }) => prepareLe, tri: true },
      {
        code: "signe_le",
        titre: "Signé le",
        genre: "jour",
        valeur: ({ signeLe }) => signeLe ?? "non signé",
        tri: true,
      },
    ],
  });
  return (
    <>
      <h2>Toutes les versions</h2>
      <Table table={table} lignes={versions} nom="Toutes les versions" lu />
    </>
  );
}
