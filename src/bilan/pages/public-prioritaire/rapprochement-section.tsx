import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { EtatVide, Phrases, TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatFraction, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import { ECARTS, PAR_BAILLEUR } from "../../images/publics-tables.ts";
import type {
  AvantApres,
  Croisement,
  EcartListe,
  LigneRapprochement,
  ListeLue,
  PublicsPrioritaires,
  RapprochementListes,
} from "../../lectures/public-prioritaire/publics.ts";
import { hrefPublics } from "./libelles.tsx";

/** Beyond, they are in the workbook. */
const ECARTS_MONTRES = 40;

export function SectionRapprochement({ cadre, publics }: { cadre: Cadre; publics: PublicsPrioritaires }) {
  const { rapprochement } = publics;
  if (rapprochement === null) return <SansBail />;
  return <Corps cadre={cadre} publics={publics} rapprochement={rapprochement} />;
}

function SansBail() {
  return <p>Le rapprochement se fait bail par bail : votre habilitation n’ouvre pas les baux de ce territoire.</p>;
}

/** What each list changes, lease by lease. */
export function SectionCorrections({ publics }: { publics: PublicsPrioritaires }) {
  const { rapprochement } = publics;
  if (rapprochement === null) return <SansBail />;
  return <TableEcarts publics={publics} ecarts={rapprochement.ecarts} />;
}

type CorpsProps = { cadre: Cadre; publics: PublicsPrioritaires; rapprochement: RapprochementListes };

function Corps({ cadre, publics, rapprochement }: CorpsProps) {
  return (
    <>
      <Phrases phrases={rapprochement.phrases} />
      <p class="discret">
        Les fichiers se rejoignent par une empreinte du numéro unique, qui n’est jamais montrée. Le motif de la priorité
        n’est pas conservé.
        {rapprochement.syploVisible
          ? ""
          : " La liste SYPLO n’est lue que par l’EPCI et l’État : demandez à l’EPCI le fichier de vos corrections."}
      </p>
      {rapprochement.listes.length === 0 ? (
        <SansListe cadre={cadre} annee={publics.annee} />
      ) : (
        <>
          <Table table={LISTES} lignes={rapprochement.listes} />
          <TableAvantApres apres={rapprochement.apres} />
          <TableCroisements croisements={rapprochement.croisements} />
          <TableBailleurs publics={publics} lignes={rapprochement.parBailleur} exporter={cadre.droits.exporterBilan} />
        </>
      )}
    </>
  );
}

function SansListe({ cadre, annee }: { cadre: Cadre; annee: number }) {
  return (
    <EtatVide titre={`Aucune liste publiée pour ${annee}`}>
      <p>
        Déposez l’extraction SYPLO de la préfecture, ou la liste d’un bailleur : numéro unique, catégorie, date de
        labellisation, date de sortie, statut (et SIREN du bailleur pour la sienne), en CSV ou en tableur.
      </p>
      {cadre.droits.deposer && cadre.territoire ? (
        <p>
          <a class="bouton" href={hrefTerritoire(cadre.territoire.epci, "donnees/deposer")}>
            Déposer une liste
          </a>
        </p>
      ) : null}
    </EtatVide>
  );
}

const LISTES = defineTable<ListeLue>({
  code: "listes",
  titre: "Listes rapprochées",
  colonnes: [
    { code: "liste", titre: "Liste", valeur: ({ nom }) => nom },
    { code: "fichier", titre: "Fichier", valeur: ({ fichier }) => fichier },
    { code: "lignes", titre: "Lignes", genre: "nombre", valeur: ({ lignes }) => lignes },
    { code: "menages", titre: "Ménages", genre: "nombre", valeur: ({ menages }) => menages },
    { code: "sans", titre: "Sans attribution dans l’année", genre: "nombre", valeur: (liste) => liste.sansAttribution },
  ],
});

/** The rule by the SNE, then with the lists. */
function TableAvantApres({ apres }: { apres: readonly AvantApres[] }) {
  const colonnes: readonly Colonne<AvantApres, Child>[] = [
    { code: "nom", titre: "Réservataire", valeur: ({ avant }) => avant.nom },
    {
      code: "attendu",
      titre: "À atteindre",
      genre: "nombre",
      valeur: ({ avant }) => avant.attendu ?? { manque: "sans-objet" },
    },
    resultat("avant", "Selon le SNE"),
    ...(apres.some(({ avecSyplo }) => avecSyplo !== null) ? [resultat("avecSyplo", "Avec SYPLO")] : []),
    resultat("avecToutes", "Avec toutes les listes"),
  ];
  const titre = "Ce que deviendrait le résultat, une fois le SNE complété";
  return <Table table={defineTable({ code: "apres", titre, colonnes })} lignes={apres} />;
}

function resultat(code: keyof AvantApres, titre: string): Colonne<AvantApres, Child> {
  return {
    code,
    titre,
    valeur: (ligne) => ligne[code]?.verdict ?? null,
    rendu: ({ [code]: constat }) =>
      constat === null ? (
        <MotManque manque="inconnu" />
      ) : (
        <>
          {formatFraction(constat.realise, constat.assiette)}{" "}
          <TagVerdict constat={{ verdict: constat.verdict, manque: constat.manque ?? 0 }} />
        </>
      ),
  };
}

function TableCroisements({ croisements }: { croisements: readonly Croisement[] }) {
  const [first] = croisements;
  const dit = (code: "sne" | "syplo" | "bailleur", titre: string): Colonne<Croisement> => ({
    code,
    titre,
    valeur: (ligne) => (ligne[code] ? "oui" : "non"),
  });
  const colonnes: readonly Colonne<Croisement>[] = [
    dit("sne", "SNE"),
    ...(first?.syplo === null ? [] : [dit("syplo", "SYPLO")]),
    ...(first?.bailleur === null ? [] : [dit("bailleur", "Bailleur")]),
    { code: "attributions", titre: "Attributions", genre: "nombre", valeur: ({ nombre }) => nombre },
  ];
  const titre = "Qui dit prioritaire le ménage d’une attribution";
  return <Table table={defineTable({ code: "croisements", titre, colonnes })} lignes={croisements} />;
}

type TableBailleursProps = {
  publics: PublicsPrioritaires;
  lignes: readonly LigneRapprochement[];
  exporter: boolean;
};

function TableBailleurs({ publics: { territoire, annee }, lignes, exporter }: TableBailleursProps) {
  const corrections: Colonne<LigneRapprochement, Child> = {
    code: "corrections",
    titre: "Corrections",
    valeur: ({ siren }) => siren,
    rendu: ({ siren, nom }) => (
      <a href={hrefPublics(territoire, { annee, bailleur: siren }, "xlsx")}>
        Tableau<span class="lu"> des corrections, {nom}</span>
      </a>
    ),
  };
  const colonnes = [...PAR_BAILLEUR.colonnes, ...(exporter ? [corrections] : [])];
  return <Table table={{ ...PAR_BAILLEUR, colonnes }} lignes={lignes} />;
}

function TableEcarts({ publics, ecarts }: { publics: PublicsPrioritaires; ecarts: readonly EcartListe[] }) {
  if (ecarts.length === 0) return <p>Aucune différence : le SNE et les listes disent la même chose.</p>;
  const first = [...ecarts].sort((a, b) => RANG[a.nature] - RANG[b.nature]).slice(0, ECARTS_MONTRES);
  const titre = `Ce qu’il y a à corriger ou à vérifier (${formatCompte(ecarts.length, "attribution")})`;
  return (
    <>
      <Table table={{ ...ECARTS, titre }} lignes={first} />
      {ecarts.length > first.length ? (
        <p>
          Les {formatNombre(ecarts.length - first.length)} autres sont dans le{" "}
          <a href={hrefPublics(publics.territoire, { annee: publics.annee, bailleur: publics.bailleur }, "xlsx")}>
            tableau complet
          </a>
          .
        </p>
      ) : null}
    </>
  );
}

/** Leases lost for the count come first. */
const RANG: Readonly<Record<EcartListe["nature"], number>> = { perdu: 0, "non-renseigne": 1, indecis: 2, inverse: 3 };
