import type { Child } from "hono/jsx";
import { formatCellule } from "#socle/images/texte-figure.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Choisir } from "#socle/pages/design/filtres.tsx";
import { Suites, Verdict } from "#socle/pages/design/gabarit.tsx";
import { EtatVide, Phrases, ResultatActe } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ComparaisonPack, ContenuPack } from "../../lectures/demande/pack.ts";
import type { EntetePack, Pack, PackBailleur } from "../../lectures/demande/ports.ts";
import type { FondObservatoire } from "../adresses.ts";
import { FigureReponse, suitesFigures } from "../figure.tsx";
import { renderPageObservatoire } from "../page-observatoire.tsx";

export const CHEMIN_PACKS = "observatoire/packs";
const TITRE = "Packs trimestriels";

export type TrimestreOuvert = { readonly annee: number; readonly trimestre: 1 | 2 | 3 | 4; readonly libelle: string };

/** A pack of the list, with its number as written everywhere. */
export type PackListe = EntetePack & { readonly code: string; readonly libelle: string };

type PacksPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly packs: readonly PackListe[];
  /** Ended quarters with leases; null: the person may not prepare. */
  readonly aPreparer: readonly TrimestreOuvert[] | null;
};

export function renderPacksPage({ cadre, epci, packs, aPreparer }: PacksPageProps): string {
  return renderPageObservatoire({
    cadre,
    titre: TITRE,
    children: (
      <>
        <p class="chapo">
          Ce que la commission de coordination lit avant chaque séance : attributions par quartile, localisation et
          statut, demandes anciennes, pression, ce qui n’est pas localisé.
        </p>
        {aPreparer === null ? null : <Preparer epci={epci} trimestres={aPreparer} />}
        {packs.length === 0 ? (
          <EtatVide titre="Aucun pack figé">
            <p>
              L’agent de l’EPCI prépare le pack d’un trimestre terminé, puis le fige. Il est alors ici, pour tous les
              membres.
            </p>
          </EtatVide>
        ) : (
          <TablePacks epci={epci} packs={packs} />
        )}
      </>
    ),
  });
}

function Preparer({ epci, trimestres }: { epci: string; trimestres: readonly TrimestreOuvert[] }) {
  if (trimestres.length === 0) return <p>Aucun trimestre terminé n’a de bail publié.</p>;
  return (
    <form
      class="ligne"
      method="get"
      action={hrefTerritoire(epci, `${CHEMIN_PACKS}/preparer`)}
      aria-label="Préparer un pack"
    >
      <Choisir
        nom="trimestre"
        libelle="Trimestre"
        options={trimestres.map(({ annee, trimestre, libelle }) => ({ code: `${annee}-T${trimestre}`, libelle }))}
        valeur={null}
      />
      <button class="bouton" type="submit">
        Préparer
      </button>
    </form>
  );
}

function TablePacks({ epci, packs }: { epci: string; packs: readonly PackListe[] }) {
  const table = defineTable<PackListe, Child>({
    code: "packs",
    titre: "Packs figés",
    colonnes: [
      {
        code: "numero",
        titre: "Numéro",
        valeur: ({ code }) => code,
        tri: true,
        rendu: ({ id, code }) => <a href={hrefTerritoire(epci, `${CHEMIN_PACKS}/${id}`)}>{code}</a>,
      },
      { code: "trimestre", titre: "Trimestre", valeur: ({ libelle }) => libelle },
      {
        code: "fige_le",
        titre: "Figé",
        valeur: ({ figeLe }) => figeLe,
        tri: true,
        rendu: ({ figeLe, figePar }) => `le ${formatJour(figeLe)}, par ${figePar}`,
      },
      {
        code: "documents",
        titre: "Documents",
        valeur: ({ code }) => code,
        rendu: (pack) => <Documents epci={epci} pack={pack} />,
      },
    ],
  });
  return <Table table={table} lignes={packs} />;
}

function Documents({ epci, pack }: { epci: string; pack: { readonly id: number; readonly code: string } }) {
  const href = (extension: string) => hrefTerritoire(epci, `${CHEMIN_PACKS}/${pack.id}.${extension}`);
  return (
    <>
      <a href={href("pdf")}>
        PDF<span class="lu"> du pack {pack.code}</span>
      </a>
      {", "}
      <a href={href("xlsx")}>
        Excel<span class="lu"> du pack {pack.code}</span>
      </a>
    </>
  );
}

type PreparerPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly contenu: ContenuPack;
  readonly bailleurs: readonly Pick<PackBailleur, "bailleur" | "nom" | "figures">[];
  readonly fond: FondObservatoire | null;
  readonly figer: boolean;
  readonly erreur: string | null;
};

/** Shows the pack as it would be frozen today. */
export function renderPreparerPage(props: PreparerPageProps): string {
  const { cadre, epci, contenu, erreur, figer } = props;
  const titre = `Pack du ${contenu.libelle}, à figer`;
  return renderPageObservatoire({
    cadre,
    titre,
    erreur,
    children: (
      <>
        <ResultatActe erreur={erreur} titreErreur="Non figé" />
        <Reponse libelle={contenu.libelle} phrases={contenu.phrases} />
        {figer ? (
          <form method="post" action={hrefTerritoire(epci, CHEMIN_PACKS)}>
            <input type="hidden" name="trimestre" value={`${contenu.annee}-T${contenu.trimestre}`} />
            <button class="bouton" type="submit">
              Figer ce pack
            </button>
            <p class="aide">
              Une version figée ne change plus : un import ultérieur montre l’écart, il ne la réécrit pas.
            </p>
          </form>
        ) : null}
        <Figures {...props} chemin={CHEMIN_PACKS} />
      </>
    ),
  });
}

type PackPageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly pack: Pack;
  readonly code: string;
  readonly bailleurs: readonly PackBailleur[];
  readonly comparaison: ComparaisonPack;
  readonly fond: FondObservatoire | null;
  readonly nouveau: boolean;
};

export function renderPackPage(props: PackPageProps): string {
  const { cadre, epci, pack, code, comparaison, nouveau } = props;
  return renderPageObservatoire({
    cadre,
    titre: `Pack ${code}`,
    enTete: (
      <>
        Pack {code} : {pack.contenu.libelle}
      </>
    ),
    sous: `Figé le ${formatJour(pack.figeLe)} par ${pack.figePar}.`,
    exporter: [
      { href: hrefTerritoire(epci, `${CHEMIN_PACKS}/${pack.id}.pdf`), libelle: "PDF" },
      { href: hrefTerritoire(epci, `${CHEMIN_PACKS}/${pack.id}.xlsx`), libelle: "Excel" },
    ],
    actes: <a href={hrefTerritoire(epci, CHEMIN_PACKS)}>Tous les packs</a>,
    children: (
      <>
        <ResultatActe annonce={nouveau ? "Le pack est figé. Tous les membres du territoire peuvent le lire." : null} />
        <Reponse libelle={pack.contenu.libelle} phrases={pack.contenu.phrases} />
        <Comparaison comparaison={comparaison} />
        <Figures {...props} contenu={pack.contenu} chemin={`${CHEMIN_PACKS}/${pack.id}`} />
        <details>
          <summary>Sources et empreinte</summary>
          <p>
            Empreinte <code class="brut">{pack.empreinte}</code>
          </p>
          <ul>
            {pack.sources.map(({ source, periode, fichier, sha256 }) => (
              <li>
                {source}, {periode} : {fichier} (<code>{sha256.slice(0, 12)}</code>)
              </li>
            ))}
          </ul>
        </details>
      </>
    ),
  });
}

type FiguresProps = {
  readonly cadre: Cadre;
  readonly contenu: ContenuPack;
  readonly bailleurs: readonly Pick<PackBailleur, "nom" | "figures">[];
  readonly fond: FondObservatoire | null;
  readonly chemin: string;
};

/** The quarter in a sentence, then what else is said of it. */
function Reponse({ libelle, phrases: [premiere, ...suite] }: { libelle: string; phrases: readonly string[] }) {
  return (
    <Verdict id="reponse" question={libelle} phrase={premiere}>
      <Phrases phrases={suite} classe="suite" />
    </Verdict>
  );
}

/** The first figure answers; the others, then those of each bailleur, are a link away. */
function Figures({ cadre, contenu, bailleurs, fond, chemin }: FiguresProps) {
  const question = { trimestre: `${contenu.annee}-T${contenu.trimestre}` };
  const epci = cadre.territoire?.epci ?? "";
  const [premiere, ...autres] = contenu.figures;
  const vers = { epci, chemin, question };
  return (
    <>
      {premiere ? (
        <FigureReponse figure={premiere} cadre={cadre} chemin={chemin} question={question} fond={fond} />
      ) : null}
      <Suites suites={suitesFigures(autres, vers)} />
      <Suites
        titre="Par bailleur"
        suites={bailleurs.flatMap(({ nom, figures }) =>
          suitesFigures(figures, vers).map(({ href, libelle }) => ({
            href,
            libelle: figures.length === 1 ? nom : libelle,
          })),
        )}
      />
    </>
  );
}

const CHANGEMENTS = defineTable<ComparaisonPack["changements"][number]>({
  code: "changements",
  titre: "Valeurs changées",
  colonnes: [
    { code: "tableau", titre: "Tableau", valeur: ({ tableau }) => tableau },
    { code: "ligne", titre: "Ligne", valeur: ({ ligne }) => ligne },
    { code: "colonne", titre: "Colonne", valeur: ({ colonne }) => colonne.libelle },
    { code: "alors", titre: "Figé", valeur: ({ alors, colonne }) => formatCellule(alors, colonne.genre) },
    {
      code: "aujourdhui",
      titre: "Aujourd’hui",
      valeur: ({ aujourdhui, colonne }) => formatCellule(aujourdhui, colonne.genre),
    },
  ],
});

function Comparaison({ comparaison: { phrase, changements } }: { comparaison: ComparaisonPack }) {
  if (changements.length === 0) return <p>{phrase}</p>;
  return (
    <section aria-labelledby="comparaison">
      <h2 id="comparaison">Ce qui a changé depuis</h2>
      <p>{phrase}</p>
      <details>
        <summary>Les valeurs changées</summary>
        <Table table={CHANGEMENTS} lignes={changements.slice(0, CHANGEMENTS_MAX)} />
      </details>
    </section>
  );
}

/** Most rows shown; the sentence above counts all of them. */
const CHANGEMENTS_MAX = 200;
