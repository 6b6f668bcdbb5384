import type { Child } from "hono/jsx";
import {
  formatACeJour,
  formatObjectif,
  formatReste,
  splitChances,
} from "#engagements/regles/convention/format-objectif.ts";
import { Tag, TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatDecompte, formatJour, formatTaux } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { BlocEffort, Effort, LigneEffort, Projection } from "../../lectures/effort/effort.ts";
import { hrefObjectifs, monthOf, questionOf } from "./questions.ts";

type Props = { readonly effort: Effort; readonly bloc: BlocEffort };

export function TablePorteurs({ effort, bloc }: Props) {
  const { ensemble, lignes } = bloc;
  const ecrit = [...lignes, ...(ensemble ? [ensemble] : [])].some((ligne) => ligne.ecrit !== null);
  const table = defineTable<LigneEffort, Child>({
    code: `porteurs-${bloc.objet}`,
    titre: `${bloc.titre} : qui, combien`,
    colonnes: [
      {
        code: "nom",
        titre: "Qui",
        valeur: ({ nom }) => nom,
        tri: true,
        rendu: (ligne) => <Nom ligne={ligne} effort={effort} objet={bloc.objet} />,
      },
      {
        code: "realise",
        titre: "Compté",
        genre: "nombre",
        valeur: ({ lecture }) => lecture.realise,
        tri: true,
        rendu: ({ lecture }) => <Compte lecture={lecture} />,
      },
      ...(ecrit ? [ECRIT] : []),
      ...(effort.acheve ? [] : [A_SIGNER, CHANCES]),
      ...(effort.acheve ? [RESULTAT] : []),
      {
        code: "taux",
        titre: monthOf(effort) === null ? "Taux à ce jour" : `Taux au ${formatJour(effort.arreteAu)}`,
        valeur: ({ lecture }) => lecture.taux,
        tri: true,
        rendu: ({ lecture }) => <Jugement lecture={lecture} />,
      },
    ],
  });
  return <Table table={table} lignes={lignes} totaux={ensemble ? [ensemble] : []} />;
}

type ColonnePorteur = Colonne<LigneEffort, Child>;

const ECRIT: ColonnePorteur = {
  code: "ecrit",
  titre: "Écrit dans la convention",
  valeur: ({ ecrit }) => (ecrit ? formatObjectif(ecrit) : "rien"),
};
const A_SIGNER: ColonnePorteur = {
  code: "besoin",
  titre: "À signer d’ici au 31 décembre",
  valeur: (ligne) => projectionOf(ligne)?.besoin ?? null,
  rendu: (ligne) => <Reste ligne={ligne} reste />,
};
const RESULTAT: ColonnePorteur = {
  code: "resultat",
  titre: "Résultat",
  valeur: (ligne) => projectionOf(ligne)?.phrase ?? null,
  rendu: (ligne) => <Reste ligne={ligne} reste={false} />,
};
const CHANCES: ColonnePorteur = {
  code: "chances",
  titre: "Chances d’y arriver",
  valeur: (ligne) => projectionOf(ligne)?.probabilite ?? null,
  rendu: (ligne) => {
    const projection = projectionOf(ligne);
    return projection ? <Chances projection={projection} /> : "sans objectif";
  },
};

function projectionOf({ cible, plancher }: LigneEffort): Projection | null {
  return cible ?? plancher;
}

function Compte({ lecture }: Pick<LigneEffort, "lecture">) {
  const { taux, petitEffectif } = lecture;
  return (
    <>
      {formatDecompte(lecture)}
      {taux === null || petitEffectif ? null : <Precision>{formatTaux(taux)}</Precision>}
    </>
  );
}

function Jugement({ lecture }: { lecture: LigneEffort["lecture"] }) {
  const aCeJour = formatACeJour(lecture);
  const { total } = lecture.inconnus;
  return (
    <>
      <TagVerdict constat={{ verdict: lecture.verdict, manque: 0 }} />
      {aCeJour === null ? null : <Precision>{aCeJour}</Precision>}
      {total > 0 ? <Precision>{formatCompte(total, "inconnue")}</Precision> : null}
    </>
  );
}

type NomProps = { readonly ligne: LigneEffort; readonly effort: Effort; readonly objet: BlocEffort["objet"] };

function Nom({ ligne: { nom, porteur }, effort, objet }: NomProps) {
  if (porteur.type !== "bailleur" || effort.bailleur !== null) return <>{nom}</>;
  const href = hrefObjectifs(effort.territoire, { ...questionOf(effort), bailleur: porteur.siren }, { objet });
  return <a href={href}>{nom}</a>;
}

/** For the target, else for the floor, which is then named. */
function Reste({ ligne, reste }: { ligne: LigneEffort; reste: boolean }) {
  const projection = projectionOf(ligne);
  if (!projection) return <>sans objectif</>;
  if (!reste) return <>{projection.phrase}</>;
  const { besoin, issue } = projection;
  return (
    <>
      <b>{formatReste({ besoin, acquis: issue === "acquis" }, ligne.attente.total)}</b>
      {ligne.cible === null ? <Precision>pour le plancher légal</Precision> : null}
    </>
  );
}

/** Highlights a certain answer. */
function Chances({ projection: { issue, phraseProbabilite } }: { projection: Projection }) {
  const [chance, bornes] = splitChances(phraseProbabilite);
  if (issue === "acquis" || issue === "impossible")
    return <Tag ton={issue === "acquis" ? "ok" : "alerte"}>{chance}</Tag>;
  return (
    <>
      {chance}
      {bornes === null ? null : <Precision>{bornes}</Precision>}
    </>
  );
}

function Precision({ children }: { children: Child }) {
  return (
    <>
      <br />
      <small>{children}</small>
    </>
  );
}
