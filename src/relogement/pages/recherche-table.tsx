import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { LIBELLE_SITUATION } from "#droit/regles/attribution/libelles.ts";
import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { MotManque } from "#socle/pages/design/manque.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";
import { formatCompte, formatEuros, formatNombre } from "#socle/regles/shared/format.ts";
import type { LogementTrouve, Recherche } from "../lectures/recherche.ts";
import { LIBELLE_RANG_OFFRE } from "../regles/offre.ts";
import { LIBELLE_CRITERE } from "../regles/recherche.ts";

/** More rows than one reads: the first of the order, and how many follow. */
const LIGNES_MAX = 50;

type TableProps = {
  readonly recherche: Recherche;
  readonly noms: ReadonlyMap<string, string>;
  readonly titre: string;
  readonly lignes: readonly LogementTrouve[];
  /** Why they are not simply kept. */
  readonly averifier: boolean;
};

export function LogementsTable(props: TableProps) {
  const { recherche, titre, lignes, averifier } = props;
  if (lignes.length === 0) return null;
  const shown = lignes.slice(0, LIGNES_MAX);
  const { menage } = recherche;
  return (
    <>
      <TableFiches
        titre={titre}
        colonnes={[
          { titre: "Logement" },
          { titre: "Bailleur" },
          { titre: "Type" },
          { titre: "Ordre" },
          ...(averifier ? [{ titre: "À vérifier" }] : []),
          { titre: "Loyer et charges", nombre: true },
          ...(menage ? [{ titre: "Reste à charge", nombre: true }] : []),
          { titre: "Droit" },
          ...(menage?.offrable ? [{ titre: "Offre" }] : []),
        ]}
        lignes={shown.map((ligne) => [
          <Lieu ligne={ligne} noms={props.noms} />,
          ligne.bailleur.nom,
          <Type ligne={ligne} />,
          LIBELLE_RANG_OFFRE[ligne.rang],
          ...(averifier ? [ligne.aVerifier.map((critere) => LIBELLE_CRITERE[critere].toLowerCase()).join(", ")] : []),
          <Loyer ligne={ligne} />,
          ...(menage ? [<Reste ligne={ligne} />] : []),
          <Droit ligne={ligne} />,
          ...(menage?.offrable ? [<Proposer recherche={recherche} ligne={ligne} />] : []),
        ])}
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

function Lieu({ ligne, noms }: { ligne: LogementTrouve; noms: ReadonlyMap<string, string> }) {
  const { logement, mention, nombre } = ligne;
  const commune = noms.get(logement.commune) ?? logement.commune;
  return (
    <>
      {logement.adresse}
      {commune === "" ? null : `, ${commune}`}
      {nombre > 1 ? ` (${formatCompte(nombre, "logement")})` : null}
      <span class="nom">
        {LIBELLE_SITUATION[logement.situation]} ; {mention}
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
        {formatNombre(loyerM2)}&nbsp;€/m² hors charges
        {origine === "rpls" ? <span class="nom">moyenne de la résidence</span> : null}
      </>
    );
  }
  return <span>{charges === null ? `${formatEuros(loyer)} hors charges` : formatEuros(loyer + charges)}</span>;
}

/** If the APL does not change, then without any. */
function Reste({ ligne: { reste } }: { ligne: LogementTrouve }) {
  const { minimum, maximum, horsCharges, ecart } = reste;
  if (maximum === null) return <MotManque manque="inconnu" />;
  return (
    <>
      {minimum === null ? "jusqu’à " : `${formatEuros(minimum)} à `}
      {formatEuros(maximum)}
      {horsCharges ? " hors charges" : null}
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
