import type { Child } from "hono/jsx";
import { sayIndecis } from "#droit/regles/dire-verdict.ts";
import { LegendeRegle } from "#socle/pages/design/gabarit.tsx";
import { TauxOuManque } from "#socle/pages/design/manque.tsx";
import { TagVerdict } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatFraction, formatNombre, LIBELLE_VERDICT, manqueMesure } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { Bilan, Cible, Constat, Mesures } from "../lectures/bilan.ts";
import { RegleConstat } from "./design/regle-constat.tsx";
import { hrefBilan, questionOf } from "./questions.ts";

type Objet = "horsQpv" | "qpv";

const TITRES: Readonly<Record<Objet, string>> = {
  horsQpv: "Hors quartier prioritaire, par bailleur",
  qpv: "En quartier prioritaire, par bailleur",
};

export function TableBailleurs({ bilan, objet, liens = true }: { bilan: Bilan; objet: Objet; liens?: boolean }) {
  const constats = [...bilan.bailleurs, bilan].map((mesures) => mesures[objet]);
  const cible = constats.some((constat) => constat.cible !== null);
  const table = defineTable<LigneTableau, Child>({
    code: `bailleurs-${objet}`,
    titre: TITRES[objet],
    colonnes: [
      {
        code: "bailleur",
        titre: "Bailleur",
        valeur: ({ nom }) => nom,
        tri: true,
        rendu: (ligne) => (liens && ligne.siren !== null ? <LienBailleur bilan={bilan} {...ligne} /> : ligne.nom),
      },
      ...COMPTES[objet],
      ...(cible ? [CONVENTION[objet]] : []),
      {
        code: "barre",
        titre: "0 à 100 %",
        valeur: ({ mesures }) => mesures[objet].taux,
        rendu: ({ mesures }) => <RegleConstat constat={mesures[objet]} />,
      },
      {
        code: "situation",
        titre: "Situation",
        valeur: ({ mesures }) => mesures[objet].verdict,
        tri: true,
        rendu: ({ mesures }) => <Situation constat={mesures[objet]} />,
      },
      NON_LOCALISEES,
    ],
  });
  return (
    <>
      <Table
        table={table}
        lignes={bilan.bailleurs.map((mesures) => ({ nom: mesures.nom, siren: mesures.siren, mesures }))}
        totaux={bilan.bailleurs.length > 1 ? [{ nom: "Ensemble", siren: null, mesures: bilan }] : []}
      />
      <LegendeRegle vote={cible} />
    </>
  );
}

/** Both objectives on one line a bailleur: what each counts in detail is on its own page. */
export function TableVerdicts({ bilan }: { bilan: Bilan }) {
  const constats = [...bilan.bailleurs, bilan].flatMap(({ horsQpv, qpv }) => [horsQpv, qpv]);
  const cible = constats.some((constat) => constat.cible !== null);
  // « En cours » on every line says nothing more than the verdicts above.
  const juge = constats.some(({ verdict }) => verdict !== "en-cours" && verdict !== "sans-objet");
  const colonnes: readonly Colonne<LigneTableau, Child>[] = [
    {
      code: "bailleur",
      titre: "Bailleur",
      valeur: ({ nom }) => nom,
      tri: true,
      rendu: (ligne) => (ligne.siren === null ? ligne.nom : <LienBailleur bilan={bilan} {...ligne} />),
    },
    ...COTES.horsQpv,
    ...COTES.qpv,
    NON_LOCALISEES,
  ];
  const table = defineTable<LigneTableau, Child>({
    code: "bailleurs",
    titre: "Par bailleur, de 0 à 100 %",
    colonnes: colonnes.filter(({ code }) => juge || !code.startsWith("situation")),
  });
  return (
    <>
      <Table
        table={table}
        lignes={bilan.bailleurs.map((mesures) => ({ nom: mesures.nom, siren: mesures.siren, mesures }))}
        totaux={bilan.bailleurs.length > 1 ? [{ nom: "Ensemble", siren: null, mesures: bilan }] : []}
        lu
      />
      <LegendeRegle vote={cible} />
    </>
  );
}

