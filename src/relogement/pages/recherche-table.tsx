import type { Child } from "hono/jsx";
import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatEuros, formatNombre } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { LogementTrouve, Recherche } from "../lectures/recherche.ts";
import { LIBELLE_RANG_OFFRE } from "../regles/offre.ts";
import { LIBELLE_CRITERE } from "../regles/recherche.ts";

/** Maximum rows; the page says how many follow. */
const LIGNES_MAX = 50;

/** Rows of a sheet: an address, where it stands and since when take several lines. */
const FEUILLE_LOGEMENTS = { menage: 10, tous: 15 };

type TableProps = {
  readonly recherche: Recherche;
  readonly noms: ReadonlyMap<string, string>;
  readonly titre: string;
  readonly lignes: readonly LogementTrouve[];
  /** true: shows the unknown criteria. */
  readonly averifier: boolean;
};

export function LogementsTable({ recherche, noms, titre, lignes, averifier }: TableProps) {
  if (lignes.length === 0) return null;
  const { menage } = recherche;
  const table = defineTable<LogementTrouve, Child>({
    code: averifier ? "a-verifier" : "retenus",
    titre,
    colonnes: [
      {
        code: "logement",
        titre: "Logement",
        valeur: ({ logement }) => logement.adresse,
        rendu: (ligne) => <Lieu ligne={ligne} noms={noms} />,
      },
      { code: "bailleur", titre: "Bailleur", tri: true, valeur: ({ bailleur }) => bailleur.nom },
      {
        code: "type",
        titre: "Type",
        tri: true,
        valeur: ({ logement }) => logement.typologie,
        rendu: (ligne) => <Type ligne={ligne} />,
      },
      {
        code: "ordre",
        titre: averifier ? "Ordre, et ce qui est à vérifier" : "Ordre",
        valeur: ({ rang }) => LIBELLE_RANG_OFFRE[rang],
        rendu: ({ rang, aVerifier }) => (
          <>
            {LIBELLE_RANG_OFFRE[rang]}
            {averifier ? <span class="nom">à vérifier : {aVerifier.map(sayCritere).join(", ")}</span> : null}
          </>
        ),
      },
      LOYER,
      ...(menage ? [RESTE] : []),
      {
        code: "droit",
        titre: "Droit",
        valeur: ({ contingent }) => LIBELLE_CONTINGENT[contingent],
        rendu: (ligne) => <Droit ligne={ligne} />,
      },
      ...(menage?.offrable ? [colonneOffre(recherche)] : []),
    ],
  });
  return (
    <>
      <Table
        table={table}
        lignes={lignes}
        max={LIGNES_MAX}
        par={menage ? FEUILLE_LOGEMENTS.menage : FEUILLE_LOGEMENTS.tous}
      />
      {lignes.length > LIGNES_MAX ? (
        <p class="aide">
          {formatNombre(LIGNES_MAX)} lignes montrées sur {formatNombre(lignes.length)} : resserrez les critères pour
          voir les autres.
        </p>
      ) : null}
    </>
  );
}

function sayCritere(critere: LogementTrouve["aVerifier"][number]): string {
  return LIBELLE_CRITERE[critere].toLowerCase();
}

const LOYER: Colonne<LogementTrouve, Child> = {
  code: "loyer",
  titre: "Loyer et charges",
  genre: "euros",
  valeur: ({ logement }) => logement.loyer,
  rendu: (ligne) => <Loyer ligne={ligne} />,
};

const RESTE: Colonne<LogementTrouve, Child> = {
  code: "reste",
  titre: "Reste à charge",
  genre: "euros",
  tri: true,
  valeur: ({ reste }) => reste.maximum,
  rendu: (ligne) => <Reste ligne={ligne} />,
};

function colonneOffre(recherche: Recherche): Colonne<LogementTrouve, Child> {
  return {
    code: "offre",
    titre: "Offre",
    valeur: ({ cle }) => cle,
    rendu: (ligne) => <Proposer recherche={recherche} ligne={ligne} />,
  };
}

const COTE = { qpv: "En QPV", "hors-qpv": "Hors QPV", inconnue: "Côté inconnu" } as const;

function Lieu({ ligne, noms }: { ligne: LogementTrouve; noms: ReadonlyMap<string, string> }) {
  const { logement, mention, nombre } = ligne;
  const commune = noms.get(logement.commune) ?? logement.commune;
  return (
    <>
      {logement.adresse}
      {commune === "" ? null : `, ${commune}`}
      {nombre > 1 ? ` (${formatCompte(nombre, "logement")})` : null}
      <span class="nom">
        {COTE[logement.situation]} ; {mention}
      </span>
    </>
  );
}

function Type({ ligne: { logement } }: { ligne: LogementTrouve }) {
  const { typologie, surface } = logement;
  return (
    <>
      {typologie ?? <MotManque manque="inconnu" />}
      {surface === null ? null : `, ${formatNombre(surface)}\u00A0m²`}
    </>
  );
}

function Loyer({ ligne: { logement, loyerM2, origine } }: { ligne: LogementTrouve }) {
  const { loyer, charges } = logement;
  if (loyer === null) {
    return loyerM2 === null ? (
      <MotManque manque="inconnu" />
    ) : (
      <>
        {formatNombre(loyerM2)}&nbsp;€/m² <span class="nom">{origine === "rpls" ? "moyenne" : "hors charges"}</span>
      </>
    );
  }
  if (charges !== null) return <span>{formatEuros(loyer + charges)}</span>;
  return (
    <>
      {formatEuros(loyer)}
      <span class="nom">hors charges</span>
    </>
  );
}

/** From « the APL does not change » to « no APL ». */
function Reste({ ligne: { reste } }: { ligne: LogementTrouve }) {
  const { minimum, maximum, horsCharges, ecart } = reste;
  if (maximum === null) return <MotManque manque="inconnu" />;
  return (
    <>
      {minimum === null ? "jusqu’à " : `${formatEuros(minimum)} à `}
      {formatEuros(maximum)}
      {horsCharges ? <span class="nom">hors charges</span> : null}
      {ecart === null ? null : (
        <span class="nom">
          {ecart > 0 ? "+" : ""}
          {formatEuros(ecart)} si l’APL ne change pas
        </span>
      )}
    </>
  );
}

function Droit({ ligne: { contingent, droitActionLogement } }: { ligne: LogementTrouve }) {
  if (droitActionLogement === "oui") return <Tag ton="ok">{LIBELLE_CONTINGENT[contingent]}</Tag>;
  return contingent === "inconnu" ? <MotManque manque="inconnu" /> : <span>{LIBELLE_CONTINGENT[contingent]}</span>;
}

function Proposer({ recherche, ligne }: { recherche: Recherche; ligne: LogementTrouve }) {
  const { menage, territoire } = recherche;
  const { bailleur, cle, logement } = ligne;
  if (menage === null) return null;
  if (bailleur.organisation === null || logement.commune === "") return <>bailleur ou commune à préciser</>;
  return (
    <a class="cible" href={hrefTerritoire(territoire, cheminMenage(menage.id, "offre"), { logement: cle })}>
      Proposer<span class="lu"> : {logement.adresse}</span>
    </a>
  );
}