function coteOf(objet: Objet, nom: string): readonly Colonne<LigneTableau, Child>[] {
  return [
    {
      code: `part-${objet}`,
      titre: nom,
      genre: "taux",
      valeur: ({ mesures }) => mesures[objet].taux,
      tri: true,
      rendu: ({ mesures }) => <PartEtBase constat={mesures[objet]} />,
    },
    {
      code: `regle-${objet}`,
      titre: "0 à 100 %",
      valeur: ({ mesures }) => mesures[objet].taux,
      rendu: ({ mesures }) => <RegleConstat constat={mesures[objet]} />,
    },
    {
      code: `situation-${objet}`,
      titre: "Loi",
      valeur: ({ mesures }) => mesures[objet].verdict,
      tri: true,
      rendu: ({ mesures }) => <TagVerdict constat={mesures[objet]} />,
    },
  ];
}

function PartEtBase({ constat }: { constat: Constat }) {
  const { petitEffectif, assiette, realise } = constat;
  return (
    <>
      <b>
        <TauxOuManque mesure={constat} />
      </b>
      {petitEffectif || assiette === 0 ? null : <small> {formatFraction(realise, assiette)}</small>}
    </>
  );
}

/** A bailleur; null: the total. */
type LigneTableau = { readonly nom: string; readonly siren: string | null; readonly mesures: Mesures };

const NON_LOCALISEES: Colonne<LigneTableau, Child> = {
  code: "non_localisees",
  titre: "Non localisées",
  genre: "nombre",
  valeur: ({ mesures }) => mesures.nonLocalisees.total,
  tri: true,
};
const COTES = { horsQpv: coteOf("horsQpv", "Hors QPV"), qpv: coteOf("qpv", "En QPV") };
const COMPTES = { horsQpv: comptesOf("horsQpv"), qpv: comptesOf("qpv") };
const CONVENTION = { horsQpv: conventionOf("horsQpv"), qpv: conventionOf("qpv") };

function comptesOf(objet: Objet): readonly Colonne<LigneTableau, Child>[] {
  return [
    {
      code: "attributions",
      titre: "Attributions",
      genre: "nombre",
      valeur: ({ mesures }) => mesures[objet].assiette,
      tri: true,
    },
    {
      code: "realise",
      titre: objet === "qpv" ? "Quartiles 2 à 4" : "1er quartile ou relogés",
      genre: "nombre",
      valeur: ({ mesures }) => mesures[objet].realise,
      tri: true,
    },
    {
      code: "part",
      titre: "Part",
      genre: "taux",
      valeur: ({ mesures }) => mesures[objet].taux,
      tri: true,
      rendu: ({ mesures }) => <TauxOuManque mesure={mesures[objet]} />,
    },
    {
      code: "attendu",
      titre: "À atteindre",
      genre: "nombre",
      valeur: ({ mesures: { [objet]: constat } }) =>
        constat.assiette === 0 ? { manque: manqueMesure(constat) ?? "inconnu" } : constat.attendu,
      tri: true,
    },
  ];
}

function conventionOf(objet: Objet): Colonne<LigneTableau> {
  return {
    code: "convention",
    titre: "Convention",
    genre: "nombre",
    valeur: ({ mesures }) => mesures[objet].cible?.attendu ?? "aucune",
    tri: true,
  };
}

function LienBailleur({ bilan, nom, siren }: { bilan: Bilan; nom: string; siren: string | null }) {
  if (bilan.bailleur === siren) return <>{nom}</>;
  return <a href={hrefBilan(bilan.territoire, { ...questionOf(bilan), bailleur: siren })}>{nom}</a>;
}

function Situation({ constat }: { constat: Constat }) {
  return (
    <>
      <TagVerdict constat={constat} />
      {constat.verdict === "indecidable" ? (
        <>
          <br />
          <small>dépend de ce qu’on ignore</small>
        </>
      ) : null}
      {constat.cible && constat.cible.verdict !== "sans-objet" ? (
        <>
          <br />
          <small>convention : {describeCible(constat.cible)}</small>
        </>
      ) : null}
      {constat.petitEffectif && constat.assiette > 0 ? (
        <>
          <br />
          <small>moins de 20 attributions</small>
        </>
      ) : null}
    </>
  );
}

function describeCible(cible: Cible): string {
  const { verdict, manque } = cible;
  const doute = sayIndecis(cible);
  if (doute !== null) return `indécidable, ${doute}`;
  if (verdict === "non-atteint" && manque > 0) return `il manque ${formatNombre(manque)}`;
  return LIBELLE_VERDICT[verdict].toLowerCase();
}
